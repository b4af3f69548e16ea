//! Random instances: small, rich, and such as a file may hold.

use super::{dice::Dice, entries, past, past::Names, people, work};
use proptest::prelude::*;
use serde_json::{Value, json};
use shangxia::{
    domain::{DayToken, Instance, RuleEntry},
    format::{Source, read_instance, write_instance},
    planning::{Mode, Plan},
};

/// Mondays around which calendars have something to say, the plainest first.
const STARTS: &[&str] = &["2026-03-02", "2026-02-09", "2026-03-30", "2026-04-27", "2025-12-29", "2026-09-21"];

/// How large instances are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Most decisions: stints and duties.
    pub decisions: usize,
    /// Most rule entries.
    pub entries: usize,
    /// Whether missing doctors always have a price, so that there is something to gain by duties.
    pub priced: bool,
}

/// A random instance, and dice for whatever else a property needs.
#[derive(Clone)]
pub struct Case {
    pub instance: Instance,
    pub dice: Dice,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", write_instance(&self.instance))
    }
}

/// Cases of a size. What no file may hold is not among them.
pub fn cases(size: Size) -> impl Strategy<Value = Case> {
    let parts = [24, 90, 45, 75, 75, 40, 120].map(Dice::tape);
    (parts, Dice::tape(300)).prop_filter_map("no instance", move |(parts, dice)| Some(Case { instance: instance(parts, size)?, dice }))
}

fn instance([mut time, mut work, mut stints, mut people, mut past, mut tasks, mut rules]: [Dice; 7], size: Size) -> Option<Instance> {
    let mut whole = json!({ "alliance": "random" });
    let start = time.one_of(STARTS);
    whole["horizon"] = json!({ "start": start, "weeks": time.one_of(&[1, 1, 2, 2, 3]) });
    let dates = around(&whole);
    let inside = &dates[21..dates.len() - 21];
    whole["calendar"] = if time.chance(35) { past::own_calendar(&mut time, inside) } else { json!(["cn-2025", "cn-2026"]) };
    whole["sites"] = work::sites(&mut time, &dates);
    whole["travel"] = work::travel(&mut time, &whole["sites"]);
    whole["units"] = work::units(&mut time, &whole["sites"]);
    whole["shifts"] = work::shifts(&mut work);
    whole["posts"] = work::posts(&mut work, inside);
    whole["programmes"] = work::programmes(&mut stints);
    whole["doctors"] = people::doctors(&mut people, &whole["sites"], &whole["units"], &dates);
    let mut instance: Instance = serde_json::from_value(whole).expect("the form of an instance");
    forget_strangers(&mut instance);
    trim(&mut instance, size.decisions)?;
    let names = Names::of(&instance);
    instance.quotas = read(past::quotas(&mut tasks, &names));
    instance.institutions = read(past::institutions(&mut tasks, &names));
    instance.requests = read(past::requests(&mut tasks, &names));
    let history = past::history(&mut past, &names);
    instance.pins = read(past::pins(&mut past, &names, &history));
    instance.history = read(history);
    if size.priced {
        instance.rules.entries.push(RuleEntry { rule: "coverage".to_owned(), settings: json!({ "enforce": { "weight": 20 } }) });
    }
    let count = 1 + rules.below(size.entries);
    for _ in 0..count {
        let entry = entries::entry(&mut rules, &instance);
        if entry.rule == "stability" && instance.published.is_none() {
            let (published, frozen) = past::published(&mut past, &names);
            instance.published = Some(read(published));
            instance.pins.frozen_weeks = read(frozen);
        }
        instance.rules.entries.push(entry);
    }
    is_such_as_files_hold(&instance).then_some(instance)
}

/// Dates from three weeks before the horizon to three weeks after it.
fn around(whole: &Value) -> Vec<String> {
    let horizon: shangxia::domain::Horizon = read(whole["horizon"].clone());
    (-21..horizon.days() as i64 + 21).map(|day| horizon.date(day).to_string()).collect()
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the form of a part")
}

/// Who is named and does not exist is not named.
fn forget_strangers(instance: &mut Instance) {
    let known: Vec<_> = instance.doctors.iter().map(|doctor| doctor.id.clone()).collect();
    for who in instance.posts.iter_mut().map(|post| &mut post.who).chain(instance.programmes.iter_mut().map(|programme| &mut programme.who)) {
        who.doctors.retain(|doctor| known.contains(doctor));
    }
}

/// Number of decisions without those that rules ask for.
pub fn decisions(instance: &Instance) -> usize {
    let plan = Plan::new(instance, Mode::Strict);
    plan.duties().len() + plan.stints().len()
}

/// Takes away programmes and open days of posts until there are few decisions.
fn trim(instance: &mut Instance, most: usize) -> Option<()> {
    while decisions(instance) > most {
        let plan = Plan::new(instance, Mode::Strict);
        let (duties, stints) = (plan.duties().len(), plan.stints().len());
        let widest = (0..instance.posts.len()).max_by_key(|post| plan.duties().iter().filter(|duty| duty.post == *post).count())?;
        if stints * 2 > most && stints > duties / 2 {
            narrow(instance);
            continue;
        }
        let (alone, days) = (instance.posts.len() == 1, &mut instance.posts[widest].days);
        match days.as_slice() {
            [DayToken::Daily | DayToken::Workday] => *days = vec![DayToken::Mon, DayToken::Tue, DayToken::Wed],
            [DayToken::Weekend] => *days = vec![DayToken::Sat],
            [_] | [] if alone => narrow_or_fewer(instance)?,
            [_] | [] => drop(instance.posts.remove(widest)),
            [..] => drop(days.pop()),
        }
    }
    Some(())
}

/// Lets fewer go, for a shorter time, or nobody.
fn narrow(instance: &mut Instance) {
    let Some(programme) = instance.programmes.last_mut() else { return };
    if programme.stint.max_weeks > 1 {
        programme.stint.max_weeks -= 1;
        programme.stint.min_weeks = programme.stint.min_weeks.min(programme.stint.max_weeks);
    } else {
        instance.programmes.pop();
    }
}

fn narrow_or_fewer(instance: &mut Instance) -> Option<()> {
    if instance.programmes.pop().is_none() {
        instance.horizon.weeks = instance.horizon.weeks.checked_sub(1).filter(|weeks| *weeks > 0)?;
    }
    Some(())
}

/// Whether the instance can be written and read again, and is the same then.
fn is_such_as_files_hold(instance: &Instance) -> bool {
    let reading = read_instance(&Source::new("random.yaml", write_instance(instance)));
    reading.value.is_some_and(|again| again == *instance)
}

/// The entries of an instance without one.
pub fn without(instance: &Instance, entry: usize) -> Instance {
    let mut instance = instance.clone();
    instance.rules.entries.remove(entry);
    instance
}

/// An instance with another entry in the place of one.
pub fn with(instance: &Instance, position: usize, entry: RuleEntry) -> Instance {
    let mut instance = instance.clone();
    instance.rules.entries[position] = entry;
    instance
}
