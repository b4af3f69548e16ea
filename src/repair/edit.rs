//! From events to an instance: what happened becomes leave, closed posts and fixed stints, and the
//! rule of stability holds the rest close to what was published.

use crate::{
    diagnostic::Text,
    domain::{
        Absence, Closure, DateSpan, Departure, Doctor, DoctorId, Event, Events, Fact, FactKind, Instance, Need, NeedOn, Post, Published, Roster,
        RuleEntry, UnitId,
    },
    text,
};
use chrono::NaiveDate;
use std::{collections::BTreeSet, ops::Range};

/// Code of the rule that keeps a roster close to a published one.
const STABILITY: &str = "stability";

/// Some people, units and days that an event concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concern {
    /// Whom it happened to, who was to be on duty where it happened, and who serves their residents.
    pub people: BTreeSet<DoctorId>,
    /// Units with a duty to fill.
    pub units: BTreeSet<UnitId>,
    /// Days, counted from the start of the horizon.
    pub days: Range<usize>,
}

/// What events make of an instance and its published roster.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The instance as it is now; the published roster stands in it, and a change of it has its price.
    pub instance: Instance,
    /// What is left of the published roster: without duties and weeks that cannot be any more.
    pub start: Roster,
    /// What is concerned, one entry for each event.
    pub concerns: Vec<Concern>,
    /// The day on which changes are announced; what lies before it stays.
    pub announced: NaiveDate,
    /// What a person should know of how the events were taken.
    pub notes: Vec<Text>,
}

/// Makes the instance that holds after some events. `price` is what a change of the published roster
/// costs four weeks and more after the announcement; within four weeks it counts twice, within one
/// four times.
pub fn edit(instance: &Instance, published: &Roster, events: &Events, price: u32) -> Edited {
    let announced = events.announced(&instance.horizon);
    let start = Roster { provenance: None, outputs: Vec::new(), shortages: Vec::new(), ..published.clone() };
    let mut edited = Edited { instance: instance.clone(), start, concerns: Vec::new(), announced, notes: Vec::new() };
    // What is called off comes first: the order in which events are written means nothing.
    let (called_off, others): (Vec<&Event>, Vec<&Event>) = events.events.iter().partition(|event| matches!(event, Event::LeaveWithdrawn(_)));
    for event in called_off.into_iter().chain(others) {
        match event {
            Event::Ill(absence) => edited.ill(absence),
            Event::Closed(closure) => edited.close(closure),
            Event::StintEnds(end) => {
                let is_it = |stint: &crate::domain::Stint| stint.doctor == end.doctor && stint.programme == end.programme;
                edited.end_stints(is_it, end.last);
            }
            Event::Leaves(departure) => edited.leave(departure),
            Event::LeaveWithdrawn(absence) => edited.withdraw(absence),
        }
    }
    edited.concerns.retain(|concern| !concern.days.is_empty());
    edited.clear_pins();
    edited.keep_stints();
    edited.stay_close(published, price);
    edited
}

impl Edited {
    /// The days of a span that can still be changed.
    pub(super) fn ahead(&mut self, from: NaiveDate, to: NaiveDate) -> Range<usize> {
        let (horizon, announced) = (self.instance.horizon, self.announced);
        if from < announced && from >= horizon.start {
            self.notes.push(text!(
                "{from} 早于公布改动的 {announced}：此前的日子照已公布的不变",
                "{from} is before the announcement on {announced}: days before that stay as published"
            ));
        }
        let day = |date: NaiveDate| horizon.day(date).clamp(0, horizon.days() as i64) as usize;
        let (first, end) = (day(from.max(announced)), day(to.max(announced).succ_opt().unwrap_or(to)));
        if to < announced { first..first } else { first..end }
    }

    fn doctor_mut(&mut self, id: &DoctorId) -> Option<&mut Doctor> {
        self.instance.doctors.iter_mut().find(|doctor| doctor.id == *id)
    }

    /// Who serves the residents of a doctor when that one is away.
    fn deputies(&self, id: &DoctorId) -> impl Iterator<Item = &DoctorId> {
        let panels = self.instance.quotas.iter().flat_map(|quota| &quota.panels).filter(move |panel| panel.doctor == *id);
        panels.flat_map(|panel| &panel.deputies)
    }

    fn ill(&mut self, absence: &Absence) {
        let days = self.ahead(absence.from, absence.to);
        let from = absence.from.max(self.announced);
        if let Some(doctor) = self.doctor_mut(&absence.doctor) {
            let away: Vec<NaiveDate> = from.iter_days().take_while(|date| *date <= absence.to).filter(|date| doctor.is_available(*date)).collect();
            doctor.facts.extend(spans(&away).into_iter().map(|span| Fact { kind: FactKind::Sick, from: span.from, to: span.to }));
        }
        self.free(&absence.doctor, days);
    }

    fn leave(&mut self, departure: &Departure) {
        let (id, horizon) = (&departure.doctor, self.instance.horizon);
        self.end_stints(|stint| stint.doctor == *id, departure.last);
        let gone = departure.last.succ_opt().unwrap_or(departure.last);
        let days = self.ahead(gone, horizon.end().max(gone));
        let last = departure.last.max(self.announced.pred_opt().unwrap_or(self.announced));
        if let Some(doctor) = self.doctor_mut(id) {
            let from = doctor.employed.map_or(horizon.start, |span| span.from);
            doctor.employed = Some(DateSpan { from: from.min(last), to: last });
        }
        self.free(id, days);
    }

