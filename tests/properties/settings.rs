//! Random settings of each rule, besides `enforce` and `for`.

use super::{
    dice::Dice,
    entries::shift_kinds,
    work::{POST_KINDS, TITLES, put},
};
use serde_json::{Value, json};
use shangxia::domain::Instance;

const WINDOWS: &[&str] = &["week", "horizon", "month"];

pub fn none(_: &mut Dice, _: &Instance) -> Value {
    json!({})
}

pub fn coverage(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "target_weight": dice.one_of(&[2, 0, 5]), "over_weight": dice.one_of(&[3, 0]) })
}

/// Entries agree on when somebody is absent: those that do not contradict each other.
pub fn panel(dice: &mut Dice, instance: &Instance) -> Value {
    let known = instance.rules.entries.iter().find(|entry| entry.rule == "panel").map(|entry| entry.settings["absent_days"].clone());
    let absent_days = known.unwrap_or_else(|| json!(1 + dice.below(7)));
    json!({ "absent_days": absent_days, "at_once": 1 + dice.below(2), "handover_weight": dice.below(3) })
}

pub fn room_limit(dice: &mut Dice, _: &Instance) -> Value {
    if dice.chance(40) { json!({}) } else { json!({ "kinds": dice.few_of(60, POST_KINDS) }) }
}

pub fn weekly_hours(dice: &mut Dice, _: &Instance) -> Value {
    json!({
        "max": dice.one_of(&["8h", "16h", "12h30m", "24h", "4h", "0m"]),
        "window": dice.one_of(&["calendar", "rolling"]),
        "average_over": 1 + dice.below(3),
    })
}

pub fn period_hours(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({
        "window": dice.one_of(&["horizon", "week", "month"]),
        "overtime_per_month": dice.one_of(&["0m", "10h", "36h"]),
        "under_weight": dice.below(3),
    });
    put(&mut settings, "most", dice.perhaps(30, &["20h", "8h", "16h30m"]));
    put(&mut settings, "least", dice.perhaps(30, &["4h", "1m", "8h"]));
    settings
}

pub fn continuous_duty(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "max": dice.one_of(&["8h", "12h", "24h", "4h", "20h"]), "break_shorter_than": dice.one_of(&["2h", "30m", "1m", "12h"]) })
}

pub fn daily_rest(dice: &mut Dice, _: &Instance) -> Value {
    let longest = dice.one_of(&["4h", "0m", "2h"]);
    json!({ "min": dice.one_of(&["11h", "4h", "24h", "13h30m"]), "longest_break": longest })
}

pub fn post_call_rest(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "rest": dice.one_of(&["23h", "1m", "12h", "50h"]) })
}

pub fn day_off(dice: &mut Dice, _: &Instance) -> Value {
    let in_days = 2 + dice.below(7);
    let mut settings = json!({ "in_days": in_days, "at_least": 1 + dice.below(in_days - 1) });
    put(&mut settings, "max_run", dice.perhaps(40, &[1, 2, 3]));
    put(&mut settings, "min_off_run", dice.perhaps(40, &[2, 3]));
    if dice.chance(30) {
        settings["at_least"] = json!(0);
        settings["max_run"] = json!(dice.one_of(&[4, 3]));
        settings["min_run"] = json!(dice.one_of(&[2, 3]));
    }
    settings
}

pub fn night_spacing(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "days": 2 + dice.below(7) })
}

pub fn night_limit(dice: &mut Dice, instance: &Instance) -> Value {
    let mut settings = json!({ "max": dice.below(3) });
    if dice.chance(50) {
        settings["days"] = json!(3 + dice.below(8));
    } else {
        settings["window"] = json!(dice.one_of(WINDOWS));
    }
    let others: Vec<&str> = shift_kinds(instance).into_iter().filter(|kind| !["night", "duty24"].contains(kind)).collect();
    settings["also"] = json!(dice.some_of(30, &others));
    settings
}

pub fn night_exemption(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({});
    put(&mut settings, "age", dice.perhaps(70, &[50, 36, 60]));
    settings
}

pub fn weekend(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({ "complete": dice.chance(40) });
    let weeks = dice.perhaps(60, &[1, 2, 3]);
    put(&mut settings, "weeks", weeks);
    if dice.chance(60) || settings["complete"] == false {
        settings["max_worked"] = json!(dice.below(weeks.unwrap_or(2)));
    }
    if dice.chance(40) {
        settings["max_holidays"] = json!(dice.below(2));
        settings["statutory_only"] = json!(dice.chance(40));
    }
    settings
}

