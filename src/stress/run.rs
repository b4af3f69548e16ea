//! The absences played one by one.

use super::{Played, Stress, absences, expected_absences};
use crate::{
    domain::{Absence, Event, Events, Instance, Roster, SickRates},
    engine::{Interrupt, Silent},
    repair::{self, Repaired, Unrepaired, repair},
    solve::side_by_side,
};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// What to play.
#[derive(Clone, Debug)]
pub struct Options {
    /// Absences to play.
    pub runs: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// How often and for how long people fall ill.
    pub rates: SickRates,
    /// Price of a change and limits of each repair. It counts work whatever is said: the report
    /// does not depend on the machine.
    pub repair: repair::Options,
    /// Repairs made side by side; the report does not depend on it.
    pub workers: usize,
}

/// Plays random absences against a published roster and repairs each alone. `told` is called after
/// each with the time it took, in no order.
///
/// # Examples
/// ```
/// use shangxia::{domain::SickRates, engine::Interrupt, format::{self, Source}, repair, stress::{Options, stress}};
///
/// let open = |path: &str| Source::open(path.as_ref());
/// let instance = format::read_instance(&open("instances/ward_of_two.yaml")?).value.ok_or("an instance")?;
/// let roster = format::read_roster(&open("solutions/ward_of_two.yaml")?, &instance).value.ok_or("a roster")?;
/// let options = Options { runs: 2, seed: 1, rates: SickRates::default(), repair: repair::Options::default(), workers: 2 };
/// let report = stress(&instance, &roster, &options, &Interrupt::default(), &|played, _| println!("{}", played.number));
/// assert_eq!(report.played.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stress(
    instance: &Instance,
    published: &Roster,
    options: &Options,
    interrupt: &Interrupt,
    told: &(dyn Fn(&Played, Duration) + Sync),
) -> Stress {
    let drawn: Vec<(usize, Absence)> = absences(instance, &options.rates, options.runs, options.seed).into_iter().enumerate().collect();
    let mut how = options.repair.clone();
    (how.search.deterministic, how.search.workers) = (true, 1);
    let play = |(number, absence): &(usize, Absence)| {
        if interrupt.is_asked() {
            return None;
        }
        let begin = Instant::now();
        let events = Events { announced: None, events: vec![Event::Ill(absence.clone())] };
        let repaired = repair(instance, published, &events, &how, interrupt, &Silent);
        if interrupt.is_asked() {
            return None;
        }
        let played = played(number + 1, absence, repaired);
        told(&played, begin.elapsed());
        Some(played)
    };
    let played = side_by_side(&drawn, options.workers.max(1), play).into_iter().flatten().flatten().collect();
    Stress { played, expected_hundredths: expected_absences(instance, &options.rates) }
}

fn played(number: usize, absence: &Absence, repaired: Result<Repaired, Unrepaired>) -> Played {
    let mut played = Played { number, doctor: absence.doctor.clone(), from: absence.from, to: absence.to, ..Played::default() };
    match repaired {
        Ok(repaired) => {
            let hard: BTreeSet<String> = repaired.verdict.hard().map(|finding| finding.rule.to_owned()).collect();
            (played.cells, played.forced) = (repaired.changed.cells, repaired.changed.forced);
            (played.people, played.short) = (repaired.changed.people, repaired.newly_short());
            played.broken = hard.into_iter().collect();
        }
        Err(Unrepaired::Broken(rows)) => played.broken = rows.into_iter().map(|row| row.rule).collect::<BTreeSet<_>>().into_iter().collect(),
        Err(Unrepaired::Rules(_) | Unrepaired::Ended) => played.broken = vec!["–".to_owned()],
    }
    played
}
