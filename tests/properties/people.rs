//! Random doctors.

use super::{
    dice::Dice,
    work::{DOCTORS, SKILLS, TITLES, UNITS, put, span},
};
use serde_json::{Value, json};

/// Two or three doctors; facts hold on some of the dates given, which go beyond the horizon.
pub fn doctors(dice: &mut Dice, sites: &Value, units: &Value, dates: &[String]) -> Value {
    let count = 2 + dice.below(2);
    let doctors: Vec<Value> = DOCTORS[..count].iter().map(|id| doctor(dice, id, sites, units, dates)).collect();
    json!(doctors)
}

fn doctor(dice: &mut Dice, id: &str, sites: &Value, units: &Value, dates: &[String]) -> Value {
    let unit = dice.below(UNITS.len());
    let mut doctor = json!({ "id": id, "home": UNITS[unit], "title": dice.one_of(TITLES) });
    let skills = dice.some_of(40, SKILLS).into_iter().map(|skill| (skill.to_owned(), json!(1 + dice.below(3))));
    doctor["skills"] = Value::Object(skills.collect());
    doctor["contract"] = json!({
        "weekly": dice.one_of(&["40h", "8h", "37h30m"]),
        "fte": dice.one_of(&[100, 100, 50, 33]),
        "class": dice.one_of(&["staff", "trainee"]),
    });
    put(&mut doctor, "born", dice.perhaps(30, &["1990-05-01", "1976-02-18", "1976-01-08", "1960-07-01"]));
    doctor["teaches"] = json!(dice.chance(50));
    doctor["no_nights"] = json!(dice.chance(12));
    doctor["facts"] = facts(dice, dates);
    put(&mut doctor, "max_commute", dice.perhaps(25, &["20m", "45m", "3h"]));
    if let Some(site) = dice.perhaps(40, &["s1", "s0"]).filter(|site| sites.as_array().is_some_and(|sites| sites.iter().any(|s| s["id"] == *site))) {
        doctor["sites_not_wanted"] = if units[unit]["site"] == site { json!([]) } else { json!([site]) };
    }
    put(&mut doctor, "pace", dice.perhaps(40, &[120, 75, 10]));
    if dice.chance(35) {
        doctor["promotion"] = json!({ "by": dice.one_of(dates), "service_weeks": dice.one_of(&[1, 2, 52]) });
    }
    put(&mut doctor, "waiting_since", dice.perhaps(35, &["2025-03-01", "2024-11-11", "2025-03-02"]));
    if dice.chance(12) {
        doctor["employed"] = span(dice, dates);
    }
    doctor
}

fn facts(dice: &mut Dice, dates: &[String]) -> Value {
    let count = dice.one_of(&[0, 0, 1, 2]);
    let kinds = ["leave", "residency", "commitment", "pregnancy", "sick", "study", "nursing"];
    let facts = (0..count).map(|_| {
        let mut fact = span(dice, dates);
        fact["kind"] = json!(dice.one_of(&kinds));
        fact
    });
    let facts: Vec<Value> = facts.collect();
    json!(facts)
}
