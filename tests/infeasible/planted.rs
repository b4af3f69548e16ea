//! Contradictions planted in the alliance of six: what is added, and what must be named.

use serde_json::{Value, json};
use shangxia::{
    domain::{Fact, Instance, RuleEntry},
    format::{Source, read_instance},
};

/// A rule entry, or `pin`, with the doctors it must be named for.
pub type Named = (&'static str, &'static [&'static str]);

/// A contradiction on purpose.
pub struct Planted {
    pub name: &'static str,
    /// Added rule entries.
    pub rules: Vec<(&'static str, Value)>,
    /// Other sections: of a doctor by id the facts, pins, requests, posts changed.
    pub patch: fn(&mut Instance),
    pub expected: &'static [Named],
    /// Days that must be named, and no others; empty: any.
    pub dates: &'static [&'static str],
}

pub fn alliance() -> Instance {
    read_instance(&Source::new("small_alliance.yaml", include_str!("../fixtures/small_alliance.yaml"))).value.expect("an instance")
}

impl Planted {
    pub fn instance(&self) -> Instance {
        let mut instance = alliance();
        // Who is on a stint is excused from much; most contradictions are to be had without.
        if self.rules.iter().all(|(rule, _)| *rule != "down") {
            instance.programmes.clear();
        }
        instance.rules.entries =
            self.rules.iter().map(|(rule, settings)| RuleEntry { rule: (*rule).to_owned(), settings: settings.clone() }).collect();
        (self.patch)(&mut instance);
        instance
    }
}

fn one(id: &str) -> Value {
    json!({ "doctors": [id] })
}

fn fact(instance: &mut Instance, id: &str, kind: &str, from: &str, to: &str) {
    let fact = serde_json::from_value(json!({ "kind": kind, "from": from, "to": to })).expect("a fact");
    instance.doctors.iter_mut().filter(|doctor| doctor.id.as_str() == id).for_each(|doctor| doctor.facts = vec![Fact::clone(&fact)]);
}

fn pin(instance: &mut Instance, id: &str, date: &str, post: &str, on: bool) {
    instance.pins.duties.push(serde_json::from_value(json!({ "doctor": id, "date": date, "post": post, "on": on })).expect("a pin"));
}

fn wish(instance: &mut Instance, id: &str, date: &str, want: &str) {
    instance.requests.push(serde_json::from_value(json!({ "doctor": id, "date": date, "want": want })).expect("a wish"));
}

/// A post that may never be below a number, on one day only.
fn floor(instance: &mut Instance, post: &str, floor: u32) {
    instance.posts.iter_mut().filter(|one| one.id.as_str() == post).for_each(|one| {
        one.floor = floor;
        one.need.min = floor;
        one.days = serde_json::from_value(json!(["wed"])).expect("days");
    });
    instance.horizon.weeks = 1;
}

fn nothing(_: &mut Instance) {}

#[rustfmt::skip]
pub fn two_way() -> Vec<Planted> {
    let nights = |min: u32, id: &str| ("shift_count", json!({ "shift_kinds": ["night"], "window": "week", "min": min, "enforce": "hard", "for": one(id) }));
    vec![
        Planted { name: "more nights than their spacing leaves", rules: vec![nights(3, "D003"), ("night_spacing", json!({ "days": 4, "enforce": "hard" }))], patch: |i| i.horizon.weeks = 1,
            expected: &[("shift_count", &["D003"]), ("night_spacing", &["D003"])], dates: &[] },
        Planted { name: "a duty fixed on a day of leave", rules: vec![], patch: |i| { fact(i, "D003", "leave", "2026-01-07", "2026-01-07"); pin(i, "D003", "2026-01-07", "ward-day", true); },
            expected: &[("pin", &["D003"]), ("availability", &["D003"])], dates: &["2026-01-07"] },
        Planted { name: "two duties fixed without rest", rules: vec![("daily_rest", json!({ "min": "11h", "enforce": "hard" }))],
            patch: |i| { pin(i, "D003", "2026-01-07", "ward-night", true); pin(i, "D003", "2026-01-08", "ward-day", true); },
            expected: &[("pin", &["D003"]), ("daily_rest", &["D003"])], dates: &["2026-01-07", "2026-01-08"] },
        Planted { name: "at least more nights than at most", rules: vec![nights(2, "D004"), ("night_limit", json!({ "max": 1, "window": "week", "enforce": "hard" }))], patch: |i| i.horizon.weeks = 1,
            expected: &[("shift_count", &["D004"]), ("night_limit", &["D004"])], dates: &["2026-01-05"] },
        Planted { name: "more duties than hours", rules: vec![("shift_count", json!({ "posts": ["ward-day"], "window": "week", "min": 3, "enforce": "hard", "for": one("D001") })),
                ("weekly_hours", json!({ "max": "20h", "enforce": "hard", "for": one("D001") }))], patch: |i| i.horizon.weeks = 1,
            expected: &[("shift_count", &["D001"]), ("weekly_hours", &["D001"])], dates: &["2026-01-05"] },
        Planted { name: "a night for one who is spared", rules: vec![nights(1, "D001"), ("night_exemption", json!({ "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; i.doctors[0].no_nights = true; },
            expected: &[("shift_count", &["D001"]), ("night_exemption", &["D001"])], dates: &[] },
        Planted { name: "somebody must go down and everybody stay", rules: vec![("down", json!({ "enforce": "hard" })), ("home_floor", json!({ "people": 4, "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; i.programmes[0].heads.min = 1; },
            expected: &[("down", &[]), ("home_floor", &[])], dates: &["2026-01-05"] },
        Planted { name: "more check-ups than sessions allowed", rules: vec![("quota", json!({ "enforce": "hard" })), ("shift_count", json!({ "post_kinds": ["public_health"], "window": "week", "max": 2, "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; i.quotas[0].target = 50; },
            expected: &[("quota", &[]), ("shift_count", &["D005", "D006"])], dates: &["2026-01-05"] },
        Planted { name: "a wish that must be granted on a day of duty", rules: vec![("request", json!({ "enforce": "hard" }))],
            patch: |i| { wish(i, "D002", "2026-01-06", "off"); pin(i, "D002", "2026-01-06", "ward-day", true); },
            expected: &[("request", &["D002"]), ("pin", &["D002"])], dates: &["2026-01-06"] },
        Planted { name: "more nights to cover than their limit leaves", rules: vec![("coverage", json!({ "enforce": "hard" })), ("night_limit", json!({ "max": 1, "window": "week", "enforce": "hard" }))],
            patch: |i| i.horizon.weeks = 1,
            expected: &[("coverage", &[]), ("night_limit", &["D001", "D002", "D003", "D004"])], dates: &[] },
    ]
}

#[rustfmt::skip]
pub fn three_way() -> Vec<Planted> {
    vec![
        Planted { name: "the only one with the skill is on leave", rules: vec![("coverage", json!({ "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; fact(i, "D002", "leave", "2026-01-05", "2026-01-05"); },
            expected: &[("coverage", &[]), ("availability", &["D002"]), ("eligibility", &["D001", "D003", "D004"])], dates: &["2026-01-05"] },
        Planted { name: "the only one with the skill is kept off", rules: vec![("coverage", json!({ "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; pin(i, "D002", "2026-01-05", "icu", false); },
            expected: &[("coverage", &[]), ("pin", &["D002"]), ("eligibility", &["D001", "D003", "D004"])], dates: &["2026-01-05"] },
        Planted { name: "nights, days fixed and the hours of a week", rules: vec![("shift_count", json!({ "posts": ["ward-night"], "window": "week", "min": 3, "enforce": "hard", "for": one("D004") })),
                ("weekly_hours", json!({ "max": "50h", "enforce": "hard", "for": one("D004") }))],
            patch: |i| { i.horizon.weeks = 1; pin(i, "D004", "2026-01-05", "ward-day", true); pin(i, "D004", "2026-01-07", "ward-day", true); },
            expected: &[("shift_count", &["D004"]), ("weekly_hours", &["D004"]), ("pin", &["D004"])], dates: &[] },
        Planted { name: "three by day with one on leave and one kept off", rules: vec![],
            patch: |i| { floor(i, "ward-day", 3); fact(i, "D001", "leave", "2026-01-07", "2026-01-07"); pin(i, "D002", "2026-01-07", "ward-day", false); },
            expected: &[("coverage", &[]), ("availability", &["D001"]), ("pin", &["D002"])], dates: &["2026-01-07"] },
        Planted { name: "somebody must go down, two have committed to stay, two must stay", rules: vec![("down", json!({ "enforce": "hard" })), ("home_floor", json!({ "people": 1, "seniors": { "at_least": 2, "title": "attending" }, "enforce": "hard" }))],
            patch: |i| { i.horizon.weeks = 1; i.programmes[0].heads.min = 2; i.programmes[0].heads.target = 2; i.programmes[0].heads.max = 2;
                fact(i, "D001", "commitment", "2026-01-01", "2026-03-01"); fact(i, "D004", "commitment", "2026-01-01", "2026-03-01"); },
            expected: &[("down", &[]), ("home_floor", &[]), ("availability", &["D004"])], dates: &["2026-01-05"] },
        Planted { name: "a wish for a night, its spacing and a night fixed", rules: vec![("request", json!({ "enforce": "hard" })), ("night_spacing", json!({ "days": 4, "enforce": "hard" }))],
            patch: |i| { i.requests.push(serde_json::from_value(json!({ "doctor": "D003", "date": "2026-01-07", "want": "on", "post": "ward-night" })).expect("a wish")); pin(i, "D003", "2026-01-05", "ward-night", true); },
            expected: &[("request", &["D003"]), ("night_spacing", &["D003"]), ("pin", &["D003"])], dates: &["2026-01-05", "2026-01-07"] },
    ]
}

#[rustfmt::skip]
pub fn four_way() -> Vec<Planted> {
    vec![
        Planted { name: "two by day: leave, kept off, wish granted", rules: vec![("request", json!({ "enforce": "hard" }))],
            patch: |i| { floor(i, "ward-day", 2); fact(i, "D001", "leave", "2026-01-07", "2026-01-07"); pin(i, "D002", "2026-01-07", "ward-day", false); wish(i, "D003", "2026-01-07", "off"); },
            expected: &[("coverage", &[]), ("availability", &["D001"]), ("pin", &["D002"]), ("request", &["D003"])], dates: &["2026-01-07"] },
        Planted { name: "a night: spared, leave, wish, kept off", rules: vec![("request", json!({ "enforce": "hard" })), ("night_exemption", json!({ "enforce": "hard" }))],
            patch: |i| { floor(i, "ward-night", 1); i.doctors[0].no_nights = true; fact(i, "D002", "leave", "2026-01-07", "2026-01-07"); wish(i, "D003", "2026-01-07", "off"); wish(i, "D004", "2026-01-07", "off"); },
            expected: &[("coverage", &[]), ("availability", &["D002"]), ("night_exemption", &["D001"]), ("request", &["D003", "D004"])], dates: &["2026-01-07"] },
        Planted { name: "a night: spacing after one fixed, leave, wish", rules: vec![("request", json!({ "enforce": "hard" })), ("night_spacing", json!({ "days": 3, "enforce": "hard" }))],
            patch: |i| { floor(i, "ward-night", 1); i.posts[1].days = serde_json::from_value(json!(["tue", "wed"])).expect("days"); i.posts[1].floor = 0; i.posts[1].need.min = 1;
                i.rules.entries.push(RuleEntry { rule: "coverage".to_owned(), settings: json!({ "enforce": "hard", "for": { "units": ["ward"] } }) });
                pin(i, "D004", "2026-01-06", "ward-night", true); fact(i, "D002", "leave", "2026-01-07", "2026-01-07"); fact(i, "D001", "sick", "2026-01-07", "2026-01-07"); wish(i, "D003", "2026-01-07", "off"); },
            expected: &[("coverage", &[]), ("availability", &["D001", "D002"]), ("night_spacing", &["D004"]), ("pin", &["D004"]), ("request", &["D003"])], dates: &["2026-01-06", "2026-01-07"] },
        Planted { name: "the skill on a Monday: leave, the others without it, nights, rest", rules: vec![("daily_rest", json!({ "min": "11h", "enforce": "hard" }))],
            patch: |i| { i.posts[2].days = serde_json::from_value(json!(["wed"])).expect("days"); i.posts[2].floor = 1; i.horizon.weeks = 1; pin(i, "D002", "2026-01-06", "ward-night", true); },
            expected: &[("coverage", &[]), ("daily_rest", &["D002"]), ("pin", &["D002"]), ("eligibility", &["D001", "D003", "D004"])], dates: &["2026-01-06", "2026-01-07"] },
    ]
}

/// The alliance as it is has a roster: nothing else contradicts.
pub fn untouched() -> Planted {
    Planted { name: "nothing", rules: vec![], patch: nothing, expected: &[], dates: &[] }
}
