//! Random places, work and streams of stints, not yet people: the frame of an instance.

use super::dice::Dice;
use serde_json::{Value, json};

/// Skills, specialties among them.
pub const SKILLS: &[&str] = &["er", "gp"];
/// Kinds of post that occur.
pub const POST_KINDS: &[&str] = &["ward", "clinic", "night", "teaching", "public_health"];
/// Titles, the most frequent first.
pub const TITLES: &[&str] = &["attending", "resident", "associate_chief", "chief", "village"];
/// Units; the first is at the first site.
pub const UNITS: &[&str] = &["u0", "u1"];
/// Doctors that may occur.
pub const DOCTORS: &[&str] = &["D1", "D2", "D3"];
/// A shift: id, kind, starts, hours, and what may be counted for it.
type Pattern = (&'static str, &'static str, &'static [&'static str], u32, &'static [&'static str]);
/// Shifts that may occur.
const SHIFTS: &[Pattern] = &[
    ("am", "session", &["08:00"], 4, &[]),
    ("pm", "session", &["14:00", "13:00", "10:00"], 4, &[]),
    ("day", "day", &["08:00", "07:30"], 8, &["7h30m"]),
    ("eve", "evening", &["16:00", "18:30"], 5, &[]),
    ("night", "night", &["20:00", "22:00", "17:00"], 12, &["10h", "9h50m"]),
    ("whole", "duty24", &["08:00"], 24, &["16h"]),
    ("call", "standby", &["18:00", "08:00"], 14, &["2h", "1h10m"]),
];

/// One or two sites, and the road between them.
pub fn sites(dice: &mut Dice, dates: &[String]) -> Value {
    let count = 1 + usize::from(dice.chance(70));
    let sites = (0..count).map(|number| {
        let mut site = json!({ "id": format!("s{number}"), "tier": if number == 0 { "tertiary" } else { "primary" } });
        site["remoteness"] = json!(dice.one_of(&[100, 130, 155]));
        put(&mut site, "rooms", dice.perhaps(40, &[1, 2]));
        put(&mut site, "open", dice.perhaps(12, &[json!(["workday"]), json!(["workday", "weekend"])]));
        if dice.chance(25) {
            site["agreement"] = span(dice, dates);
        }
        site
    });
    let sites: Vec<Value> = sites.collect();
    json!(sites)
}

/// The road between the two sites, if there are two.
pub fn travel(dice: &mut Dice, sites: &Value) -> Value {
    match sites.as_array().map(Vec::len) {
        Some(2) => json!([{ "from": "s0", "to": "s1", "time": dice.one_of(&["30m", "5m", "1h", "2h10m"]) }]),
        _ => json!([]),
    }
}

/// Two units.
pub fn units(dice: &mut Dice, sites: &Value) -> Value {
    let last = if sites[1].is_null() { "s0" } else { dice.one_of(&["s1", "s1", "s0"]) };
    let mut units = json!([{ "id": "u0", "site": "s0" }, { "id": "u1", "site": last }]);
    for number in 0..2 {
        put(&mut units[number], "specialty", dice.perhaps(30, SKILLS));
    }
    units
}

/// All shifts, each a little different every time.
pub fn shifts(dice: &mut Dice) -> Value {
    let shifts = SHIFTS.iter().map(|(id, kind, starts, hours, counted)| {
        let mut shift = json!({ "id": id, "kind": kind, "start": dice.one_of(starts), "length": format!("{hours}h") });
        put(&mut shift, "counted", dice.perhaps(40, counted));
        put(&mut shift, "handover", dice.perhaps(25, &["30m", "1h"]));
        put(&mut shift, "rest_after", dice.perhaps(20, &["12h", "24h"]));
        shift
    });
    let shifts: Vec<Value> = shifts.collect();
    json!(shifts)
}

/// One to four posts.
pub fn posts(dice: &mut Dice, dates: &[String]) -> Value {
    let count = 1 + dice.below(4);
    let posts: Vec<Value> = (0..count).map(|number| post(dice, number, dates)).collect();
    json!(posts)
}

