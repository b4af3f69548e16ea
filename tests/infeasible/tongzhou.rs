//! Contradictions planted in an alliance of real size: 46 doctors, 13 weeks. A test asks for some of
//! them, `cargo bench --bench infeasible` for all.

use serde_json::json;
use shangxia::{
    audit::audit,
    diagnose::infeasible::{Options, Reason, Why, infeasible},
    domain::Instance,
    engine::{Interrupt, Silent},
    format::{Source, read_instance},
};
use std::{collections::BTreeSet, path::Path, time::Duration};

/// A contradiction on purpose. Whatever is added is hard.
#[derive(Default)]
pub struct Planted {
    pub name: &'static str,
    /// Entries of rules, as in a file.
    pub rules: &'static [&'static str],
    /// Doctor, kind of fact, first and last day.
    pub facts: &'static [[&'static str; 4]],
    /// Doctor, date, post; `pins` on it, `off` never on it.
    pub pins: &'static [[&'static str; 3]],
    pub off: &'static [[&'static str; 3]],
    /// Doctor, programme, Monday, weeks.
    pub stints: &'static [([&'static str; 3], u32)],
    /// Doctor, date, `off` or a post: wishes that must be granted, the only ones.
    pub wishes: &'static [[&'static str; 3]],
    /// A post that may never be empty.
    pub floor: &'static str,
    /// The rules to be named.
    pub expected: &'static [&'static str],
}

const CONSULT: &str = "gim-consult";
const STROKE: &str = "neuro-consult";

