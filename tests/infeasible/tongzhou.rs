//! Contradictions planted in an alliance of real size: 46 doctors, 13 weeks.

use shangxia::{
    audit::audit,
    diagnose::infeasible::{Options, Reason, infeasible},
    domain::Instance,
    engine::{Interrupt, Silent},
    format::{Source, read_instance},
};
use std::{collections::BTreeSet, path::Path, time::Duration};

/// What is written instead of what.
type Patch = (&'static str, &'static str);

/// Where entries of the rule book are added.
const RULES: &str = "    - room_limit:";

fn patched(patches: &[Patch]) -> Instance {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/tongzhou_2026q1.yaml");
    let mut text = include_str!("../../instances/tongzhou_2026q1.yaml").to_owned();
    for (old, new) in patches {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    read_instance(&Source::new(path.display().to_string(), text)).value.expect("an instance")
}

/// The rules named are those planted, and after every way out there is a roster, found with another seed and audited.
fn names(patches: &[Patch], expected: &[&str]) {
    let instance = patched(patches);
    let options = Options { time_limit: Some(Duration::from_secs(600)), ..Options::default() };
    let reason = infeasible(&instance, &options, &Interrupt::default(), &Silent);
    let Ok(Reason::Contradiction(why)) = reason else { panic!("{reason:?}") };
    let named: BTreeSet<&str> = why.conflicts[0].parts.iter().map(|part| part.rule.as_str()).collect();
    assert_eq!(named, expected.iter().copied().collect(), "{:#?}", why.conflicts);
    assert!(why.complete && !why.ways.is_empty(), "{why:?}");
    for way in &why.ways {
        let edited = way.apply(&instance);
        let again = infeasible(&edited, &Options { seed: 7, ..options.clone() }, &Interrupt::default(), &Silent);
        let Ok(Reason::Roster(roster)) = again else { panic!("{way:?}: {again:?}") };
        assert_eq!(audit(&edited, &roster).expect("a verdict").hard().count(), 0, "{way:?}");
    }
}

// Two nights of 9.5 counted hours in a week are 19 hours.
#[test]
fn two_nights_a_week_do_not_fit_into_eighteen_hours() {
    let rules = "    - shift_count: { shift_kinds: [night], window: week, min: 2, enforce: hard, for: { doctors: [D030] } }
    - weekly_hours: { max: 18h, window: rolling, enforce: hard, for: { doctors: [D030] } }
    - room_limit:";
    names(&[(RULES, rules)], &["shift_count", "weekly_hours"]);
}

// Only the chief and the associate chief may hold the joint consultation on 10 March.
#[test]
fn a_consultation_cannot_be_held_by_the_one_on_leave_the_one_kept_off_or_those_not_allowed() {
    let consult = "days: [tue], who: { title_at_least: associate_chief, skills_all: [general_medicine] }";
    let floor = "days: [tue], floor: 1, who: { title_at_least: associate_chief, skills_all: [general_medicine] }";
    let leave = "born: 1972-12-20, facts: [{ kind: leave, from: 2026-03-09, to: 2026-03-11 }]";
    let pin = "post: ed-night, on: false }\n    - { doctor: D015, date: 2026-03-10, post: gim-consult, on: false }";
    let patches = [(consult, floor), ("born: 1972-12-20", leave), ("post: ed-night, on: false }", pin)];
    names(&patches, &["coverage", "availability", "eligibility", "pin"]);
}
