//! The prepared timetable: everything a report shows, counted once from roster and verdict.

mod attendance;
mod burdens;
mod coverage;
mod credit;
mod days;
mod doctors;
mod experts;
mod fairness;
mod gaps;
mod hours;
mod marks;
mod objective;
mod overview;
mod panels;
mod quotas;
mod requests;
mod site_pages;
mod sites;
mod specialists;
mod stints;
mod teaching;
mod units;

pub use attendance::AttendanceLine;
pub use burdens::{Load, Means};
pub use coverage::{Cover, CoverageLine, DayCover, Staffing};
pub use credit::{Asked, CreditLine};
pub use days::{Day, Week};
pub use doctors::DoctorLine;
pub use experts::ExpertLine;
pub use fairness::{Burden, FairnessLine};
pub use gaps::{Gap, GapRange};
pub use hours::{Hours, Peak, Strain};
pub use marks::PostLine;
pub use objective::{Objective, RuleLine};
pub use overview::Overview;
pub use panels::{Carrying, PanelWeeks};
pub use quotas::{QuotaLine, QuotaWindow};
pub use requests::RequestLine;
pub use site_pages::SitePage;
pub use sites::{Assessment, PersonWeeks, ProgrammeLine, SiteLine};
pub use specialists::{Idle, SpecialistLine};
pub use stints::StintLine;
pub use teaching::{LearnerLine, TeachingLine};
pub use units::{Cell, Presence, Role, UnitRow, UnitTable};

use super::words;
use crate::{
    audit::Verdict,
    diagnostic::Text,
    domain::{Direction, DoctorId, Instance, PostId, Provenance, Roster},
    rules::Finding,
};
use std::collections::BTreeMap;

/// A roster as its readers need it. Doctors, posts, stints, days and weeks refer to each other by
/// position.
#[derive(Clone, Debug)]
pub struct Timetable {
    /// Name of the alliance.
    pub alliance: Text,
    /// Days of the horizon.
    pub days: Vec<Day>,
    /// Weeks of the horizon.
    pub weeks: Vec<Week>,
    /// Posts with their marks.
    pub posts: Vec<PostLine>,
    /// Doctors with hours, nights and requests.
    pub doctors: Vec<DoctorLine>,
    /// A table of doctors and days for each unit that has either.
    pub units: Vec<UnitTable>,
    /// Who is down, up or in training, and when.
    pub stints: Vec<StintLine>,
    /// How many are on each post on each day, in the order of the posts.
    pub coverage: Vec<CoverageLine>,
    /// Posts below their minimum, day by day.
    pub gaps: Vec<Gap>,
    /// The same, runs of equal days of a post in one line.
    pub gap_ranges: Vec<GapRange>,
    /// Public-health work against its targets.
    pub quotas: Vec<QuotaLine>,
    /// Who carries whose residents.
    pub carried: Vec<Carrying>,
    /// Every site with what concerns it.
    pub site_pages: Vec<SitePage>,
    /// Which expert sits where on which weekday.
    pub experts: Vec<ExpertLine>,
    /// What each doctor bears beside the colleagues of the unit, burden by burden.
    pub fairness: Vec<FairnessLine>,
    /// What each doctor worked at each site.
    pub attendance: Vec<AttendanceLine>,
    /// Person-weeks sent and received by those sites that owe or have any.
    pub sites: Vec<SiteLine>,
    /// Person-weeks by programme.
    pub programmes: Vec<ProgrammeLine>,
    /// Units with learners or teaching posts.
    pub teaching: Vec<TeachingLine>,
    /// What those who are down do there.
    pub specialists: Vec<SpecialistLine>,
    /// Service at the grass roots of those who have or need any.
    pub credit: Vec<CreditLine>,
    /// Requests with what became of them.
    pub requests: Vec<RequestLine>,
    /// Penalty by rule, bound and gap.
    pub objective: Objective,
    /// Under which rules the roster stands, in a sentence.
    pub statement: Text,
    /// What the auditor found.
    pub findings: Vec<Finding>,
    /// How the roster came to be.
    pub provenance: Option<Provenance>,
    /// Tells rosters apart by who is where when ([`Roster::fingerprint`]).
    pub fingerprint: String,
}

/// Positions of ids, and the parts of the input every count needs.
struct Source<'a> {
    instance: &'a Instance,
    roster: &'a Roster,
    doctors: BTreeMap<&'a DoctorId, usize>,
    posts: BTreeMap<&'a PostId, usize>,
    /// Positions of posts by doctor and day, in order of their begin.
    duties: Vec<Vec<Vec<usize>>>,
}

