//! Random things that speak of posts and people: tasks, wishes, history, what is fixed or known.

use super::{
    dice::Dice,
    work::{put, span},
};
use serde_json::{Value, json};
use shangxia::domain::{Instance, Shift};

/// Ids a random thing may speak of, and dates.
pub struct Names {
    pub doctors: Vec<String>,
    pub posts: Vec<String>,
    pub programmes: Vec<String>,
    pub sites: Vec<String>,
    /// Dates of the horizon.
    pub dates: Vec<String>,
    /// Days before the horizon, the last first.
    pub before: Vec<String>,
    /// Mondays around the start: some before it, then those of the horizon.
    pub mondays: Vec<(i64, String)>,
    pub weeks: i64,
}

impl Names {
    pub fn of(instance: &Instance) -> Self {
        let horizon = instance.horizon;
        Self {
            doctors: instance.doctors.iter().map(|doctor| doctor.id.to_string()).collect(),
            posts: instance.posts.iter().map(|post| post.id.to_string()).collect(),
            programmes: instance.programmes.iter().map(|programme| programme.id.to_string()).collect(),
            sites: instance.sites.iter().map(|site| site.id.to_string()).collect(),
            dates: horizon.dates().map(|date| date.to_string()).collect(),
            before: (1..=9).map(|day| horizon.date(-day).to_string()).collect(),
            mondays: (-3..horizon.weeks as i64).map(|week| (week, horizon.monday(week).to_string())).collect(),
            weeks: horizon.weeks as i64,
        }
    }
}

/// At most one task, with people and panels.
pub fn quotas(dice: &mut Dice, names: &Names) -> Value {
    if !dice.chance(45) {
        return json!([]);
    }
    let producers = dice.few_of(40, &names.posts).into_iter().map(|post| {
        let (key, value) = dice.one_of(&[("items", json!(3)), ("items", json!(1)), ("time_per_item", json!("50m"))]);
        json!({ "post": post, key: value })
    });
    let producers: Vec<Value> = producers.collect();
    let mut quota = json!({ "id": "q0", "site": dice.one_of(&names.sites), "produced_by": producers });
    quota["target"] = json!(1 + dice.below(12));
    quota["window"] = json!(dice.one_of(&["week", "horizon", "month"]));
    if dice.chance(50) {
        let done = dice.below(3);
        quota["eligible"] = json!({ "population": done + dice.below(25), "done": done });
    }
    let panels = dice.some_of(55, &names.doctors).into_iter().map(|doctor| {
        let others: Vec<&String> = names.doctors.iter().filter(|other| **other != doctor).collect();
        json!({ "doctor": doctor, "residents": dice.one_of(&[100, 1, 250]), "deputies": dice.some_of(60, &others) })
    });
    let panels: Vec<Value> = panels.collect();
    quota["panels"] = json!(panels);
    json!([quota])
}

/// Person-weeks owed by sites.
pub fn institutions(dice: &mut Dice, names: &Names) -> Value {
    let owed = dice.some_of(50, &names.sites).into_iter().map(|site| json!({ "site": site, "sent": dice.below(4), "received": dice.below(4) }));
    let owed: Vec<Value> = owed.collect();
    json!(owed)
}

/// Wishes; no two alike.
pub fn requests(dice: &mut Dice, names: &Names) -> Value {
    let count = dice.below(5);
    let mut requests: Vec<Value> = Vec::new();
    for _ in 0..count {
        let mut request = json!({ "doctor": dice.one_of(&names.doctors), "date": dice.one_of(&names.dates), "want": dice.one_of(&["off", "on"]) });
        put(&mut request, "post", dice.perhaps(30, &names.posts));
        put(&mut request, "shift", dice.perhaps(20, &["night", "day", "session", "duty24"]));
        if requests.iter().all(|other| ["doctor", "date", "want", "post", "shift"].iter().any(|key| other[key] != request[key])) {
            put(&mut request, "weight", dice.perhaps(40, &[3, 2]));
            requests.push(request);
        }
    }
    json!(requests)
}

