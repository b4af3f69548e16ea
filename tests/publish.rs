//! Publishing: the steps, what they refuse, and what a changed folder looks like.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::{DateTime, FixedOffset};
use shangxia::{
    domain::{Duty, Instance, Roster},
    format::{self, Source},
    publish::{Acknowledged, Drafted, Folder, Refusal, Signature, State, approve, draft, release, verify},
};
use std::{fs, path::Path};

fn ward() -> (Instance, Roster) {
    let open = |folder: &str| Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("town_of_eight.yaml")).unwrap();
    let instance = format::read_instance(&open("instances")).value.unwrap();
    let roster = format::read_roster(&open("solutions"), &instance).value.unwrap();
    (instance, roster)
}

/// The same roster without one of its duties and without what it states of itself.
fn changed(roster: &Roster) -> (Roster, Duty) {
    let mut roster = roster.clone();
    let gone = roster.duties.remove(roster.duties.len() / 2);
    (Roster { provenance: None, shortages: Vec::new(), outputs: Vec::new(), ..roster }, gone)
}

fn at(minute: u32) -> Signature {
    let at: DateTime<FixedOffset> = format!("2026-01-02T09:{minute:02}:00+08:00").parse().unwrap();
    Signature { by: "HR-01".to_owned(), at }
}

/// Everything in a folder: paths and bytes.
fn contents(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}

/// A folder with a version drafted, approved and published, and what had to be acknowledged.
fn published(root: &Path) -> Vec<Acknowledged> {
    let (instance, roster) = ward();
    let mut folder = Folder::open(root).unwrap();
    let Drafted { version, short, .. } = draft(&mut folder, &instance, &roster, &at(0)).unwrap();
    assert_eq!((version, folder.state(1)), (1, Some(State::Draft)));
    approve(&mut folder, 1, &short, &at(1)).unwrap();
    assert_eq!(folder.state(1), Some(State::Approved));
    release(&mut folder, 1, &at(2)).unwrap();
    assert_eq!((folder.state(1), folder.published()), (Some(State::Published), Some(1)));
    short
}

#[test]
fn the_same_steps_at_the_same_times_give_the_same_bytes_and_hold_together() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    published(one.path());
    published(two.path());
    let bytes = |root: &Path| contents(root).into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>();
    assert_eq!(bytes(one.path()), bytes(two.path()));
    assert_eq!(verify(one.path(), None).unwrap(), vec![]);
    let list = fs::read_to_string(one.path().join("v001/approval/checklist.zh.md")).unwrap();
    assert!(list.contains("符合规则包 cn-alliance") && list.contains("HR-01"), "{list}");
}

#[test]
fn a_published_version_is_never_written_over() {
    let home = tempfile::tempdir().unwrap();
    let short = published(home.path());
    let before = contents(home.path());
    let mut folder = Folder::open(home.path()).unwrap();
    for refused in [release(&mut folder, 1, &at(3)), approve(&mut folder, 1, &short, &at(3)).map(drop)] {
        assert!(matches!(&refused, Err(Refusal::Refused(text)) if text.en.contains("published")), "{refused:?}");
    }
    let (instance, roster) = ward();
    assert!(matches!(draft(&mut folder, &instance, &roster, &at(3)), Err(Refusal::Refused(_))), "nothing is different");
    assert_eq!(contents(home.path()), before);
}

#[test]
fn shortages_are_acknowledged_by_rule_and_count_or_nothing_is_signed() {
    let home = tempfile::tempdir().unwrap();
    let (instance, roster) = ward();
    let mut folder = Folder::open(home.path()).unwrap();
    let Drafted { mut short, .. } = draft(&mut folder, &instance, &roster, &at(0)).unwrap();
    let before = contents(home.path());
    short.push(Acknowledged { rule: "coverage".to_owned(), findings: 99 });
    assert!(matches!(approve(&mut folder, 1, &short, &at(1)), Err(Refusal::Refused(_))));
    assert!(matches!(release(&mut folder, 1, &at(1)), Err(Refusal::Refused(_))), "a draft is not released");
    assert_eq!(contents(home.path()), before);
}

#[test]
fn a_roster_that_breaks_hard_rules_is_not_approved() {
    let home = tempfile::tempdir().unwrap();
    let (instance, mut roster) = ward();
    let twin = roster.duties[0].clone();
    roster.duties.push(twin);
    let mut folder = Folder::open(home.path()).unwrap();
    let Drafted { hard_findings, short, .. } = draft(&mut folder, &instance, &roster, &at(0)).unwrap();
    assert!(hard_findings > 0, "it is said at once");
    assert!(matches!(approve(&mut folder, 1, &short, &at(1)), Err(Refusal::Hard(hard)) if hard == hard_findings));
}

