//! Is there a roster of an instance? Every piece of what must hold is asked, and a roster that comes
//! of it is audited.

use super::{
    conflict::key,
    pieces::{self, Piece},
    solver::{Answer, Solver},
    system::System,
};
use crate::{
    audit::audit_with,
    domain::{Instance, Roster},
    planning::{Mode, Plan},
    rules::Book,
};
use std::collections::BTreeSet;

/// What is known of an instance.
#[derive(Clone, Debug)]
pub(super) enum Judged {
    /// There is a roster without a hard finding; nothing weighted was looked at.
    Opens(Box<Roster>),
    /// There is none yet, but the contradiction looked at is gone.
    Resolves,
    /// The contradiction is still there, or the rule book is wrong.
    Nothing,
    /// The limits were reached.
    Unknown,
}

/// Rows by owner and what distinguishes them.
pub(super) type Keys = BTreeSet<(String, String)>;

/// Judges an instance with an eye on the rows of one contradiction.
pub(super) fn judge(instance: &Instance, keys: &Keys, solver: &Solver<'_>) -> Judged {
    let Ok(book) = Book::new(instance) else { return Judged::Nothing };
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let system = System::new(&plan.program);
    let mine = (0..system.laws.len()).filter(|law| keys.contains(&key(system.owner(*law), system.laws[*law].name)));
    let mine: Vec<usize> = mine.collect();
    if !mine.is_empty() && solver.ask(&system, &with_always(&system, &mine)) == Answer::Never {
        return Judged::Nothing;
    }
    match settle(&system, solver) {
        Settled::Values(values) => {
            let roster = plan.decode(&plan.program.evaluate(&values).values);
            let is_clean = audit_with(&book, instance, &roster).hard().next().is_none();
            if is_clean { Judged::Opens(Box::new(roster)) } else { Judged::Unknown }
        }
        Settled::Never(_) => Judged::Resolves,
        Settled::Unknown => Judged::Unknown,
    }
}

/// What became of all pieces of a system.
pub(super) enum Settled {
    /// Values of all columns.
    Values(Vec<i64>),
    /// Laws of a piece that cannot be.
    Never(Vec<usize>),
    /// The limits were reached.
    Unknown,
}

/// Asks piece by piece, the small ones first, until one cannot be.
pub(super) fn settle(system: &System<'_>, solver: &Solver<'_>) -> Settled {
    let mut parts = system.pieces();
    parts.sort_by_key(Vec::len);
    let mut values = pieces::idle(system);
    let idle = values.clone();
    let mut is_known = true;
    for piece in parts {
        match pieces::ask(system, &piece, &idle, solver) {
            Piece::Holds(held) => held.into_iter().for_each(|(column, value)| values[column] = value),
            Piece::Never(never) => return Settled::Never(never),
            Piece::Unknown => is_known = false,
        }
    }
    // Columns that single laws decide and nothing else mentions.
    for law in &system.laws {
        if let [(column, factor)] = law.terms[..] {
            let value = values[column];
            values[column] = if factor < 0 { value.max(law.limit / factor) } else { value.min(law.limit / factor) };
        }
    }
    if is_known { Settled::Values(values) } else { Settled::Unknown }
}

fn with_always(system: &System<'_>, mine: &[usize]) -> Vec<usize> {
    let touched = super::solver::columns(system, mine);
    let always = (0..system.laws.len()).filter(|law| system.owner(*law) == crate::planning::CONFLICT);
    let near = always.filter(|law| system.laws[*law].terms.iter().any(|(column, _)| touched.contains(column)));
    mine.iter().copied().chain(near).collect()
}