    /// Takes a doctor off all duties of some days.
    fn free(&mut self, id: &DoctorId, days: Range<usize>) {
        let horizon = self.instance.horizon;
        let lost = self.take_duties(|duty| duty.doctor == *id && horizon.day_within(duty.date).is_some_and(|day| days.contains(&day)));
        let units = lost.iter().filter_map(|duty| Some(self.instance.post(&duty.post)?.unit.clone())).collect();
        let people = self.deputies(id).chain([id]).cloned().collect();
        self.concerns.push(Concern { people, units, days });
    }

    pub(super) fn take_duties(&mut self, gone: impl Fn(&crate::domain::Duty) -> bool) -> Vec<crate::domain::Duty> {
        let (lost, kept) = std::mem::take(&mut self.start.duties).into_iter().partition(gone);
        self.start.duties = kept;
        lost
    }

    fn close(&mut self, closure: &Closure) {
        let horizon = self.instance.horizon;
        let days = self.ahead(closure.from, closure.to);
        let dates: Vec<NaiveDate> = days.clone().map(|day| horizon.date(day as i64)).collect();
        let is_meant = |post: &Post| {
            let site = self.instance.unit(&post.unit).map(|unit| &unit.site);
            closure.posts.contains(&post.id) || closure.units.contains(&post.unit) || site.is_some_and(|site| closure.sites.contains(site))
        };
        let meant: Vec<usize> = (0..self.instance.posts.len()).filter(|position| is_meant(&self.instance.posts[*position])).collect();
        let mut concern = Concern { days, ..Concern::default() };
        for position in meant {
            let post = &self.instance.posts[position];
            let open: Vec<NaiveDate> = dates.iter().copied().filter(|date| self.instance.need_on(post, *date).is_some()).collect();
            if open.is_empty() {
                continue;
            }
            let id = post.id.clone();
            concern.units.insert(post.unit.clone());
            concern.people.extend(self.take_duties(|duty| duty.post == id && open.contains(&duty.date)).into_iter().map(|duty| duty.doctor));
            let closed = NeedOn { days: Vec::new(), dates: open, need: Need { min: 0, target: None, max: Some(0) } };
            self.instance.posts[position].need_on.push(closed);
        }
        self.concerns.push(concern);
    }

    fn withdraw(&mut self, absence: &Absence) {
        let days = self.ahead(absence.from, absence.to);
        let (from, to) = (absence.from.max(self.announced), absence.to);
        let Some(doctor) = self.doctor_mut(&absence.doctor) else { return };
        let home = doctor.home.clone();
        let facts = std::mem::take(&mut doctor.facts);
        doctor.facts = facts.into_iter().flat_map(|fact| without(fact, from, to)).collect();
        self.concerns.push(Concern { people: [absence.doctor.clone()].into(), units: [home].into(), days });
    }

    /// Duties fixed by hand that can no longer be, and frozen weeks in which something happened.
    fn clear_pins(&mut self) {
        let (instance, horizon) = (&self.instance, self.instance.horizon);
        let can_be = |doctor: &DoctorId, post: &crate::domain::PostId, date: NaiveDate| {
            instance.doctor(doctor).is_some_and(|doctor| doctor.is_available(date))
                && instance.post(post).is_some_and(|post| instance.need_on(post, date).is_some())
        };
        let gone: Vec<_> = instance.pins.duties.iter().filter(|pin| pin.on && !can_be(&pin.doctor, &pin.post, pin.date)).cloned().collect();
        let touched = |monday: &NaiveDate| {
            let week = horizon.week(*monday);
            self.concerns.iter().any(|concern| (concern.days.start as i64) < (week + 1) * 7 && (concern.days.end as i64) > week * 7)
        };
        let thawed: Vec<NaiveDate> = instance.pins.frozen_weeks.iter().copied().filter(touched).collect();
        for pin in &gone {
            let (id, date, post) = (&pin.doctor, pin.date, instance.post_called(&pin.post));
            self.notes.push(text!(
                "人工固定的班已不可能，取消固定：{id} {date} {post:#}",
                "a duty fixed by hand can no longer be and is fixed no more: {id} {date} {post}"
            ));
        }
        for monday in &thawed {
            self.notes.push(text!("{monday} 起的一周不再冻结：其中有事发生", "the week of {monday} is frozen no more: something happened in it"));
        }
        self.instance.pins.duties.retain(|pin| !gone.contains(pin));
        self.instance.pins.frozen_weeks.retain(|monday| !thawed.contains(monday));
    }

    /// The published roster and the price of a change.
    fn stay_close(&mut self, published: &Roster, price: u32) {
        self.instance.published = Some(Published::Read(published.clone().into()));
        let rules = &mut self.instance.rules;
        rules.without.retain(|rule| rule != STABILITY);
        rules.entries.retain(|entry| entry.rule != STABILITY);
        let settings = serde_json::json!({ "announced": self.announced, "enforce": { "weight": price } });
        rules.entries.push(RuleEntry { rule: STABILITY.to_owned(), settings });
    }
}

/// Dates in a row as spans.
fn spans(dates: &[NaiveDate]) -> Vec<DateSpan> {
    let mut spans: Vec<DateSpan> = Vec::new();
    for date in dates {
        match spans.last_mut() {
            Some(last) if last.to.succ_opt() == Some(*date) => last.to = *date,
            _ => spans.push(DateSpan { from: *date, to: *date }),
        }
    }
    spans
}

/// What is left of a fact when absences between two days are called off.
fn without(fact: Fact, from: NaiveDate, to: NaiveDate) -> Vec<Fact> {
    if !fact.kind.is_absence() || fact.to < from || to < fact.from {
        return vec![fact];
    }
    let before = from.pred_opt().filter(|last| fact.from <= *last).map(|last| Fact { to: last, ..fact.clone() });
    let after = to.succ_opt().filter(|first| *first <= fact.to).map(|first| Fact { from: first, ..fact.clone() });
    before.into_iter().chain(after).collect()
}