#[test]
fn the_difference_to_what_people_work_by_is_told_person_by_person() {
    let home = tempfile::tempdir().unwrap();
    published(home.path());
    let (instance, roster) = ward();
    let (roster, gone) = changed(&roster);
    let mut folder = Folder::open(home.path()).unwrap();
    assert_eq!(draft(&mut folder, &instance, &roster, &at(3)).unwrap().version, 2);
    let page = |name: &str| fs::read_to_string(home.path().join("v002").join(name)).unwrap();
    for name in ["changes.yaml", "changes.zh.md", "changes.en.md"] {
        let page = page(name);
        assert!(page.contains(gone.doctor.as_str()) && page.contains(&gone.date.to_string()), "{page}");
        let others = instance.doctors.iter().filter(|doctor| doctor.id != gone.doctor && page.contains(doctor.id.as_str())).count();
        assert_eq!(others, 0, "{page}");
    }
    assert!(page("version.yaml").contains("version: 2\nsince: 1"));
}

#[test]
fn a_draft_made_before_another_release_is_drafted_again() {
    let home = tempfile::tempdir().unwrap();
    let (instance, roster) = ward();
    let mut folder = Folder::open(home.path()).unwrap();
    let Drafted { short: first, .. } = draft(&mut folder, &instance, &changed(&roster).0, &at(0)).unwrap();
    let Drafted { short: second, .. } = draft(&mut folder, &instance, &roster, &at(1)).unwrap();
    approve(&mut folder, 2, &second, &at(2)).unwrap();
    release(&mut folder, 2, &at(3)).unwrap();
    assert!(matches!(approve(&mut folder, 1, &first, &at(4)), Err(Refusal::Refused(text)) if text.en.contains("draft it again")));
}

#[test]
fn one_at_a_time_and_no_time_before_the_last() {
    let home = tempfile::tempdir().unwrap();
    let (instance, roster) = ward();
    let mut folder = Folder::open(home.path()).unwrap();
    assert!(matches!(Folder::open(home.path()), Err(Refusal::Busy)));
    draft(&mut folder, &instance, &roster, &at(5)).unwrap();
    assert!(matches!(draft(&mut folder, &instance, &changed(&roster).0, &at(4)), Err(Refusal::Refused(text)) if text.en.contains("clock")));
    let named = Signature { by: "Some Body".to_owned(), ..at(6) };
    assert!(matches!(draft(&mut folder, &instance, &changed(&roster).0, &named), Err(Refusal::Refused(_))));
    drop(folder);
    Folder::open(home.path()).expect("the lock goes with who held it");
}

#[test]
fn whatever_is_changed_afterwards_is_found() {
    let faults = |spoil: &dyn Fn(&Path)| {
        let home = tempfile::tempdir().unwrap();
        published(home.path());
        spoil(home.path());
        verify(home.path(), None).unwrap().iter().map(|fault| fault.text.en.clone()).collect::<Vec<_>>()
    };
    let edit = |path: &Path, change: &dyn Fn(String) -> String| {
        let text = change(fs::read_to_string(path).unwrap());
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    };
    assert_eq!(faults(&|root| edit(&root.join("v001/roster.yaml"), &|text| text + "#")), ["v001/roster.yaml was changed"]);
    assert!(faults(&|root| fs::remove_file(root.join("v001/changes.yaml")).unwrap())[0].contains("missing"));
    let first = |text: String| text.replacen("HR-01", "HR-02", 1);
    assert!(faults(&|root| edit(&root.join("log.jsonl"), &first))[0].contains("line 2: the chain is broken"));
    assert!(faults(&|root| edit(&root.join("log.jsonl"), &|text| text.split_inclusive('\n').skip(1).collect()))[0].contains("line 1"));
    assert!(faults(&|root| edit(&root.join("log.jsonl"), &|_| String::new()))[0].contains("the log does not know v001"));
}

#[test]
fn a_log_that_was_cut_at_its_end_is_told_from_a_hash_noted_down() {
    let home = tempfile::tempdir().unwrap();
    published(home.path());
    let head = Folder::look(home.path()).unwrap().head();
    assert_eq!(verify(home.path(), Some(&head)).unwrap(), vec![]);
    let log = home.path().join("log.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.split_inclusive('\n').take(2).collect::<String>()).unwrap();
    assert_eq!(verify(home.path(), None).unwrap(), vec![], "the chain alone cannot tell");
    assert_eq!(verify(home.path(), Some(&head)).unwrap().len(), 1);
}

#[test]
fn what_the_log_does_not_know_is_not_written_over() {
    let home = tempfile::tempdir().unwrap();
    let (instance, roster) = ward();
    fs::create_dir(home.path().join("v001")).unwrap();
    let mut folder = Folder::open(home.path()).unwrap();
    assert!(matches!(draft(&mut folder, &instance, &roster, &at(0)), Err(Refusal::Refused(text)) if text.en.contains("move it away")));
    assert!(!home.path().join("log.jsonl").exists());
}
