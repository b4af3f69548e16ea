//! The next quarter's instance: what this one was, and what its roster left behind.
//!
//! `docs/rollover.md` says of every field of an instance what becomes of it. A page each for what
//! was borne (`counts`) and due (`due`), what the next horizon must know of this one (`history`), the dated facts
//! of people (`people`), what is asked of the next weeks (`demand`) and their calendar
//! (`calendar`). Nothing is planned here: no solver, and the same input gives the same instance.

mod calendar;
mod counts;
mod demand;
mod due;
mod history;
mod people;

use crate::{
    diagnostic::{Diagnostic, Text},
    domain::{History, Horizon, Instance, OwnCalendar, Pins, Roster},
    rules::Book,
    text,
};

/// What a roster does not say of the next horizon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Weeks of the next horizon; not said: as many as this one has.
    pub weeks: Option<usize>,
    /// A calendar for dates that none of the built-in years and not the instance's own speaks of.
    pub calendar: Option<OwnCalendar>,
}

/// The next instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The instance of the weeks after the horizon.
    pub instance: Instance,
    /// What was left out or changed beside the history, and what a person should look at.
    pub notes: Vec<Text>,
}

/// Why there is no next instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The calendar does not speak of a day of the next horizon.
    Calendar(Text),
    /// The rule book of the instance has mistakes.
    Rules(Vec<Diagnostic>),
}

/// Makes the instance of the weeks that follow a horizon, once it is worked as the roster says.
///
/// # Errors
/// [`Refusal`] says what is missing.
pub fn rollover(instance: &Instance, roster: &Roster, options: &Options) -> Result<Next, Refusal> {
    let book = Book::new(instance).map_err(Refusal::Rules)?;
    let horizon = Horizon { start: instance.horizon.end(), weeks: options.weeks.unwrap_or(instance.horizon.weeks) };
    let duties = history::duties(instance, roster, &book);
    let known_from = duties.iter().map(|duty| duty.date).min().unwrap_or(horizon.start);
    let calendar = calendar::next(&instance.calendar, &horizon, known_from, options.calendar.as_ref()).map_err(Refusal::Calendar)?;
    let mut notes: Vec<Text> = cleared(instance).into_iter().collect();
    let history = History { duties, counts: counts::counts(instance, roster), stints: history::stints(instance, roster) };
    let mut next = Instance { horizon, calendar, history, requests: Vec::new(), pins: Pins::default(), published: None, ..instance.clone() };
    notes.extend(people::carry_on(&mut next.doctors, instance, roster));
    notes.extend(demand::carry_on(&mut next, instance, roster));
    if horizon.weeks != instance.horizon.weeks {
        let (before, weeks) = (instance.horizon.weeks, horizon.weeks);
        notes.push(text!(
            "计划期由 {before} 周变为 {weeks} 周：按整个计划期计算的任务量和派驻人周（institutions）没有折算，请核对",
            "the horizon has {weeks} weeks instead of {before}: targets per horizon and person-weeks (`institutions`) are not scaled, look at them"
        ));
    }
    Ok(Next { instance: next, notes })
}

/// What belongs to one horizon alone.
fn cleared(instance: &Instance) -> Option<Text> {
    let (requests, pins) = (instance.requests.len(), instance.pins.duties.len() + instance.pins.stints.len());
    let published = instance.published.is_some();
    (requests + pins > 0 || published).then(|| {
        let (zh, en) = if published { ("，并去掉已公布的班表", "; so is the published roster") } else { ("", "") };
        text!("清空了 {requests} 条意愿、{pins} 条人工固定{zh}", "{requests} requests and {pins} pins are cleared{en}")
    })
}
