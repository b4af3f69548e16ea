//! Every rule, without naming one: the cases judged by hand, and on every roster of the tiny
//! instance of its folder the model's word against the auditor's. `RULE=coverage cargo test
//! --test rules` looks at one rule only.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use serde::Deserialize;
use shangxia::{
    audit::{audit, audit_with},
    domain::{Carried, Duty, Instance, Roster, RuleEntry, Stint},
    planning::{CONFLICT, Mode, PIN, Plan},
    rules::{Book, KINDS, RuleKind},
};
use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

/// The file `cases.yaml` of a rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// Tiny instance without rules.
    instance: Instance,
    /// Settings compared on every roster.
    entries: Vec<serde_json::Value>,
    /// Rosters judged by hand.
    #[serde(rename = "cases")]
    judged: Vec<Case>,
}

/// A roster judged by hand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    entry: serde_json::Value,
    /// By doctor: `2026-01-05 ward-day`.
    #[serde(default)]
    duties: BTreeMap<String, Vec<String>>,
    /// By doctor: `programme 2026-01-05 4` (weeks).
    #[serde(default)]
    stints: BTreeMap<String, Vec<String>>,
    /// By deputy: `quota D001 2026-01-05` (whose residents, Monday).
    #[serde(default)]
    carried: BTreeMap<String, Vec<String>>,
    /// Hard findings expected.
    #[serde(default)]
    hard: usize,
    /// Penalty expected.
    #[serde(default)]
    penalty: i64,
}

impl Case {
    fn roster(&self) -> Roster {
        let mut roster = Roster::default();
        for (doctor, duties) in &self.duties {
            for duty in duties {
                let (date, post) = duty.split_once(' ').expect("date and post");
                roster.duties.push(Duty { date: date.parse().expect("date"), post: post.into(), doctor: doctor.as_str().into() });
            }
        }
        for (doctor, stints) in &self.stints {
            for stint in stints {
                let [programme, first, weeks] = stint.split(' ').collect::<Vec<_>>().try_into().expect("programme, Monday, weeks");
                let (first, weeks) = (first.parse().expect("date"), weeks.parse().expect("weeks"));
                roster.stints.push(Stint { doctor: doctor.as_str().into(), programme: programme.into(), first, weeks });
            }
        }
        for (deputy, panels) in &self.carried {
            for panel in panels {
                let [quota, of, week] = panel.split(' ').collect::<Vec<_>>().try_into().expect("quota, doctor, Monday");
                let (week, by) = (week.parse().expect("date"), Some(deputy.as_str().into()));
                roster.carried.push(Carried { quota: quota.into(), panel_of: of.into(), week, by });
            }
        }
        roster.sort();
        roster
    }
}

fn folder(kind: &RuleKind) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "src", "rules", kind.card().code].iter().collect()
}

fn cases(kind: &RuleKind) -> Cases {
    let file = folder(kind).join("cases.yaml");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn chosen() -> impl Iterator<Item = &'static RuleKind> {
    let only = std::env::var("RULE").ok();
    KINDS.iter().filter(move |kind| only.as_deref().is_none_or(|code| code == kind.card().code))
}

fn with_entry(instance: &Instance, kind: &RuleKind, settings: &serde_json::Value) -> Instance {
    let mut instance = instance.clone();
    instance.rules.pack = None;
    instance.rules.entries = vec![RuleEntry { rule: kind.card().code.to_owned(), settings: settings.clone() }];
    instance
}

fn formulated(instance: &Instance) -> Plan<'_> {
    let book = Book::new(instance).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    plan
}

