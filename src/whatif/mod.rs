//! What if: small changes to an instance by name, solved side by side and compared; and what one
//! more doctor is worth.
//!
//! A file of scenarios is read over an instance ([`read`]) into [`Case`]s, each an ordinary instance
//! that was checked like any other. [`run`] solves them, several at a time, each from the roster of
//! the case it differs from least, and keeps what is done in a [`Folder`], so that nothing finished is
//! solved twice. [`compare()`] counts the rosters and says which differences are proven: one penalty
//! lies below the bound of the other. [`worth`] makes the cases of one doctor more and one fewer of
//! each kind, [`close`] looks for the fewest doctors more that leave nothing short.

mod close;
mod compare;
mod folder;
mod patch;
mod read;
mod rule_change;
mod run;
mod scenario;
mod sweep;
mod worth;

pub use close::close;
pub use compare::compare;
pub use folder::Folder;
pub use read::{BASE, Case, read, schema};
pub use rule_change::{Change, RuleChange};
pub use run::{Effort, Ending, Watch, run};
pub use scenario::{
    Additions, AgreementEnd, Leavers, Lost, NewDoctors, NightAge, NoAge, People, Percent, ProgrammeChange, QuotaChange, Scenario, Scenarios, Several,
    SickLeave, WeekHours,
};
pub use worth::{Kind, rank, worth};
