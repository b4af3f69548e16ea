//! Cases are solved once, kept whole, and come out the same however many run at a time.

use super::{cases, instance};
use shangxia::{
    audit::audit,
    domain::Instance,
    engine::{Interrupt, Silent},
    format,
    whatif::{self, Case, Effort, Ending, Folder, Watch},
};
use std::sync::Mutex;

const SCENARIOS: &str = "scenarios:
  - { id: alone, lose: [{ doctor: D002 }] }
  - { id: cap, cap: [40, 30] }
  - { id: none, rules: [{ coverage: { enforce: hard } }, { night_limit: { max: 0, window: week, enforce: hard } }] }";

fn ward() -> Instance {
    instance("ward_of_two.yaml")
}

fn effort(at_once: usize) -> Effort {
    Effort { deterministic: true, at_once, ..Effort::default() }
}

fn run(cases: &[Case], at_once: usize) -> Vec<Option<Ending>> {
    whatif::run(cases, &effort(at_once), None, &Interrupt::default(), &Silent).unwrap()
}

/// Notes what was solved and what was kept, and interrupts after so many.
#[derive(Default)]
struct Notes {
    solved: Mutex<Vec<String>>,
    kept: Mutex<Vec<String>>,
    interrupt: Interrupt,
    after: usize,
}

impl Watch for Notes {
    fn begins(&self, _case: &Case) {}

    fn ends(&self, case: &Case, _ending: &Ending, kept: bool) {
        let list = if kept { &self.kept } else { &self.solved };
        list.lock().unwrap().push(case.id.clone());
        if self.solved.lock().unwrap().len() == self.after {
            self.interrupt.ask();
        }
    }
}

#[test]
fn every_roster_stands_before_the_auditor_and_what_cannot_be_has_none() {
    let cases = cases(SCENARIOS, &ward());
    let endings = run(&cases, 2);
    for (case, ending) in cases.iter().zip(&endings) {
        match ending.as_ref().expect("all are done") {
            Ending::Found(roster) => {
                let verdict = audit(&case.instance, roster).unwrap();
                assert_eq!(verdict.hard().next(), None, "{}", case.id);
                assert_eq!(roster.provenance.as_ref().unwrap().penalty, verdict.penalty());
            }
            Ending::Impossible(_) => assert_eq!(case.id, "none"),
            Ending::Nothing(why) => panic!("{}: {why:?}", case.id),
        }
    }
    assert!(matches!(endings[4], Some(Ending::Impossible(_))), "{:?}", endings[4]);
}

#[test]
fn the_number_at_once_changes_nothing() {
    let cases = cases(SCENARIOS, &ward());
    assert_eq!(run(&cases, 1), run(&cases, 4));
}

#[test]
fn what_is_done_is_kept_when_the_rest_is_interrupted_and_not_done_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::open(place.path()).unwrap();
    let cases = cases(SCENARIOS, &ward());
    let first = Notes { after: 2, ..Notes::default() };
    let endings = whatif::run(&cases, &effort(1), Some(&folder), &first.interrupt, &first).unwrap();
    assert_eq!(endings.iter().flatten().count(), 2);
    let second = Notes { after: usize::MAX, ..Notes::default() };
    let endings = whatif::run(&cases, &effort(1), Some(&folder), &second.interrupt, &second).unwrap();
    assert_eq!(endings, run(&cases, 1));
    assert_eq!(*second.kept.lock().unwrap(), *first.solved.lock().unwrap());
    assert_eq!(second.solved.lock().unwrap().len(), 3);
    let third = Notes { after: usize::MAX, ..Notes::default() };
    whatif::run(&cases, &effort(1), Some(&folder), &third.interrupt, &third).unwrap();
    assert_eq!(third.kept.lock().unwrap().len(), 5, "a case without a roster is kept too");
}

#[test]
fn a_kept_file_that_was_spoilt_is_made_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::open(place.path()).unwrap();
    let cases = cases("scenarios: [{ id: cap, cap: 40 }]", &ward());
    whatif::run(&cases, &effort(1), Some(&folder), &Interrupt::default(), &Silent).unwrap();
    let path = folder.roster(&cases[1], &effort(1).key(&cases[1].instance));
    let whole = std::fs::read_to_string(&path).unwrap();
    let without = whole.lines().filter(|line| !line.contains("ward-night")).collect::<Vec<_>>().join("\n");
    std::fs::write(&path, without).unwrap();
    let notes = Notes { after: usize::MAX, ..Notes::default() };
    whatif::run(&cases, &effort(1), Some(&folder), &notes.interrupt, &notes).unwrap();
    assert_eq!(*notes.solved.lock().unwrap(), ["cap"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn the_key_changes_with_whatever_the_result_depends_on() {
    let ward = ward();
    let key = effort(1).key(&ward);
    assert_eq!(key, effort(2).key(&ward));
    assert_ne!(key, Effort { seed: 1, ..effort(1) }.key(&ward));
    assert_ne!(key, Effort { gap: 0.5, ..effort(1) }.key(&ward));
    let mut other = ward.clone();
    other.horizon.weeks = 2;
    assert_ne!(key, effort(1).key(&other));
    assert_eq!(format::instance_hash(&ward), format::instance_hash(&cases("scenarios: [{ id: s }]", &ward)[1].instance));
}
