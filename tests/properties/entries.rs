//! Random entries of the rule book: for each rule of it the settings it can have, whom its scope
//! can name, and what the properties may ask of it. A rule that is missing here fails a test.

use super::{dice::Dice, past::kinds_of, settings};
use serde_json::{Value, json};
use shangxia::domain::{Instance, RuleEntry};

/// What a scope may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Doctors, by any condition.
    Doctors,
    /// Units or sites.
    Units,
    /// Sites.
    Sites,
}

/// A rule as properties know it.
pub struct RandomRule {
    pub code: &'static str,
    pub whom: Whom,
    /// Random settings besides `enforce` and `for`.
    pub settings: fn(&mut Dice, &Instance) -> Value,
    /// Whether an entry for fewer asks for less. Not so where those meant are measured against
    /// each other: one who drops out leaves the others a larger share.
    pub narrows: bool,
    /// Whether another doctor who does nothing breaks nothing and makes nobody else break
    /// anything: see `another_doctor`.
    pub idle_is_free: fn(&Value) -> bool,
}

const fn rule(code: &'static str, whom: Whom, settings: fn(&mut Dice, &Instance) -> Value) -> RandomRule {
    RandomRule { code, whom, settings, narrows: true, idle_is_free: |_| true }
}

impl RandomRule {
    const fn idle_is_free(self, idle_is_free: fn(&Value) -> bool) -> Self {
        Self { idle_is_free, ..self }
    }

    const fn among_peers(self) -> Self {
        Self { narrows: false, ..self }
    }
}

use Whom::{Doctors, Sites, Units};

/// Every rule of the book, in its order.
pub const RULES: &[RandomRule] = &[
    rule("coverage", Units, settings::coverage),
    rule("skill_mix", Units, settings::none),
    rule("quota", Units, settings::none),
    rule("panel", Doctors, settings::panel),
    rule("room_limit", Sites, settings::room_limit),
    rule("weekly_hours", Doctors, settings::weekly_hours),
    rule("period_hours", Doctors, settings::period_hours).idle_is_free(|settings| settings["under_weight"] == 0 && settings["least"].is_null()),
    rule("continuous_duty", Doctors, settings::continuous_duty),
    rule("daily_rest", Doctors, settings::daily_rest),
    rule("post_call_rest", Doctors, settings::post_call_rest),
    rule("day_off", Doctors, settings::day_off),
    rule("night_spacing", Doctors, settings::night_spacing),
    rule("night_limit", Doctors, settings::night_limit),
    rule("night_exemption", Doctors, settings::night_exemption),
    rule("weekend", Doctors, settings::weekend),
    rule("shift_sequence", Doctors, settings::shift_sequence),
    rule("shift_count", Doctors, settings::shift_count).idle_is_free(|settings| settings["min"].is_null()),
    rule("availability", Doctors, settings::availability),
    rule("down", Units, settings::heads),
    rule("up", Units, settings::heads),
    rule("training", Units, settings::heads),
    rule("stint_length", Doctors, settings::none),
    rule("eligibility", Doctors, settings::none),
    rule("home_floor", Units, settings::home_floor),
    rule("backfill", Units, settings::backfill),
    rule("supervision", Units, settings::supervision),
    rule("stint_content", Doctors, settings::none),
    rule("training_guard", Doctors, settings::training_guard).idle_is_free(|settings| settings["minima"].is_null()),
    rule("continuity", Doctors, settings::continuity),
    rule("commute", Doctors, settings::commute),
    rule("institution_quota", Sites, settings::none),
    rule("service_credit", Doctors, settings::service_credit).idle_is_free(|_| false),
    rule("fair_share", Doctors, settings::fair_share).among_peers().idle_is_free(|_| false),
    rule("request", Doctors, settings::none),
    rule("site_preference", Doctors, settings::none),
    rule("stability", Doctors, settings::stability),
];

/// The rule of a code.
pub fn rule_of(code: &str) -> &'static RandomRule {
    RULES.iter().find(|rule| rule.code == code).unwrap_or_else(|| panic!("{code}: give it random settings"))
}

/// A random entry of any rule.
pub fn entry(dice: &mut Dice, instance: &Instance) -> RuleEntry {
    let rule = &RULES[dice.below(RULES.len())];
    let mut settings = (rule.settings)(dice, instance);
    settings["enforce"] = if dice.chance(55) { json!({ "weight": dice.one_of(&[1, 2, 3, 7, 20]) }) } else { json!("hard") };
    if dice.chance(40) {
        settings["for"] = scope(dice, instance, rule.whom);
    }
    RuleEntry { rule: rule.code.to_owned(), settings }
}

/// A random scope with one condition or two.
pub fn scope(dice: &mut Dice, instance: &Instance, whom: Whom) -> Value {
    let sites: Vec<Value> = instance.sites.iter().map(|site| json!(site.id)).collect();
    let units: Vec<Value> = instance.units.iter().map(|unit| json!(unit.id)).collect();
    let doctors: Vec<Value> = instance.doctors.iter().map(|doctor| json!(doctor.id)).collect();
    let titles: Vec<Value> = instance.doctors.iter().map(|doctor| json!(doctor.title)).collect();
    let mut conditions = vec![("sites", sites)];
    if whom != Sites {
        conditions.push(("units", units));
    }
    if whom == Doctors {
        conditions.extend([("doctors", doctors), ("titles", titles), ("classes", vec![json!("staff"), json!("trainee")])]);
    }
    let mut scope = json!({});
    for _ in 0..=dice.below(2) {
        let (key, things) = dice.one_of(&conditions);
        let mut some = dice.few_of(40, &things);
        some.dedup();
        scope[key] = json!(some);
    }
    scope
}

/// Kinds of shift that are worked, or all if none is.
pub fn shift_kinds(instance: &Instance) -> Vec<&'static str> {
    let mut kinds = kinds_of(instance);
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() { vec!["day", "night"] } else { kinds }
}