impl<'a> Source<'a> {
    fn new(instance: &'a Instance, roster: &'a Roster) -> Self {
        let doctors: BTreeMap<_, _> = instance.doctors.iter().enumerate().map(|(d, doctor)| (&doctor.id, d)).collect();
        let posts: BTreeMap<_, _> = instance.posts.iter().enumerate().map(|(p, post)| (&post.id, p)).collect();
        let mut duties = vec![vec![Vec::new(); instance.horizon.days()]; instance.doctors.len()];
        for duty in &roster.duties {
            let place = (doctors.get(&duty.doctor), instance.horizon.day_within(duty.date), posts.get(&duty.post));
            if let (Some(doctor), Some(day), Some(post)) = place {
                duties[*doctor][day].push(*post);
            }
        }
        let begin = |post: &usize| instance.shift(&instance.posts[*post].shift).map_or(0, |shift| shift.start.0);
        for day in duties.iter_mut().flatten() {
            day.sort_by_key(|post| (begin(post), *post));
        }
        Self { instance, roster, doctors, posts, duties }
    }

    fn unit(&self, id: &crate::domain::UnitId) -> Option<usize> {
        self.instance.units.iter().position(|unit| unit.id == *id)
    }
}

impl Timetable {
    /// Counts everything the reports show.
    pub fn new(instance: &Instance, roster: &Roster, verdict: &Verdict) -> Self {
        let source = Source::new(instance, roster);
        let days = days::days(instance);
        let weeks = days::weeks(instance);
        let posts = marks::posts(&source);
        let stints = stints::stints(&source);
        let doctors = doctors::doctors(&source, &stints, &days);
        let gaps = gaps::gaps(&source);
        let objective = objective::objective(roster, verdict);
        let units = units::units(&source, &stints, &doctors, &gaps);
        let quotas = quotas::quotas(&source);
        Self {
            alliance: words::of_name(&instance.alliance),
            site_pages: site_pages::site_pages(&source, &stints, &units, &quotas, &gaps),
            experts: experts::experts(&source, &posts, &stints),
            fairness: fairness::fairness(&doctors),
            attendance: attendance::attendance(&source, &days),
            coverage: coverage::coverage(&source),
            gap_ranges: gaps::ranges(&source, &gaps),
            carried: panels::carried(&source, &stints),
            sites: sites::sites(&source, &stints),
            programmes: sites::programmes(&source, &stints),
            teaching: teaching::teaching(&source, &stints),
            specialists: specialists::specialists(&source, &stints),
            credit: credit::credit(&source, &stints),
            requests: requests::requests(&source, &stints),
            statement: objective::statement(instance, verdict),
            findings: verdict.findings.clone(),
            provenance: roster.provenance.clone(),
            fingerprint: roster.fingerprint(),
            objective,
            units,
            quotas,
            days,
            weeks,
            posts,
            doctors,
            stints,
            gaps,
        }
    }

    /// Stints of a direction that touch the horizon.
    pub fn stints_of(&self, kind: Direction) -> impl Iterator<Item = &StintLine> {
        self.stints.iter().filter(move |stint| stint.kind == kind)
    }

    /// Sum of what is missing, in persons × days.
    pub fn missing(&self) -> u32 {
        self.gaps.iter().map(|gap| gap.missing).sum()
    }

    /// Whether there is anything to put on the assessment sheet.
    pub fn has_sheet(&self) -> bool {
        !self.sites.is_empty() || !self.stints.is_empty()
    }

    /// Panels in the hands of a colleague.
    pub fn carried_weeks(&self) -> PanelWeeks {
        PanelWeeks::sum(self.carried.iter().filter(|line| line.by.is_some()))
    }

    /// Panels nobody serves.
    pub fn waiting_weeks(&self) -> PanelWeeks {
        PanelWeeks::sum(self.carried.iter().filter(|line| line.by.is_none()))
    }

    /// How many doctor-weeks are strained at least so much.
    pub fn strained(&self, strain: Strain) -> usize {
        self.doctors.iter().flat_map(|doctor| &doctor.hours.weeks).filter(|minutes| Strain::of(**minutes) >= strain).count()
    }

    /// How well the posts of a unit are covered together, by day; nothing on days on which all are closed.
    pub fn cover_of(&self, table: &UnitTable) -> Vec<Option<DayCover>> {
        coverage::together(&self.coverage, &table.posts, self.days.len())
    }

    /// What a doctor bears beside the colleagues, in the order of [`Burden::ALL`].
    pub fn fairness_of(&self, doctor: usize) -> impl Iterator<Item = &FairnessLine> {
        self.fairness.iter().filter(move |line| line.doctor == doctor)
    }

    /// Duties in the horizon.
    pub fn duties(&self) -> usize {
        self.doctors.iter().flat_map(|doctor| &doctor.duties).map(Vec::len).sum()
    }
}