#[test]
fn cases_judged_by_hand() {
    let mut wrong = String::new();
    for kind in chosen() {
        let Cases { instance, judged: cases, .. } = cases(kind);
        assert!(cases.len() >= 3, "{}: judge at least three cases by hand", kind.card().code);
        for case in &cases {
            let instance = with_entry(&instance, kind, &case.entry);
            let verdict = audit(&instance, &case.roster()).unwrap_or_else(|errors| panic!("{}: {errors:#?}", case.name));
            let said = (verdict.hard().count(), verdict.penalty());
            if said != (case.hard, case.penalty) {
                let _ = writeln!(wrong, "{}: {}: the auditor says {said:?}, the hand {:?}", kind.card().code, case.name, (case.hard, case.penalty));
                for finding in &verdict.findings {
                    let _ = writeln!(wrong, "    {}", finding.text.en);
                }
            }
            let plan = formulated(&instance);
            if let Some(values) = values_of(&plan, &case.roster()) {
                let model = plan.program.evaluate(&values);
                if (model.broken.is_empty(), model.total()) != (case.hard == 0, case.penalty) {
                    let _ = writeln!(wrong, "{}: {}: the model says {:?}, broken {:?}", kind.card().code, case.name, model.penalty, model.broken);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The decisions of a roster; none if the model has no column for one of them.
fn values_of(plan: &Plan<'_>, roster: &Roster) -> Option<Vec<i64>> {
    let mut values = vec![0; plan.program.columns.len()];
    let mut found = 0;
    let instance = plan.instance;
    for duty in plan.duties() {
        let wanted = Duty {
            date: instance.horizon.date(duty.day as i64),
            post: instance.posts[duty.post].id.clone(),
            doctor: instance.doctors[duty.doctor].id.clone(),
        };
        if roster.duties.contains(&wanted) {
            values[plan.program.position(duty.on)] = 1;
            found += 1;
        }
    }
    for stint in plan.stints() {
        let wanted = Stint {
            doctor: instance.doctors[stint.doctor].id.clone(),
            programme: instance.programmes[stint.programme].id.clone(),
            first: instance.horizon.monday(stint.first),
            weeks: stint.weeks,
        };
        if roster.stints.contains(&wanted) {
            values[plan.program.position(stint.taken)] = 1;
            found += 1;
        }
    }
    for carry in plan.carries() {
        let (quota, panel) = plan.panel(carry.of);
        let wanted = Carried {
            quota: quota.id.clone(),
            panel_of: panel.doctor.clone(),
            week: instance.horizon.monday(carry.of.week as i64),
            by: Some(instance.doctors[carry.deputy].id.clone()),
        };
        if roster.carried.contains(&wanted) {
            values[plan.program.position(carry.taken)] = 1;
            found += 1;
        }
    }
    (found == roster.duties.len() + roster.stints.len() + roster.carried.len()).then_some(values)
}

#[test]
fn model_and_auditor_agree_on_every_roster() {
    for kind in chosen() {
        let Cases { instance, entries, .. } = cases(kind);
        let code = kind.card().code;
        assert!(entries.len() >= 2, "{code}: compare at least two entries, one hard and one weighted");
        for entry in &entries {
            let instance = with_entry(&instance, kind, entry);
            let tally = compare(code, &instance, entry);
            println!("{code} {entry}: {} rosters, {} clean, {} broken, {} with a penalty", tally.rosters, tally.clean, tally.broken, tally.charged);
            assert!(tally.clean > 0, "{code} {entry}: no roster is clean");
            assert!(tally.broken + tally.charged > 0, "{code} {entry}: no roster breaks the rule");
        }
    }
}

#[derive(Default)]
struct Tally {
    rosters: usize,
    clean: usize,
    broken: usize,
    charged: usize,
}

fn compare(code: &str, instance: &Instance, entry: &serde_json::Value) -> Tally {
    let plan = formulated(instance);
    let book = Book::new(instance).expect("the entry was read before");
    let (stints, duties, carries) = (plan.stints().iter(), plan.duties().iter(), plan.carries().iter());
    let columns = stints.map(|s| s.taken).chain(duties.map(|d| d.on)).chain(carries.map(|c| c.taken));
    let decisions: Vec<usize> = columns.map(|column| plan.program.position(column)).collect();
    assert!((2..=18).contains(&decisions.len()), "{code}: {} decisions; choose an instance with 2 to 18", decisions.len());
    let mut tally = Tally::default();
    let mut values = vec![0; plan.program.columns.len()];
    for mask in 0..1_u32 << decisions.len() {
        for (bit, column) in decisions.iter().enumerate() {
            values[*column] = i64::from(mask >> bit & 1);
        }
        let model = plan.program.evaluate(&values);
        let roster = plan.decode(&values);
        let verdict = audit_with(&book, instance, &roster);
        let impossible = model.broken.iter().any(|row| row.starts_with(CONFLICT) || row.starts_with(PIN));
        let said_impossible = verdict.hard().any(|finding| finding.rule == "structure");
        let place = || format!("{code} {entry}\nroster {:#?} {:#?}\nmodel {model:?}\nauditor {verdict:#?}", roster.stints, roster.duties);
        assert_eq!(impossible, said_impossible, "{}", place());
        if impossible {
            continue;
        }
        let hard = verdict.hard().count() > 0;
        assert_eq!(!model.broken.is_empty(), hard, "verdict differs: {}", place());
        assert_eq!(model.penalty, verdict.penalty_by_rule(), "penalty differs: {}", place());
        let by_priority: BTreeMap<usize, i64> = verdict.penalty_by_priority().into_iter().map(|(priority, sum)| (priority as usize, sum)).collect();
        assert_eq!(model.penalty_by_rank, by_priority, "the order of objectives differs: {}", place());
        tally.rosters += 1;
        tally.broken += usize::from(hard);
        tally.charged += usize::from(model.total() > 0);
        tally.clean += usize::from(!hard && model.total() == 0);
    }
    tally
}

#[test]
fn rows_read_as_recorded() {
    for kind in chosen() {
        let Cases { instance, entries, .. } = cases(kind);
        let mut text = String::new();
        for entry in &entries {
            let instance = with_entry(&instance, kind, entry);
            let plan = formulated(&instance);
            let _ = writeln!(text, "# {entry}\n{}", plan.program.text_of(kind.card().code));
        }
        insta::with_settings!({ snapshot_path => folder(kind), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("rows", text);
        });
    }
}