/// Duties, counts and stints before the horizon.
pub fn history(dice: &mut Dice, names: &Names) -> Value {
    let (duties, counts) = (dice.below(5), dice.some_of(40, &names.doctors));
    let duties = some_duties(dice, duties, names, &names.before);
    let keys = ["nights", "weekends", "holidays", "hours", "remote_weeks", "credit_days"];
    let counts = counts.into_iter().map(|doctor| {
        let mut counts = json!({ "doctor": doctor });
        for key in keys {
            put(&mut counts, key, dice.perhaps(50, &[1, 2, 4, 9]));
        }
        counts
    });
    let counts: Vec<Value> = counts.collect();
    json!({ "duties": duties, "counts": counts, "stints": stints(dice, names, 25, |week| week < 0) })
}

/// What is fixed by hand.
pub fn pins(dice: &mut Dice, names: &Names, history: &Value) -> Value {
    let count = usize::from(dice.chance(15));
    let mut duties = some_duties(dice, count, names, &names.dates);
    for duty in &mut duties {
        duty["on"] = json!(dice.chance(50));
    }
    let taken = |stint: &Value| history["stints"].as_array().is_some_and(|stints| stints.iter().any(|other| other["doctor"] == stint["doctor"]));
    let mut stints = stints(dice, names, 8, |week| week >= 0);
    stints.retain(|stint| !taken(stint));
    json!({ "duties": duties, "stints": stints })
}

/// A roster people know already, and weeks of it that may not change.
pub fn published(dice: &mut Dice, names: &Names) -> (Value, Value) {
    let count = dice.below(5);
    let roster = json!({ "duties": some_duties(dice, count, names, &names.dates), "stints": stints(dice, names, 40, |_| true) });
    let mondays: Vec<String> = names.mondays.iter().filter(|(week, _)| *week >= 0).map(|(_, monday)| monday.clone()).collect();
    (roster, json!(dice.some_of(20, &mondays)))
}

/// Different duties on some of the dates.
fn some_duties(dice: &mut Dice, count: usize, names: &Names, dates: &[String]) -> Vec<Value> {
    let mut duties = Vec::new();
    for _ in 0..count {
        let duty = json!({ "date": dice.one_of(dates), "post": dice.one_of(&names.posts), "doctor": dice.one_of(&names.doctors) });
        if !duties.contains(&duty) {
            duties.push(duty);
        }
    }
    duties
}

/// A stint of some doctors that begins in a week meant and touches the horizon or ends just before it.
fn stints(dice: &mut Dice, names: &Names, percent: usize, is_meant: impl Fn(i64) -> bool) -> Vec<Value> {
    let mondays: Vec<&(i64, String)> = names.mondays.iter().filter(|(week, _)| is_meant(*week)).collect();
    let mut stints = Vec::new();
    for doctor in if names.programmes.is_empty() { vec![] } else { dice.some_of(percent, &names.doctors) } {
        let (week, first) = dice.one_of(&mondays);
        let weeks = 1 + dice.below((names.weeks - week + 1) as usize);
        stints.push(json!({ "doctor": doctor, "programme": dice.one_of(&names.programmes), "first": first, "weeks": weeks }));
    }
    stints
}

/// A calendar of its own that speaks of every date there could be.
pub fn own_calendar(dice: &mut Dice, dates: &[String]) -> Value {
    let mut calendar = json!({ "source": "random", "from": "2015-01-01", "to": "2040-12-31" });
    if dice.chance(60) {
        calendar["holidays"] = json!([{ "date": span(dice, dates)["from"], "name": "H", "statutory": dice.chance(50) }]);
    }
    calendar
}

/// Whether shifts of two kinds exist at all: rules ask it of their settings.
pub fn kinds_of(instance: &Instance) -> Vec<&'static str> {
    let used = |shift: &&Shift| instance.posts.iter().any(|post| post.shift == shift.id);
    instance.shifts.iter().filter(used).map(|shift| shift.kind.code()).collect()
}