/// Of two rules to four. Only D014 and D015 may hold the joint consultation of a Tuesday, only D022,
/// D023 and D024 that of a Thursday, and five doctors the teaching in the emergency department.
#[rustfmt::skip]
pub fn all() -> Vec<Planted> {
    vec![
        // A night at the canal counts 9.5 hours.
        Planted { name: "two nights a week in eighteen hours",
            rules: &["shift_count: { shift_kinds: [night], window: week, min: 2, enforce: hard, for: { doctors: [D030] } }", "weekly_hours: { max: 18h, window: rolling, enforce: hard, for: { doctors: [D030] } }"],
            expected: &["shift_count", "weekly_hours"], ..Planted::default() },
        Planted { name: "at least more nights than at most",
            rules: &["shift_count: { shift_kinds: [night], window: week, min: 2, enforce: hard, for: { doctors: [D026] } }", "night_limit: { max: 1, window: week, enforce: hard, for: { doctors: [D026] } }"],
            expected: &["shift_count", "night_limit"], ..Planted::default() },
        Planted { name: "a night fixed on a day of leave", pins: &[["D016", "2026-02-17", "gim-night"]], expected: &["availability", "pin"], ..Planted::default() },
        Planted { name: "a clinic fixed for a resident", pins: &[["D034", "2026-01-20", "canal-clinic-am"]], expected: &["eligibility", "pin"], ..Planted::default() },
        Planted { name: "a night fixed while nursing", pins: &[["D031", "2026-01-20", "canal-night"]], expected: &["night_exemption", "pin"], ..Planted::default() },
        Planted { name: "a duty fixed on a day off that must be granted", wishes: &[["D025", "2026-02-18", "off"]], pins: &[["D025", "2026-02-18", "neuro-ward"]],
            expected: &["request", "pin"], ..Planted::default() },
        Planted { name: "seven days in a row fixed",
            pins: &[["D025", "2026-01-19", "neuro-ward"], ["D025", "2026-01-20", "neuro-ward"], ["D025", "2026-01-21", "neuro-ward"], ["D025", "2026-01-22", "neuro-ward"],
                ["D025", "2026-01-23", "neuro-ward"], ["D025", "2026-01-24", "neuro-ward"], ["D025", "2026-01-25", "neuro-ward"]],
            expected: &["day_off", "pin"], ..Planted::default() },
        Planted { name: "seven clinics a week", rules: &["shift_count: { posts: [canal-clinic-am], window: week, min: 7, enforce: hard, for: { doctors: [D029] } }"],
            expected: &["shift_count", "day_off"], ..Planted::default() },
        Planted { name: "a clinic fixed before the stint that is fixed", pins: &[["D023", "2026-01-07", "north-specialist"]], stints: &[(["D023", "clinic-north", "2026-02-16"], 13)],
            expected: &["stint_length", "eligibility", "pin"], ..Planted::default() },
        Planted { name: "a consultation: both on leave", floor: CONSULT, facts: &[["D014", "leave", "2026-03-09", "2026-03-11"], ["D015", "leave", "2026-03-10", "2026-03-10"]],
            expected: &["coverage", "availability", "eligibility"], ..Planted::default() },
        Planted { name: "a consultation: both kept off", floor: CONSULT, off: &[["D014", "2026-03-10", CONSULT], ["D015", "2026-03-10", CONSULT]],
            expected: &["coverage", "pin", "eligibility"], ..Planted::default() },
        Planted { name: "a consultation: both off as they wished", floor: CONSULT, wishes: &[["D014", "2026-03-10", "off"], ["D015", "2026-03-10", "off"]],
            expected: &["coverage", "request", "eligibility"], ..Planted::default() },
        Planted { name: "teaching: all five on leave", floor: "ed-teaching",
            facts: &[["D001", "leave", "2026-03-11", "2026-03-11"], ["D002", "leave", "2026-03-11", "2026-03-11"], ["D003", "leave", "2026-03-11", "2026-03-11"],
                ["D004", "leave", "2026-03-11", "2026-03-11"], ["D005", "leave", "2026-03-11", "2026-03-11"]],
            expected: &["coverage", "availability", "eligibility"], ..Planted::default() },
        // Two days of 8 hours and a night of 11.5.
        Planted { name: "hours of two days and a night fixed",
            rules: &["shift_count: { posts: [neuro-ward], window: week, min: 2, enforce: hard, for: { doctors: [D026] } }", "weekly_hours: { max: 24h, window: calendar, enforce: hard, for: { doctors: [D026] } }"],
            pins: &[["D026", "2026-01-20", "neuro-night"]], expected: &["shift_count", "weekly_hours", "pin"], ..Planted::default() },
        Planted { name: "a night wished for and granted too near to one fixed", rules: &["night_spacing: { days: 5, enforce: hard, for: { doctors: [D025] } }"],
            wishes: &[["D025", "2026-01-23", "neuro-night"]], pins: &[["D025", "2026-01-20", "neuro-night"]], expected: &["request", "night_spacing", "pin"], ..Planted::default() },
        Planted { name: "a consultation: leave and kept off", floor: CONSULT, facts: &[["D014", "leave", "2026-03-09", "2026-03-11"]], off: &[["D015", "2026-03-10", CONSULT]],
            expected: &["coverage", "availability", "eligibility", "pin"], ..Planted::default() },
        Planted { name: "a consultation: leave and a day off wished for", floor: CONSULT, facts: &[["D014", "leave", "2026-03-09", "2026-03-11"]], wishes: &[["D015", "2026-03-10", "off"]],
            expected: &["coverage", "availability", "eligibility", "request"], ..Planted::default() },
        Planted { name: "a consultation: kept off and a day off wished for", floor: CONSULT, off: &[["D014", "2026-03-10", CONSULT]], wishes: &[["D015", "2026-03-10", "off"]],
            expected: &["coverage", "pin", "eligibility", "request"], ..Planted::default() },
        Planted { name: "a stroke consultation: leave and two kept off", floor: STROKE, facts: &[["D022", "leave", "2026-03-12", "2026-03-12"]],
            off: &[["D023", "2026-03-12", STROKE], ["D024", "2026-03-12", STROKE]], expected: &["coverage", "availability", "eligibility", "pin"], ..Planted::default() },
        Planted { name: "a stroke consultation: two on leave and a day off wished for", floor: STROKE,
            facts: &[["D022", "leave", "2026-03-12", "2026-03-12"], ["D023", "leave", "2026-03-12", "2026-03-12"]], wishes: &[["D024", "2026-03-12", "off"]],
            expected: &["coverage", "availability", "eligibility", "request"], ..Planted::default() },
        // A clinic of 4 hours, a day of 8 wished for and a night of 11.5.
        Planted { name: "hours of a clinic, a day wished for and a night fixed",
            rules: &["shift_count: { posts: [neuro-clinic-am], window: week, min: 1, enforce: hard, for: { doctors: [D026] } }", "weekly_hours: { max: 21h, window: calendar, enforce: hard, for: { doctors: [D026] } }"],
            wishes: &[["D026", "2026-01-23", "neuro-ward"]], pins: &[["D026", "2026-01-20", "neuro-night"]], expected: &["shift_count", "weekly_hours", "request", "pin"], ..Planted::default() },
    ]
}

