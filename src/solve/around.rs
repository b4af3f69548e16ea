//! A search around a roster: a few people, units and days are decided anew, everything else stays.
//!
//! The neighbourhood widens step by step, and only while what is required cannot be had inside it:
//! while a hard row is broken, or more is short than is accepted. The steps are
//!
//! 1. those concerned and everybody who can be on duty in the units concerned, on the days concerned;
//! 2. the same with the days on either side that rest and weekly hours reach into;
//! 3. everybody who can stand in for one of those, a week on either side, stints among it;
//! 4. the whole program: at once where it is small; where it is not, in neighbourhoods of all kinds, and only for hard rows.
//!
//! Long spans are searched in windows of days, one after the other. No rule is named here.

use super::{
    NoRoster, Options,
    budget::Budget,
    daily::tell,
    improve::{Depth, Improver},
    neighbourhood::{Neighbourhood, Region, Weekly},
    no_roster::Culprit,
    search::within,
    side_by_side::Workers,
    solution::{Bound, Solution},
    terrain::Terrain,
};
use crate::{
    domain::{DoctorId, Instance, Roster, UnitId},
    engine::{Interrupt, Observer, Status},
    milp::Ledger,
    planning::{Mode, Plan},
    rules::Book,
};
use std::{collections::BTreeSet, ops::Range};

/// What a search around a roster begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// Where something is decided anew; places far apart are searched one after the other. None: everywhere.
    pub areas: Vec<Area>,
    /// Missing doctors that are accepted: only where more are missing the search widens. A large
    /// number lets it widen for broken hard rules alone.
    pub short: i64,
}

/// Some people, units and days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// People concerned.
    pub people: BTreeSet<DoctorId>,
    /// Units concerned: whoever can be on duty in them is in the neighbourhood from the beginning.
    pub units: BTreeSet<UnitId>,
    /// Days concerned, counted from the start of the horizon; empty: all of it.
    pub days: Range<usize>,
    /// Whether stints of the people concerned, and whose residents they serve, are decided anew from the beginning.
    pub stints: bool,
}

/// Days searched at once.
const WINDOW: u32 = 14;
/// Days on either side that rest and weekly hours reach into.
const BESIDE: u32 = 4;
/// Days on either side of the third step.
const WEEK: u32 = 7;
/// How far one window is solved.
const DEPTH: Depth = Depth { gap: 0.0, nodes: 300, work: 400_000 };
/// How far a small program is solved: to the end.
const WHOLE: Depth = Depth { gap: 0.0, nodes: u32::MAX >> 1, work: u64::MAX >> 24 };

/// Decides anew what [`Focus`] says around a roster, and more where it must be.
///
/// The roster may be one of an earlier state of the instance: what the instance has no decision for
/// is passed over, what it fixes is taken over. Nothing is proven of the whole: the provenance has
/// no bound.
///
/// # Examples
/// ```
/// use shangxia::{engine::{Interrupt, Silent}, format::{self, Source}, solve::{Area, Focus, Options, around}};
///
/// let open = |path: &str| Source::open(path.as_ref());
/// let instance = format::read_instance(&open("instances/ward_of_two.yaml")?).value.ok_or("an instance")?;
/// let roster = format::read_roster(&open("solutions/ward_of_two.yaml")?, &instance).value.ok_or("a roster")?;
/// // Thursday and Friday anew; nothing may be missing that is not missing now.
/// let area = Area { days: 3..5, ..Area::default() };
/// let focus = Focus { areas: vec![area], short: roster.shortages.iter().map(|shortage| i64::from(shortage.missing)).sum() };
/// let found = around(&instance, &roster, &focus, &Options::default(), &Interrupt::default(), &Silent)?;
/// assert!(found.roster.provenance.ok_or("it says how it came to be")?.bound.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoRoster::Contradiction`] names the hard rows that the best roster found still breaks. That is
/// no proof but for programs small enough to be solved whole ([`Options::whole_up_to`]).
pub fn around(
    instance: &Instance,
    roster: &Roster,
    focus: &Focus,
    options: &Options,
    interrupt: &Interrupt,
    observer: &dyn Observer,
) -> Result<Solution, NoRoster> {
    let mut budget = Budget::new(options.time_limit, !options.deterministic, interrupt);
    let book = Book::new(instance).map_err(NoRoster::Rules)?;
    observer.stage("建立模型", "building the model");
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let terrain = Terrain::new(&plan.program);
    let mut ledger = Ledger::new(&plan.program, &within(&terrain.bounds, plan.encode(roster)));
    let improver = Improver { terrain: &terrain, seed: options.seed, workers: Workers::new(options.workers) };
    let is_settled = |ledger: &Ledger<'_>| {
        let short: i64 = terrain.owed(ledger).short.values().sum();
        ledger.rank().0 == 0 && short <= focus.short
    };
    for (windows, depth, (zh, en)) in steps(instance, focus, &terrain, options) {
        observer.stage(zh, en);
        // One after the other: what a window changes is what the next one begins with.
        let groups: Vec<Vec<Neighbourhood>> = windows.into_iter().map(|window| vec![window]).collect();
        improver.round(&mut ledger, &groups, depth, &mut budget, |ledger, _| {
            tell(observer, &terrain, ledger, None);
            false
        });
        if is_settled(&ledger) {
            break;
        }
    }
    if ledger.rank().0 > 0 && terrain.decisions() > options.whole_up_to {
        observer.stage("扩大到全部", "widening to everything");
        improver.search(&mut ledger, &mut None, &mut budget, |ledger, _, _| {
            tell(observer, &terrain, ledger, None);
            ledger.rank().0 == 0
        });
    }
    let status = if interrupt.is_asked() {
        Status::Interrupted
    } else if budget.is_late() {
        Status::Time
    } else {
        Status::Work
    };
    let best = plan.program.evaluate(ledger.values());
    if best.broken.is_empty() {
        Ok(Solution::of(&plan, &book, options, &best, Bound::default(), status))
    } else if status == Status::Interrupted {
        Err(NoRoster::Interrupted)
    } else {
        Err(NoRoster::Contradiction(best.broken.iter().map(|row| Culprit::new(row, 1)).collect()))
    }
}

