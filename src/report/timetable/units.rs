//! The table of a unit: its own people and its visitors, day by day.

use super::{DoctorLine, Gap, Means, Overview, Source, StintLine, burdens, overview};
use crate::{
    diagnostic::Text,
    domain::{FactKind, Unit},
    report::words,
};
use std::collections::BTreeSet;

/// A unit with a row for everybody who belongs to it or works there.
#[derive(Clone, Debug)]
pub struct UnitTable {
    /// Position of the unit.
    pub unit: usize,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What people call its site.
    pub site: Text,
    /// The shortest name nobody mistakes: the site's where it has no other unit, the unit's where
    /// no other bears it, else both.
    pub label: Text,
    /// Its own people first, then visitors.
    pub rows: Vec<UnitRow>,
    /// Positions of its posts.
    pub posts: Vec<usize>,
    /// Means of its own people.
    pub means: Means,
    /// The unit in one line.
    pub overview: Overview,
}

impl UnitTable {
    /// Site and unit in one line.
    pub fn title(&self) -> Text {
        Text::new(format!("{} · {}", self.site.zh, self.name.zh), format!("{} · {}", self.site.en, self.name.en))
    }
}

/// Why somebody stands in the table of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// At home here.
    Own,
    /// On a stint here (its position), the first of several.
    Visitor(usize),
    /// At home elsewhere and on a duty here without a stint.
    Guest,
}

/// A doctor in the table of a unit.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Position of the doctor.
    pub doctor: usize,
    /// Why the doctor stands here.
    pub role: Role,
    /// One cell for each day of the horizon.
    pub cells: Vec<Cell>,
}

/// Where a doctor is on a day, seen from a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In this unit.
    Here,
    /// On a stint elsewhere (its position).
    Away(usize),
    /// On leave, ill or studying.
    Absent(FactKind),
    /// Not with this unit at that time: a visitor before and after the stint, or not employed.
    Outside,
}

/// One doctor on one day, seen from a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Positions of the posts, those of other units among them.
    pub duties: Vec<usize>,
    /// Where the doctor is.
    pub presence: Presence,
}

pub(super) fn units(source: &Source<'_>, stints: &[StintLine], doctors: &[DoctorLine], gaps: &[Gap]) -> Vec<UnitTable> {
    let instance = source.instance;
    let mut tables = Vec::new();
    for (position, unit) in instance.units.iter().enumerate() {
        let own = doctors.iter().enumerate().filter(|(_, doctor)| doctor.home == position);
        let mut rows: Vec<UnitRow> = own.clone().map(|(d, _)| row(source, stints, position, d, Role::Own)).collect();
        let visitors = stints.iter().enumerate().filter(|(_, stint)| stint.host == position);
        let mut listed = BTreeSet::new();
        for (number, stint) in visitors {
            if doctors[stint.doctor].home != position && listed.insert(stint.doctor) {
                rows.push(row(source, stints, position, stint.doctor, Role::Visitor(number)));
            }
        }
        let posts: Vec<usize> = (0..instance.posts.len()).filter(|post| instance.posts[*post].unit == unit.id).collect();
        for (d, doctor) in doctors.iter().enumerate().filter(|(d, doctor)| doctor.home != position && !listed.contains(d)) {
            if doctor.duties.iter().flatten().any(|post| posts.contains(post)) {
                rows.push(row(source, stints, position, d, Role::Guest));
            }
        }
        if rows.is_empty() && posts.is_empty() {
            continue;
        }
        let site = instance.site(&unit.site);
        tables.push(UnitTable {
            unit: position,
            id: unit.id.0.clone(),
            label: label(source, unit),
            name: words::name_or_id(unit.name.as_ref(), &unit.id.0),
            site: words::name_or_id(site.and_then(|site| site.name.as_ref()), &unit.site.0),
            overview: overview::overview(doctors, position, &posts, gaps),
            rows,
            posts,
            means: burdens::means(own.map(|(_, doctor)| doctor)),
        });
    }
    tables
}

fn label(source: &Source<'_>, unit: &Unit) -> Text {
    let instance = source.instance;
    let name = |unit: &Unit| words::name_or_id(unit.name.as_ref(), &unit.id.0);
    let site = words::name_or_id(instance.site(&unit.site).and_then(|site| site.name.as_ref()), &unit.site.0);
    let others = || instance.units.iter().filter(|other| other.id != unit.id);
    let own = name(unit);
    if others().all(|other| other.site != unit.site) {
        site
    } else if others().all(|other| name(other) != own) {
        own
    } else {
        Text::new(format!("{} · {}", site.zh, own.zh), format!("{} · {}", site.en, own.en))
    }
}

fn row(source: &Source<'_>, stints: &[StintLine], unit: usize, doctor: usize, role: Role) -> UnitRow {
    let instance = source.instance;
    let here = |post: &usize| instance.posts[*post].unit == instance.units[unit].id;
    let person = &instance.doctors[doctor];
    let cells = source.duties[doctor].iter().enumerate().map(|(day, duties)| {
        let date = instance.horizon.date(day as i64);
        let on_stint = |stint: &&StintLine| stint.doctor == doctor && stint.within.contains(&(day / 7));
        let away = stints.iter().position(|stint| on_stint(&stint) && !stint.is_sessional() && stint.host != unit);
        let visits = stints.iter().filter(on_stint).any(|stint| stint.host == unit);
        let absent = person.fact_on(date, FactKind::is_absence);
        let presence = match (role, absent, away) {
            (_, Some(fact), _) => Presence::Absent(fact.kind),
            (Role::Own, _, Some(stint)) => Presence::Away(stint),
            (Role::Own, _, _) if person.is_available(date) => Presence::Here,
            (Role::Visitor(_), _, _) if visits => Presence::Here,
            _ => Presence::Outside,
        };
        let all = role == Role::Own && !matches!(presence, Presence::Away(_));
        Cell { duties: duties.iter().filter(|post| all || here(post)).copied().collect(), presence }
    });
    UnitRow { doctor, role, cells: cells.collect() }
}