impl Planted {
    pub fn instance(&self) -> Instance {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/tongzhou_2026q1.yaml");
        let mut instance = read_instance(&Source::open(&path).expect("a file")).value.expect("an instance");
        let rules = self.rules.iter().chain(if self.wishes.is_empty() { None } else { Some(&"request: { enforce: hard }") });
        instance.rules.entries.extend(rules.map(|rule| serde_yaml::from_str(rule).expect("an entry")));
        for [doctor, kind, from, to] in self.facts {
            let fact = serde_json::from_value(json!({ "kind": kind, "from": from, "to": to })).expect("a fact");
            instance.doctors.iter_mut().find(|one| one.id.as_str() == *doctor).expect("a doctor").facts.push(fact);
        }
        for (pins, on) in [(self.pins, true), (self.off, false)] {
            let pins = pins.iter().map(|[doctor, date, post]| json!({ "doctor": doctor, "date": date, "post": post, "on": on }));
            instance.pins.duties.extend(pins.map(|pin| serde_json::from_value(pin).expect("a pin")));
        }
        for ([doctor, programme, first], weeks) in self.stints {
            let stint = json!({ "doctor": doctor, "programme": programme, "first": first, "weeks": weeks });
            instance.pins.stints.push(serde_json::from_value(stint).expect("a stint"));
        }
        if !self.wishes.is_empty() {
            instance.requests.clear();
        }
        for [doctor, date, want] in self.wishes {
            let wish = if *want == "off" {
                json!({ "doctor": doctor, "date": date, "want": "off" })
            } else {
                json!({ "doctor": doctor, "date": date, "want": "on", "post": want })
            };
            instance.requests.push(serde_json::from_value(wish).expect("a wish"));
        }
        instance.posts.iter_mut().filter(|post| post.id.as_str() == self.floor).for_each(|post| post.floor = 1);
        instance
    }

    /// The answer, and what is not as it should be: the rules named are those planted, and there are ways out.
    pub fn ask(&self) -> (Option<Why>, Vec<String>) {
        let reason = infeasible(&self.instance(), &options(0), &Interrupt::default(), &Silent);
        let Ok(Reason::Contradiction(why)) = reason else { return (None, vec![format!("{}: {reason:?}", self.name)]) };
        let named: BTreeSet<&str> = why.conflicts[0].parts.iter().map(|part| part.rule.as_str()).collect();
        let mut wrong = Vec::new();
        if why.conflicts.len() != 1 || named != self.expected.iter().copied().collect() {
            wrong.push(format!("{}: {:#?}", self.name, why.conflicts));
        }
        if !why.complete || why.ways.is_empty() {
            wrong.push(format!("{}: no way out", self.name));
        }
        (Some(why), wrong)
    }

    /// After every way out there is a roster, found with another seed and audited.
    pub fn try_ways(&self, why: &Why) -> Vec<String> {
        let mut wrong = Vec::new();
        for way in &why.ways {
            let edited = way.apply(&self.instance());
            match infeasible(&edited, &options(7), &Interrupt::default(), &Silent) {
                Ok(Reason::Roster(roster)) if audit(&edited, &roster).expect("a verdict").hard().count() == 0 => {}
                other => wrong.push(format!("{}: after {way:?}: {other:?}", self.name)),
            }
        }
        wrong
    }
}

fn options(seed: u32) -> Options {
    Options { time_limit: Some(Duration::from_secs(600)), seed, ..Options::default() }
}
