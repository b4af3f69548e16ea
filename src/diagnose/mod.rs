//! What a rule book does to an instance, looked at before anything is solved: entries that cannot
//! hold together, and weights that turn the order of objectives over. And, with a solver, why there
//! is no roster (`infeasible`), and why a cell of a roster is as it is (`cell`).

#[cfg(feature = "solver")]
pub mod cell;
mod contradictions;
#[cfg(feature = "solver")]
pub mod infeasible;
mod priorities;

pub use contradictions::contradictions;
pub use priorities::priorities;

use crate::{
    audit::STRUCTURE,
    diagnostic::{Diagnostic, Text},
    domain::Instance,
    planning::{Mode, Plan},
    rules::{Book, KINDS},
};

/// Everything this room has to say of an instance: contradictions as errors, weights as warnings.
///
/// # Errors
/// The mistakes in the instance's rule book.
pub fn rule_book(instance: &Instance) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let book = Book::new(instance)?;
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let mut found = contradictions(&plan.program);
    found.extend(priorities(&plan.program));
    Ok(found)
}

/// What people call a rule, or what always holds.
fn name_of(owner: &str) -> Text {
    let card = KINDS.iter().map(crate::rules::RuleKind::card).chain([&STRUCTURE]).find(|card| card.code == owner);
    card.map_or_else(
        || match owner {
            crate::planning::PIN => Text::new("手工固定（pins）", "what is fixed by hand (`pins`)"),
            crate::planning::CONFLICT => Text::new("一人不能同时在两处", "nobody is in two places at once"),
            other => Text::new(other, other),
        },
        |card| {
            let code = card.code;
            // In English a code reads like the name it was made of.
            Text::new(format!("“{}”（{code}）", card.zh), format!("`{code}`"))
        },
    )
}