/// A step: neighbourhoods one after the other, how far each is solved, and what it is called.
type Step = (Vec<Neighbourhood>, Depth, (&'static str, &'static str));

fn steps(instance: &Instance, focus: &Focus, terrain: &Terrain<'_>, options: &Options) -> Vec<Step> {
    let everywhere = [Area::default()];
    let areas = if focus.areas.is_empty() { &everywhere[..] } else { &focus.areas };
    let near: Vec<Near> = areas.iter().map(|area| Near::new(instance, area, terrain)).collect();
    let all = |window: &dyn Fn(&Near) -> Vec<Neighbourhood>| near.iter().flat_map(window).collect();
    let mut steps = vec![
        (
            all(&|near| windows(&near.people, &near.weekly, &near.days)),
            DEPTH,
            ("在相关的人和日子里求解", "solving for the people and days concerned"),
        ),
        (all(&|near| windows(&near.people, &near.weekly, &near.wider(BESIDE, terrain))), DEPTH, ("扩大到前后几天", "widening to the days around")),
        (
            all(&|near| windows(&near.others, &near.people, &near.wider(WEEK, terrain))),
            DEPTH,
            ("扩大到能顶替的人和派驻", "widening to all who can stand in, and to stints"),
        ),
    ];
    if terrain.decisions() <= options.whole_up_to {
        let everybody = terrain.weekly.iter().filter_map(|(_, block)| block.person).collect();
        let whole = Neighbourhood {
            daily: Region::default(),
            weekly: Some(Weekly { people: everybody, weeks: 0..terrain.weeks() }),
            ..Neighbourhood::default()
        };
        steps.push((vec![whole], WHOLE, ("扩大到全部", "widening to everything")));
    }
    steps
}

/// An area by positions.
struct Near {
    /// Those concerned and those of the units concerned.
    people: BTreeSet<u32>,
    /// Whose weekly decisions are free from the beginning.
    weekly: BTreeSet<u32>,
    /// Whoever can be on duty where one of those can.
    others: BTreeSet<u32>,
    days: Range<u32>,
}

impl Near {
    fn new(instance: &Instance, area: &Area, terrain: &Terrain<'_>) -> Self {
        let position = |id: &DoctorId| instance.doctors.iter().position(|doctor| doctor.id == *id).map(|position| position as u32);
        let own: BTreeSet<u32> = area.people.iter().filter_map(position).collect();
        let units = instance.units.iter().enumerate().filter(|(_, unit)| area.units.contains(&unit.id)).map(|(u, _)| u as u32);
        let mut people: BTreeSet<u32> = units.filter_map(|unit| terrain.people_of.get(&unit)).flatten().copied().chain(own.iter().copied()).collect();
        if area.people.is_empty() && area.units.is_empty() {
            people = terrain.units_of.keys().copied().collect();
        }
        let units: BTreeSet<u32> = people.iter().filter_map(|person| terrain.units_of.get(person)).flatten().copied().collect();
        let others = units.iter().filter_map(|unit| terrain.people_of.get(unit)).flatten().copied().chain(people.iter().copied()).collect();
        let days = area.days.start as u32..(area.days.end as u32).min(terrain.days);
        let weekly = if area.stints { own } else { BTreeSet::new() };
        Self { people, weekly, others, days: if days.is_empty() { 0..terrain.days } else { days } }
    }

    /// Its days and so many on either side.
    fn wider(&self, by: u32, terrain: &Terrain<'_>) -> Range<u32> {
        self.days.start.saturating_sub(by)..(self.days.end + by).min(terrain.days)
    }
}

/// Windows over a span of days; the last one takes what would be less than half of one.
fn windows(people: &BTreeSet<u32>, stints: &BTreeSet<u32>, days: &Range<u32>) -> Vec<Neighbourhood> {
    let number = ((days.len() as u32 + WINDOW / 2) / WINDOW).max(1);
    let window = |position: u32| {
        let first = days.start + position * WINDOW;
        let last = if position + 1 == number { days.end } else { first + WINDOW };
        let weekly = (!stints.is_empty()).then(|| Weekly { people: stints.clone(), weeks: first / 7..last.div_ceil(7) });
        Neighbourhood { daily: Region { people: Some(people.clone()), days: Some(first..last), units: None }, weekly, ..Neighbourhood::default() }
    };
    (0..number).map(window).collect()
}
