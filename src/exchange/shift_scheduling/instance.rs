//! What the file says in the words of the domain and of the rule book.
//!
//! Every shift begins at 08:00 and lasts a day at most, so any two of one day exclude each other,
//! which is the format's one shift a day, and none reaches into the next day's. Day 0 is
//! 2001-01-01, a Monday, of a calendar without holidays.

use super::table::{Person, Table};
use crate::domain::{
    Calendar, Clock, DayToken, Doctor, DoctorId, Fact, FactKind, Horizon, Instance, Minutes, Name, Need, NeedOn, OwnCalendar, Policy, Post, PostId,
    PostKind, Request, RuleEntry, Shift, ShiftId, ShiftKind, Site, Tier, Title, Unit, UnitId, Want, Who,
};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The one site, and the one unit of it.
const HOME: &str = "staff";

pub(super) fn instance(name: &str, table: &Table) -> Instance {
    let horizon = Horizon { start: NaiveDate::from_ymd_opt(2001, 1, 1).unwrap_or_default(), weeks: table.days / 7 };
    Instance {
        alliance: Name::One(name.to_owned()),
        horizon,
        calendar: Calendar::Own(OwnCalendar {
            source: "none: the file knows no holidays".to_owned(),
            from: horizon.start,
            to: horizon.date(table.days as i64 - 1),
            ..OwnCalendar::default()
        }),
        sites: vec![Site {
            id: HOME.into(),
            name: None,
            tier: Tier::Tertiary,
            beds: 0,
            population: 0,
            remoteness: 100,
            rooms: None,
            open: Vec::new(),
            agreement: None,
        }],
        travel: Vec::new(),
        units: vec![Unit { id: HOME.into(), name: None, site: HOME.into(), specialty: None }],
        shifts: table.shifts.iter().map(shift).collect(),
        posts: (0..table.shifts.len()).map(|shift| post(table, shift, horizon)).collect(),
        quotas: Vec::new(),
        doctors: table.staff.iter().map(|person| doctor(person, horizon)).collect(),
        programmes: Vec::new(),
        institutions: Vec::new(),
        rules: Policy { pack: None, without: Vec::new(), entries: entries(table) },
        requests: requests(table, horizon),
        history: crate::domain::History::default(),
        pins: crate::domain::Pins::default(),
        published: None,
    }
}

fn shift(shift: &super::table::Shift) -> Shift {
    Shift {
        id: shift.id.as_str().into(),
        name: None,
        mark: None,
        kind: ShiftKind::Day,
        start: Clock(8 * 60),
        length: Minutes(i64::from(shift.minutes)),
        counted: None,
        intensity: 100,
        handover: Minutes(0),
        rest_after: Minutes(0),
    }
}

/// The post of a shift: the need of most days, the other needs by date, and who may do it.
fn post(table: &Table, shift: usize, horizon: Horizon) -> Post {
    let everybody = table.staff.len() as u32;
    let need = |day: usize| table.cover.get(&(day, shift)).map_or((0, everybody), |need| (*need, *need));
    let mut by_need: BTreeMap<(u32, u32), Vec<NaiveDate>> = BTreeMap::new();
    for day in 0..table.days {
        by_need.entry(need(day)).or_default().push(horizon.date(day as i64));
    }
    let usual = by_need.iter().max_by_key(|(_, dates)| dates.len()).map_or((0, 0), |(need, _)| *need);
    by_need.remove(&usual);
    let as_need = |(min, max): (u32, u32)| Need { min, target: None, max: (max != min).then_some(max) };
    let id = table.shifts[shift].id.as_str();
    let (able, all) = (able(table, shift), table.staff.len());
    Post {
        id: id.into(),
        name: None,
        unit: HOME.into(),
        shift: id.into(),
        kind: PostKind::Ward,
        days: vec![DayToken::Daily],
        need: as_need(usual),
        need_on: by_need.into_iter().map(|(need, dates)| NeedOn { days: Vec::new(), dates, need: as_need(need) }).collect(),
        who: Who { doctors: if able.len() == all { Vec::new() } else { able }, ..Who::default() },
        mix: Vec::new(),
        strength: None,
        floor: 0,
    }
}

/// Who may have a shift at all; nobody named means everybody.
fn able(table: &Table, shift: usize) -> Vec<DoctorId> {
    table.staff.iter().filter(|person| person.most_of.get(&shift) != Some(&0)).map(id).collect()
}

fn id(person: &Person) -> DoctorId {
    person.id.as_str().into()
}