pub fn shift_sequence(dice: &mut Dice, instance: &Instance) -> Value {
    let kinds = shift_kinds(instance);
    let mut forbid: Vec<Value> = Vec::new();
    for from in dice.few_of(50, &kinds) {
        for to in dice.some_of(50, &kinds) {
            forbid.push(json!({ "from": from, "to": to, "same_day": dice.chance(40) }));
        }
    }
    let mut runs: Vec<Value> = Vec::new();
    for kind in if forbid.is_empty() { dice.few_of(40, &kinds) } else { dice.some_of(30, &kinds) } {
        let max = dice.perhaps(60, &[2, 1, 3]);
        let min = if max.is_none() || dice.chance(40) { Some(2).filter(|min| max.is_none_or(|max| *min <= max)) } else { None };
        let mut run = json!({ "kind": kind });
        put(&mut run, "max", max);
        put(&mut run, "min", min);
        runs.push(run);
    }
    let mut forbid_shifts: Vec<Value> = Vec::new();
    let shifts: Vec<&str> = instance.shifts.iter().map(|shift| shift.id.as_str()).collect();
    for from in dice.some_of(25, &shifts) {
        forbid_shifts.push(json!({ "from": from, "to": dice.few_of(40, &shifts) }));
    }
    json!({ "forbid": forbid, "forbid_shifts": forbid_shifts, "runs": runs })
}

pub fn shift_count(dice: &mut Dice, instance: &Instance) -> Value {
    let mut settings = json!({ "window": dice.one_of(WINDOWS) });
    match dice.below(4) {
        0 => {}
        1 => settings["shift_kinds"] = json!(dice.few_of(50, &shift_kinds(instance))),
        2 => {
            let kinds: std::collections::BTreeSet<_> = instance.posts.iter().map(|post| post.kind).collect();
            settings["post_kinds"] = json!(dice.few_of(50, &kinds.into_iter().collect::<Vec<_>>()));
        }
        _ => settings["posts"] = json!(dice.few_of(50, &instance.posts.iter().map(|post| &post.id).collect::<Vec<_>>())),
    }
    let min = dice.perhaps(50, &[1, 2]);
    put(&mut settings, "min", min);
    if min.is_none() || dice.chance(40) {
        settings["max"] = json!(min.unwrap_or(0) + dice.below(3));
    }
    settings
}

pub fn availability(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "clear_by": dice.one_of(&["10:00", "00:00", "08:00", "23:59"]), "absent_days": dice.below(8) })
}

pub fn heads(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "target_weight": dice.below(4) })
}

pub fn home_floor(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({ "percent": dice.one_of(&[50, 0, 34, 100]), "people": 1 + dice.below(2) });
    if dice.chance(40) {
        settings["seniors"] = json!({ "at_least": 1 + dice.below(2), "title": dice.one_of(TITLES) });
    }
    settings
}

pub fn backfill(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({ "floor_percent": dice.one_of(&[50, 0, 90, 100]) });
    put(&mut settings, "net_outflow", dice.perhaps(50, &[0, 1]));
    settings
}

pub fn supervision(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({ "nights_beside_senior": dice.chance(50), "teacher_title": dice.one_of(TITLES) });
    put(&mut settings, "learners_per_teacher", dice.perhaps(70, &[1, 2]));
    settings["learners"] = json!(dice.some_of(30, TITLES));
    settings
}

pub fn training_guard(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({});
    if dice.chance(50) {
        settings["protected"] =
            json!([{ "days": dice.one_of(&[["mon", "tue"], ["workday", "sat"]]), "from": "13:00", "to": dice.one_of(&["17:00", "14:00"]) }]);
    }
    if dice.chance(50) {
        settings["minima"] = json!([{ "kind": dice.one_of(POST_KINDS), "per_month": 1 + dice.below(10) }]);
    }
    settings
}

pub fn continuity(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "kinds": dice.few_of(60, POST_KINDS), "newcomer_weight": dice.below(4) })
}

pub fn commute(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({});
    put(&mut settings, "max_between", dice.perhaps(60, &["45m", "0m", "1h"]));
    put(&mut settings, "max_from_home", dice.perhaps(60, &["45m", "0m", "1h"]));
    settings
}

pub fn service_credit(dice: &mut Dice, _: &Instance) -> Value {
    json!({ "passed_over_weight": dice.below(4), "remoteness_counts": dice.chance(50) })
}

pub fn fair_share(dice: &mut Dice, _: &Instance) -> Value {
    let mut settings = json!({ "of": dice.one_of(&["nights", "weekends", "holidays"]), "largest_weight": dice.below(4) });
    put(&mut settings, "age", dice.perhaps(40, &[50, 36]));
    settings
}

pub fn stability(dice: &mut Dice, instance: &Instance) -> Value {
    let mut settings = json!({});
    let dates: Vec<String> = [-2, 0, 3].iter().map(|day| instance.horizon.date(*day).to_string()).collect();
    put(&mut settings, "announced", dice.perhaps(50, &dates));
    put(
        &mut settings,
        "near",
        dice.perhaps(60, &[json!([]), json!([{ "days": 3, "times": 2 }]), json!([{ "days": 2, "times": 5 }, { "days": 9, "times": 3 }])]),
    );
    settings
}