fn post(dice: &mut Dice, number: usize, dates: &[String]) -> Value {
    let (shift, ..) = dice.one_of(SHIFTS);
    let mut post = json!({ "id": format!("p{number}"), "unit": dice.one_of(UNITS), "shift": shift, "kind": dice.one_of(POST_KINDS) });
    let single = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let wide = [
        json!(["weekend"]),
        json!(["workday"]),
        json!(["daily"]),
        json!(["sat", "sun", "mon"]),
        json!(["holiday", "mon"]),
        json!(["sun", "holiday"]),
    ];
    post["days"] = if dice.chance(40) { dice.one_of(&wide) } else { json!(dice.few_of(30, &single)) };
    let (need, most) = need(dice);
    post["need"] = need;
    post["floor"] = json!(usize::from(dice.chance(12)).min(most));
    if dice.chance(20) {
        let mut special = json!({ "need": self::need(dice).0 });
        if dice.chance(50) {
            special["dates"] = json!([dice.one_of(dates)]);
        } else {
            special["days"] = json!([dice.one_of(&["weekend", "mon", "workday", "holiday"])]);
        }
        post["need_on"] = json!([special]);
    }
    post["who"] = who(dice, 15);
    if dice.chance(30) {
        let mut mix = json!({ "at_least": 1 + dice.below(2) });
        let key = dice.one_of(&["title_at_least", "skill"]);
        mix[key] = json!(if key == "skill" { dice.one_of(SKILLS) } else { dice.one_of(TITLES) });
        post["mix"] = json!([mix]);
    }
    post
}

/// A need, and the most of it.
fn need(dice: &mut Dice) -> (Value, usize) {
    let min = dice.one_of(&[1, 0, 1, 2]);
    let target = dice.perhaps(30, &[min, min + 1]);
    let max = dice.perhaps(30, &[target.unwrap_or(min), target.unwrap_or(min) + 1]);
    let mut need = json!({ "min": min });
    put(&mut need, "target", target);
    put(&mut need, "max", max);
    (need, max.or(target).unwrap_or(min))
}

/// Who may do something; each condition stands in so many cases of a hundred.
fn who(dice: &mut Dice, percent: usize) -> Value {
    let mut who = json!({});
    put(&mut who, "title_at_least", dice.perhaps(percent, TITLES));
    put(&mut who, "skills_any", dice.perhaps(percent / 2, &[json!(["er"]), json!(["er", "gp"])]));
    put(&mut who, "skills_all", dice.perhaps(percent / 3, &[json!(["gp"]), json!(["er", "gp"])]));
    put(&mut who, "units", dice.perhaps(percent, &[json!(["u0"]), json!(["u0", "u1"]), json!(["u1"])]));
    put(&mut who, "doctors", dice.perhaps(percent / 2, &[json!(["D1"]), json!(["D1", "D2"])]));
    who
}

/// Up to two streams of stints.
pub fn programmes(dice: &mut Dice) -> Value {
    let count = dice.one_of(&[0, 1, 1, 2]);
    let programmes: Vec<Value> = (0..count).map(|number| programme(dice, number)).collect();
    json!(programmes)
}

fn programme(dice: &mut Dice, number: usize) -> Value {
    let (host, min) = (dice.one_of(&["u1", "u0"]), 1 + dice.below(2));
    let mut programme = json!({ "id": format!("g{number}"), "kind": dice.one_of(&["down", "up", "training"]), "host": host });
    let mut who = who(dice, 15);
    if who["units"].as_array().is_some_and(|units| units.contains(&json!(host))) {
        who["units"] = json!([if host == "u0" { "u1" } else { "u0" }]);
    }
    programme["who"] = who;
    programme["stint"] = json!({ "min_weeks": min, "max_weeks": min + dice.below(2), "per_doctor": 1 + dice.below(2), "gap_weeks": dice.below(3) });
    let (least, more) = (dice.below(2), dice.below(2));
    programme["heads"] = json!({ "min": least, "target": least + more, "max": least + more + dice.below(2) });
    put(&mut programme, "mode", dice.perhaps(35, &[json!({ "sessional": 2 }), json!({ "sessional": 1 })]));
    if dice.chance(50) {
        programme["content"] = json!([{ "kind": dice.one_of(POST_KINDS), "per_week": 1 + dice.below(3) }]);
    }
    if dice.chance(30) {
        programme["minima"] = json!([{ "kind": dice.one_of(POST_KINDS), "sessions": 1 + dice.below(3) }]);
    }
    put(&mut programme, "learners_per_teacher", dice.perhaps(40, &[1, 2]));
    if dice.chance(40) {
        programme["backfill"] = json!({ "by_title": { dice.one_of(TITLES): dice.one_of(&[50, 0, 130]) }, "by_week": dice.some_of(60, &[20, 75]) });
    }
    put(&mut programme, "needs", dice.perhaps(15, &[json!(["er"]), json!(["er", "gp"])]));
    programme["teaching"] = json!(dice.chance(10));
    programme
}

/// Two of some dates in order.
pub fn span(dice: &mut Dice, dates: &[String]) -> Value {
    let (a, b) = (dice.one_of(dates), dice.one_of(dates));
    json!({ "from": (&a).min(&b), "to": (&a).max(&b) })
}

/// Sets a key, if there is a value for it.
pub fn put<T: serde::Serialize>(thing: &mut Value, key: &str, value: Option<T>) {
    if let Some(value) = value {
        thing[key] = json!(value);
    }
}