fn doctor(person: &Person, horizon: Horizon) -> Doctor {
    let mut facts: Vec<Fact> = Vec::new();
    for date in person.days_off.iter().map(|day| horizon.date(*day as i64)) {
        match facts.last_mut() {
            Some(fact) if fact.to.succ_opt() == Some(date) => fact.to = date,
            _ => facts.push(Fact { kind: FactKind::Leave, from: date, to: date }),
        }
    }
    Doctor { facts, ..Doctor::new(id(person), UnitId::from(HOME), Title::Attending) }
}

fn requests(table: &Table, horizon: Horizon) -> Vec<Request> {
    let wishes = table.wishes.iter().filter(|wish| wish.weight > 0);
    let request = wishes.map(|wish| Request {
        doctor: id(&table.staff[wish.person]),
        date: horizon.date(wish.day as i64),
        want: if wish.on { Want::On } else { Want::Off },
        post: Some(PostId::from(table.shifts[wish.shift].id.as_str())),
        shift: None,
        weight: wish.weight,
        reason: None,
    });
    request.collect()
}

/// The rules of the format; limits that differ from person to person stand in entries of their own.
fn entries(table: &Table) -> Vec<RuleEntry> {
    let mut book = Book { table, entries: Vec::new() };
    let days = table.days as u32;
    book.add("coverage", json!({ "enforce": { "weight": table.weights.0 }, "over_weight": table.weights.1 }));
    book.add("eligibility", json!({ "enforce": "hard" }));
    book.add("availability", json!({ "enforce": "hard" }));
    book.by_person("period_hours", |person| {
        let mut settings = json!({ "window": "horizon", "most": Minutes(i64::from(person.most_minutes)) });
        match person.least_minutes {
            0 => settings["under_weight"] = json!(0),
            least => settings["least"] = json!(Minutes(i64::from(least))),
        }
        Some(settings)
    });
    book.by_person("day_off", |person| {
        let mut settings = json!({ "at_least": 0 });
        let limits = [
            ("max_run", (person.longest_run < days).then_some(person.longest_run)),
            ("min_run", (person.shortest_run > 1).then_some(person.shortest_run)),
            ("min_off_run", (person.shortest_off > 1).then_some(person.shortest_off)),
        ];
        for (key, limit) in limits.iter().filter_map(|(key, limit)| Some((*key, (*limit)?))) {
            settings[key] = json!(limit);
        }
        limits.iter().any(|(_, limit)| limit.is_some()).then_some(settings)
    });
    book.by_person("weekend", |person| (person.weekends < days / 7).then(|| json!({ "max_worked": person.weekends })));
    let ids =
        |shifts: &std::collections::BTreeSet<usize>| shifts.iter().map(|shift| ShiftId::from(table.shifts[*shift].id.as_str())).collect::<Vec<_>>();
    let bars = table.shifts.iter().filter(|shift| !shift.bars.is_empty());
    let bars: Vec<Value> = bars.map(|shift| json!({ "from": shift.id, "to": ids(&shift.bars) })).collect();
    if !bars.is_empty() {
        book.add("shift_sequence", json!({ "forbid_shifts": bars, "enforce": "hard" }));
    }
    for (position, shift) in table.shifts.iter().enumerate() {
        // Whoever may have none is not on the list of the post, unless that list would be empty.
        let nobody = able(table, position).is_empty();
        book.by_person("shift_count", |person| {
            let most = person.most_of.get(&position).filter(|most| **most < days && (**most > 0 || nobody))?;
            Some(json!({ "posts": [shift.id], "window": "horizon", "max": most }))
        });
    }
    if table.wishes.iter().any(|wish| wish.weight > 0) {
        book.add("request", json!({ "enforce": { "weight": 1 } }));
    }
    book.entries
}

struct Book<'a> {
    table: &'a Table,
    entries: Vec<RuleEntry>,
}

impl Book<'_> {
    fn add(&mut self, rule: &str, settings: Value) {
        self.entries.push(RuleEntry { rule: rule.to_owned(), settings });
    }

    /// One hard entry for all who have the same settings, in the order of the first of them.
    fn by_person(&mut self, rule: &str, settings: impl Fn(&Person) -> Option<Value>) {
        let mut groups: Vec<(Value, Vec<DoctorId>)> = Vec::new();
        for person in &self.table.staff {
            let Some(settings) = settings(person) else { continue };
            match groups.iter_mut().find(|(known, _)| *known == settings) {
                Some((_, people)) => people.push(id(person)),
                None => groups.push((settings, vec![id(person)])),
            }
        }
        for (mut settings, people) in groups {
            settings["enforce"] = json!("hard");
            if people.len() < self.table.staff.len() {
                settings["for"] = json!({ "doctors": people });
            }
            self.add(rule, settings);
        }
    }
}
