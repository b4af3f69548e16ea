//! Cases solved side by side, each from the roster of the case it differs from least, and kept as
//! soon as they are done.

use super::{Case, Folder};
use crate::{
    audit::audit,
    diagnose::infeasible::{self, Reason},
    diagnostic::Text,
    domain::{Instance, Roster},
    engine::{Interrupt, Silent, Status},
    format,
    solve::{self, NoRoster},
    text,
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// How far every case is solved.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// Time for each case.
    pub time_limit: Duration,
    /// Count work alone and never look at the clock.
    pub deterministic: bool,
    /// Stop a case at this gap.
    pub gap: f64,
    /// Seed of the searches.
    pub seed: u32,
    /// Cases solved at the same time; no roster depends on it unless the clock runs out.
    pub at_once: usize,
    /// Portions of one case solved side by side.
    pub workers: usize,
    /// A roster of the instance as it stands to begin with.
    pub from: Option<Roster>,
}

impl Default for Effort {
    fn default() -> Self {
        Self { time_limit: Duration::from_secs(60), deterministic: false, gap: 0.01, seed: 0, at_once: 2, workers: 1, from: None }
    }
}

impl Effort {
    /// Twelve letters that a result is kept under: another instance, another effort or another
    /// version give others.
    pub fn key(&self, instance: &Instance) -> String {
        let from = self.from.as_ref().map(Roster::fingerprint).unwrap_or_default();
        let (limit, gap, seed, version) = (self.time_limit.as_millis(), self.gap, self.seed, env!("CARGO_PKG_VERSION"));
        let all = format!("{} {limit} {} {gap} {seed} {from} {version}", format::instance_hash(instance), self.deterministic);
        Sha256::digest(all.as_bytes()).iter().take(6).fold(String::with_capacity(12), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// A roster, audited; its provenance has penalty and bound.
    Found(Box<Roster>),
    /// There is none, proven: hard rules contradict each other.
    Impossible(Text),
    /// None was found, which proves nothing.
    Nothing(Text),
}

impl Ending {
    /// The roster, if there is one.
    pub fn roster(&self) -> Option<&Roster> {
        match self {
            Self::Found(roster) => Some(roster),
            _ => None,
        }
    }
}

/// Watches the cases.
pub trait Watch: Sync {
    /// The search for a case begins.
    fn begins(&self, case: &Case);
    /// A case is done; `kept` if it was done before and only read.
    fn ends(&self, case: &Case, ending: &Ending, kept: bool);
}

impl Watch for Silent {
    fn begins(&self, _case: &Case) {}
    fn ends(&self, _case: &Case, _ending: &Ending, _kept: bool) {}
}

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    Waiting,
    Running,
    Done(Ending),
    /// Interrupted: nothing is known.
    Left,
}

struct Board {
    states: Vec<State>,
    failed: Option<io::Error>,
}

/// Solves the cases; what the folder has is read instead. The result of a case that was interrupted
/// is missing; those that were done before are kept in the folder.
///
/// ```
/// use shangxia::{engine::{Interrupt, Silent}, format::{self, Source}, whatif};
///
/// let ward = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/instances/ward_of_two.yaml"));
/// let ward = format::read_instance(&Source::new("ward.yaml", ward)).value.ok_or("an instance")?;
/// let file = Source::new("scenarios.yaml", "scenarios: [{ id: alone, lose: [{ doctor: D002 }] }]");
/// let cases = whatif::read(&file, &ward).value.ok_or("scenarios")?;
/// let endings = whatif::run(&cases, &whatif::Effort::default(), None, &Interrupt::default(), &Silent)?;
/// let comparison = whatif::compare(&cases, &endings);
/// let short: Vec<Option<u32>> = comparison.lines.iter().map(|line| line.measures.as_ref().map(|m| m.missing)).collect();
/// assert_eq!(short, [Some(0), Some(2)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A file cannot be written.
pub fn run(cases: &[Case], effort: &Effort, folder: Option<&Folder>, interrupt: &Interrupt, watch: &dyn Watch) -> io::Result<Vec<Option<Ending>>> {
    let board = Mutex::new(Board { states: vec![State::Waiting; cases.len()], failed: None });
    let news = Condvar::new();
    thread::scope(|scope| {
        for _ in 0..effort.at_once.clamp(1, cases.len().max(1)) {
            scope.spawn(|| work(cases, effort, folder, interrupt, watch, &board, &news));
        }
    });
    let board = board.into_inner().unwrap_or_else(PoisonError::into_inner);
    match board.failed {
        Some(error) => Err(error),
        None => Ok(board.states.into_iter().map(|state| if let State::Done(ending) = state { Some(ending) } else { None }).collect()),
    }
}

fn lock(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(cases: &[Case], effort: &Effort, folder: Option<&Folder>, interrupt: &Interrupt, watch: &dyn Watch, board: &Mutex<Board>, news: &Condvar) {
    loop {
        let (position, start) = {
            let mut held = lock(board);
            loop {
                let ready = |position: &usize| {
                    let is_known = |near: &usize| !matches!(held.states[*near], State::Waiting | State::Running);
                    matches!(held.states[*position], State::Waiting) && cases[*position].near.iter().all(is_known)
                };
                let over = held.failed.is_some() || held.states.iter().all(|state| !matches!(state, State::Waiting));
                if over {
                    return;
                }
                if let Some(position) = (0..cases.len()).find(ready) {
                    held.states[position] = State::Running;
                    break (position, begin(cases, effort, &held.states, position));
                }
                held = news.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
        };
        let done = one(&cases[position], start, effort, folder, interrupt, watch);
        let mut held = lock(board);
        held.states[position] = match done {
            Ok(Some(ending)) => State::Done(ending),
            Ok(None) => State::Left,
            Err(error) => {
                held.failed = Some(error);
                State::Left
            }
        };
        drop(held);
        news.notify_all();
    }
}

/// The roster a case begins with: of those of the cases near it the one with the fewest hard findings in
/// it, then the smallest penalty.
fn begin(cases: &[Case], effort: &Effort, states: &[State], position: usize) -> Option<Roster> {
    let case = &cases[position];
    let mut known: Vec<&Roster> = case.near.iter().filter_map(|near| nearest(cases, effort, states, *near)).collect();
    if known.len() > 1 {
        known.sort_by_cached_key(|roster| {
            audit(&case.instance, roster).map_or((usize::MAX, i64::MAX), |verdict| (verdict.hard().count(), verdict.penalty()))
        });
    }
    known.first().copied().or(effort.from.as_ref()).cloned()
}

/// The roster of a case or, where it has none, of one near it.
fn nearest<'a>(cases: &[Case], effort: &'a Effort, states: &'a [State], position: usize) -> Option<&'a Roster> {
    match &states[position] {
        State::Done(Ending::Found(roster)) => Some(roster),
        _ => cases[position].near.iter().find_map(|near| nearest(cases, effort, states, *near)).or(effort.from.as_ref()),
    }
}

fn one(
    case: &Case,
    start: Option<Roster>,
    effort: &Effort,
    folder: Option<&Folder>,
    interrupt: &Interrupt,
    watch: &dyn Watch,
) -> io::Result<Option<Ending>> {
    let key = effort.key(&case.instance);
    if let Some(ending) = folder.and_then(|folder| folder.get(case, &key)).filter(|ending| stands(&case.instance, ending)) {
        watch.ends(case, &ending, true);
        return Ok(Some(ending));
    }
    if interrupt.is_asked() {
        return Ok(None);
    }
    watch.begins(case);
    let Some(ending) = solved(&case.instance, start, effort, interrupt) else { return Ok(None) };
    // That nothing was found proves nothing: the next call tries again.
    if let Some(folder) = folder.filter(|_| !matches!(ending, Ending::Nothing(_))) {
        folder.put(case, &key, &ending)?;
    }
    watch.ends(case, &ending, false);
    Ok(Some(ending))
}

/// Solves one instance; nothing if it was interrupted.
pub(super) fn solved(instance: &Instance, from: Option<Roster>, effort: &Effort, interrupt: &Interrupt) -> Option<Ending> {
    let options = solve::Options {
        time_limit: effort.time_limit,
        deterministic: effort.deterministic,
        from,
        gap: effort.gap,
        seed: effort.seed,
        workers: effort.workers,
        ..solve::Options::default()
    };
    Some(match solve::solve(instance, &options, interrupt, &Silent) {
        Ok(solution) if solution.status == Status::Interrupted => return None,
        Ok(solution) => {
            let mut roster = solution.roster;
            if let Some(provenance) = &mut roster.provenance {
                provenance.instance = format::instance_hash(instance);
            }
            let ending = Ending::Found(Box::new(roster));
            if stands(instance, &ending) {
                ending
            } else {
                Ending::Nothing(text!("排出的班表没有通过审计", "the auditor refuses the roster that was found"))
            }
        }
        Err(NoRoster::Contradiction(culprits)) if !interrupt.is_asked() => {
            Ending::Impossible(named(culprits.iter().map(|culprit| culprit.rule.as_str()).collect()))
        }
        Err(NoRoster::Infeasible) if !interrupt.is_asked() => Ending::Impossible(contradiction(instance, effort.seed, interrupt)),
        Err(NoRoster::Interrupted | NoRoster::Contradiction(_) | NoRoster::Infeasible) => return None,
        Err(NoRoster::Rules(_)) => Ending::Nothing(text!("规则库有误", "the rule book has mistakes")),
        Err(NoRoster::Nothing) => Ending::Nothing(text!("在限定时间内没有排出班表", "no roster was found in the time allowed")),
    })
}

/// What cannot hold together, as far as it is found.
fn contradiction(instance: &Instance, seed: u32, interrupt: &Interrupt) -> Text {
    let options = infeasible::Options { ways: 0, seed, ..infeasible::Options::default() };
    match infeasible::infeasible(instance, &options, interrupt, &Silent) {
        Ok(Reason::Contradiction(why)) => named(why.conflicts.iter().flat_map(|conflict| &conflict.parts).map(|part| part.rule.as_str()).collect()),
        _ => text!("没有一份班表能满足全部硬性规则", "no roster keeps all hard rules"),
    }
}

fn named(rules: BTreeSet<&str>) -> Text {
    let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
    text!("硬性规则互相矛盾：{rules}", "hard rules contradict each other: {rules}")
}

/// Whether the auditor has no hard finding and counts the penalty that is stated.
fn stands(instance: &Instance, ending: &Ending) -> bool {
    let Some(roster) = ending.roster() else { return true };
    let stated = roster.provenance.as_ref().map(|provenance| provenance.penalty);
    audit(instance, roster).is_ok_and(|verdict| verdict.hard().next().is_none() && stated == Some(verdict.penalty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Source;

    fn read<T>(reading: format::Reading<T>) -> T {
        assert!(reading.diagnostics.is_empty());
        reading.value.unwrap()
    }

    #[test]
    fn of_several_rosters_the_one_that_breaks_and_costs_least_is_begun_with() {
        let file = |path: &str| Source::new(path, std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap());
        let instance = read(format::read_instance(&file("instances/ward_of_two.yaml")));
        let good = read(format::read_roster(&file("solutions/ward_of_two.yaml"), &instance));
        let (mut empty, mut crowded) = (good.clone(), good.clone());
        empty.duties.clear();
        let (doctor, other) = (instance.doctors[0].id.clone(), instance.doctors[1].id.clone());
        crowded.duties.extend(
            good.duties
                .iter()
                .filter(|duty| duty.doctor == other)
                .map(|duty| crate::domain::Duty { doctor: doctor.clone(), ..duty.clone() })
                .collect::<Vec<_>>(),
        );
        let case = |near| Case { id: "case".to_owned(), name: Text::new("", ""), instance: instance.clone(), near };
        let cases = [case(vec![]), case(vec![]), case(vec![]), case(vec![0, 1, 2]), case(vec![])];
        let done = |roster: &Roster| State::Done(Ending::Found(Box::new(roster.clone())));
        let states = [done(&crowded), done(&empty), done(&good), State::Left, State::Left];
        let begun = |position, from: Option<&Roster>| begin(&cases, &Effort { from: from.cloned(), ..Effort::default() }, &states, position);
        assert_eq!(begun(3, None), Some(good.clone()));
        assert_eq!(begun(4, None), None);
        assert_eq!(begun(4, Some(&empty)), Some(empty));
    }
}
