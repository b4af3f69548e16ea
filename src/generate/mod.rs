//! A realistic alliance from a seed: sites, units, posts, doctors with their lives and contracts,
//! programmes, quotas, wishes and what was before. The same order gives the same bytes everywhere:
//! all draws are whole numbers from one stream cipher, and nothing is kept in an order that varies.
//!
//! Each number says where it comes from: `[law]`, `[src]`, `[case]` and `[calc]` mark the facts the
//! project rests on, "assumption" what nobody has counted for us.
//!
//! A roster that keeps the hard rules of pack `cn-alliance` is planted in every instance: the last
//! duties before the start and what is fixed by hand are taken from it. Where it is asked for, the
//! needs and targets are lowered to what that roster gives, so that the instance is feasible by
//! construction.

mod cap;
mod draw;
mod facts;
mod history;
mod names;
mod needs;
mod people;
mod plant;
mod posts;
mod programmes;
mod quotas;
mod rules;
mod shifts;
mod sites;
mod sizes;
mod units;
mod wishes;

pub use sizes::Size;

use crate::domain::{Calendar, Horizon, Instance, Name, Policy, Post, PostId, Roster, UnitId};
use chrono::{Datelike, NaiveDate, Weekday};
pub(crate) use draw::{Draw, Noun};
use units::Team;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// How large the alliance is.
    pub size: Size,
    /// Another seed, another alliance.
    pub seed: u64,
    /// The Monday the plan starts on.
    pub start: NaiveDate,
    /// Number of weeks, 1 to 26.
    pub weeks: usize,
    /// Whether needs and targets are lowered to what the planted roster gives.
    pub planted: bool,
}

/// What an order gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// The alliance.
    pub instance: Instance,
    /// The roster planted in it. Without `planted` it keeps the hard rules too, but is short where
    /// the needs ask for more than the people can give.
    pub roster: Roster,
}

/// Why nothing is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Plans begin on Mondays.
    #[error("{0} is not a Monday")]
    NotAMonday(NaiveDate),
    /// A quarter has 13 weeks, half a year 26.
    #[error("{0} weeks cannot be planned; 1 to 26 can")]
    Weeks(usize),
    /// No holiday notice is built in for a day of the horizon.
    #[error("no holiday notice is built in for {0}")]
    NoNotice(i32),
}

/// An alliance in the making.
struct Draft {
    order: Order,
    instance: Instance,
    /// One for each unit, in the same order.
    teams: Vec<Team>,
}

impl Draft {
    /// The draws of one noun: those of the others do not move them.
    fn draw(&self, noun: Noun) -> Draw {
        Draw::new(self.order.seed, noun)
    }
}

/// Generates an alliance.
///
/// # Errors
/// A start that is no Monday, too few or too many weeks, or a year without a holiday notice.
pub fn generate(order: &Order) -> Result<Generated, Refusal> {
    let mut draft = Draft { order: *order, instance: bare(order)?, teams: Vec::new() };
    for noun in [sites::lay, units::lay, posts::lay, people::lay, facts::lay, programmes::lay, quotas::lay, wishes::lay, rules::lay] {
        noun(&mut draft);
    }
    close(&mut draft);
    let planted = plant::plant(&mut draft);
    history::lay(&mut draft, &planted);
    cap::floors(&mut draft, &planted);
    if order.planted {
        cap::needs(&mut draft, &planted);
        cap::quotas(&mut draft, &planted);
    }
    let roster = planted.roster(&draft.instance);
    Ok(Generated { instance: draft.instance, roster })
}

/// Takes out what a short horizon has no day for: a plan of one holiday week has no clinics, no quotas
/// of theirs, and no stint owes sessions in them.
fn close(draft: &mut Draft) {
    let Instance { horizon, posts, quotas, programmes, .. } = &draft.instance;
    let open = |post: &Post| horizon.dates().any(|date| draft.instance.need_on(post, date).is_some());
    let closed: Vec<PostId> = posts.iter().filter(|post| !open(post)).map(|post| post.id.clone()).collect();
    let offered = |host: &UnitId, kind| posts.iter().any(|post| post.unit == *host && post.kind == kind && !closed.contains(&post.id));
    let (mut quotas, mut programmes) = (quotas.clone(), programmes.clone());
    quotas.retain(|quota| quota.produced_by.iter().all(|producer| !closed.contains(&producer.post)));
    for programme in &mut programmes {
        programme.content.retain(|content| offered(&programme.host, content.kind));
        programme.minima.retain(|minimum| offered(&programme.host, minimum.kind));
    }
    draft.instance.posts.retain(|post| !closed.contains(&post.id));
    (draft.instance.quotas, draft.instance.programmes) = (quotas, programmes);
}

/// Nothing but a name, a horizon and a calendar.
fn bare(order: &Order) -> Result<Instance, Refusal> {
    let Order { size, seed, start, weeks, .. } = *order;
    if start.weekday() != Weekday::Mon {
        return Err(Refusal::NotAMonday(start));
    }
    if !(1..=26).contains(&weeks) {
        return Err(Refusal::Weeks(weeks));
    }
    let horizon = Horizon { start, weeks };
    let size = size.code();
    Ok(Instance {
        alliance: Name::both(&format!("示范医联体 {size}-{seed}"), &format!("Sample alliance {size}-{seed}")),
        horizon,
        calendar: calendar(horizon)?,
        sites: Vec::new(),
        travel: Vec::new(),
        units: Vec::new(),
        shifts: shifts::table(),
        posts: Vec::new(),
        quotas: Vec::new(),
        doctors: Vec::new(),
        programmes: Vec::new(),
        institutions: Vec::new(),
        rules: Policy::default(),
        requests: Vec::new(),
        history: crate::domain::History::default(),
        pins: crate::domain::Pins::default(),
        published: None,
    })
}

/// The built-in years the horizon lies in.
fn calendar(horizon: Horizon) -> Result<Calendar, Refusal> {
    let last = horizon.date(horizon.days() as i64 - 1);
    let names: Vec<String> = (horizon.start.year()..=last.year()).map(|year| format!("cn-{year}")).collect();
    let calendar = if let [only] = names.as_slice() { Calendar::BuiltIn(only.clone()) } else { Calendar::Years(names) };
    match horizon.dates().find(|date| !calendar.knows(*date)) {
        Some(date) => Err(Refusal::NoNotice(date.year())),
        None => Ok(calendar),
    }
}
