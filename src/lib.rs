//! **shangxia** (上下): rosters for hospital alliances (医联体).
//!
//! The tree is the pipeline. A file is read by [`format`] into the [`domain`]; [`planning`] turns
//! it into decisions, the [`rules`] add their rows, [`milp`] holds the program as data; `engine`
//! takes it to HiGHS and `solve` decides in which portions; the answer is decoded into a roster.
//! The other half shares nothing with the first: a roster and its instance go to [`audit`], whose
//! verdict goes to [`report`]. [`diagnose`] looks at a rule book before anything is solved.
//! What happens after publication goes to [`repair`], which edits the instance and searches around
//! the roster; [`stress`] plays random absences against it. [`exchange`] reads what others have written, and writes what others read.
//! `whatif` makes other instances of one by name, solves them side by side and compares.
//!
//! ```text
//! benchmark files → exchange → domain → YAML
//! YAML → format → domain + rule book → planning (+ rules.formulate) → milp → engine ⇄ solve → roster
//! roster.yaml → format → audit (rules.audit) → verdict → report
//! ```

pub mod audit;
pub mod diagnose;
pub mod diagnostic;
pub mod domain;
pub mod exchange;
pub mod format;
pub mod generate;
pub mod milp;
pub mod planning;
pub mod publish;
pub mod repair;
pub mod report;
pub mod rollover;
pub mod rules;
pub mod stress;

#[cfg(feature = "solver")]
pub mod engine;
#[cfg(feature = "solver")]
pub mod solve;
#[cfg(feature = "solver")]
pub mod whatif;
