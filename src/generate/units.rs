//! Departments of the hospitals and teams of the centres, and how many doctors each has.

use super::{
    Draft,
    draw::{Draw, Noun, parts},
    names::{DEPARTMENTS, GENERAL_PRACTICE},
    needs::Needs,
};
use crate::domain::{Name, SkillId, Unit, UnitId};

/// What a unit lives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trade {
    /// Emergency: round the clock in three shifts.
    Emergency,
    /// A department with a ward, nights and clinics.
    Department,
    /// A centre with a ward of 20 beds.
    WardCentre,
    /// A centre without beds.
    Centre,
}

/// A unit in the making.
pub(super) struct Team {
    pub unit: UnitId,
    /// Position of its site.
    pub site: usize,
    pub trade: Trade,
    pub skill: SkillId,
    /// Doctors at home in it.
    pub heads: usize,
    pub needs: Needs,
}

impl Team {
    pub fn is_centre(&self) -> bool {
        matches!(self.trade, Trade::WardCentre | Trade::Centre)
    }
}

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Units);
    let shape = draft.order.size.shape();
    let spread = shape.doctors as i64 * 3 / 100;
    let doctors = (shape.doctors as i64 + draw.between(-spread, spread)) as usize;
    let hospitals = shape.departments.len();
    let mut bare: Vec<(usize, Trade, &str)> = Vec::new();
    for (site, departments) in shape.departments.iter().enumerate() {
        let mut others: Vec<usize> = (2..DEPARTMENTS.len()).collect();
        draw.shuffle(&mut others);
        let mut here: Vec<usize> = (0..2).chain(others).take(*departments).collect();
        here.sort_unstable();
        let trade = |position: usize| if position == 0 { Trade::Emergency } else { Trade::Department };
        bare.extend(here.into_iter().map(|position| (site, trade(position), DEPARTMENTS[position].0)));
    }
    for centre in 0..shape.centres {
        let trade = if centre < shape.wards { Trade::WardCentre } else { Trade::Centre };
        bare.push((hospitals + centre, trade, GENERAL_PRACTICE));
    }
    let inside = doctors * shape.in_centres / 100;
    let (hospital_units, centre_units): (Vec<_>, Vec<_>) = bare.iter().partition(|(site, ..)| *site < hospitals);
    let mut heads = parts(doctors - inside, &weights(&hospital_units, &mut draw));
    heads.extend(parts(inside, &weights(&centre_units, &mut draw)));
    for ((site, trade, skill), heads) in bare.into_iter().zip(heads) {
        push(draft, site, trade, skill, heads, &mut draw);
    }
}

/// Assumption: an emergency department is a third larger than others, a centre with a ward half as
/// large again as one without; sizes vary by 15 %. Nobody can run a station with fewer than 3 [case].
fn weights(units: &[(usize, Trade, &str)], draw: &mut Draw) -> Vec<(u64, usize)> {
    let mut weight = |trade: Trade| {
        let (base, least) = match trade {
            Trade::Emergency => (135, 8),
            Trade::Department => (100, 7),
            Trade::WardCentre => (150, 7),
            Trade::Centre => (100, 3),
        };
        (base * draw.between(85, 115) as u64, least)
    };
    units.iter().map(|(_, trade, _)| weight(*trade)).collect()
}

fn push(draft: &mut Draft, site: usize, trade: Trade, skill: &str, heads: usize, draw: &mut Draw) {
    let home = &mut draft.instance.sites[site];
    let (id, name) = if let Some((_, zh, en)) = DEPARTMENTS.iter().find(|(known, ..)| *known == skill) {
        (format!("{}-{}", home.id, skill.replace('_', "-")), Name::both(zh, en))
    } else {
        // 2000 to 5000 residents for a family doctor [src].
        home.population = (heads as i64 * draw.between(22, 38) * 100) as u32;
        let (zh, en) =
            if trade == Trade::WardCentre { ("全科病区与团队", "family doctors and ward") } else { ("家庭医生团队", "family doctors") };
        (format!("{}-team", home.id), Name::both(zh, en))
    };
    let unit = Unit { id: id.as_str().into(), name: Some(name), site: home.id.clone(), specialty: Some(skill.into()) };
    let needs = Needs::of(trade, heads as i64, draw);
    draft.teams.push(Team { unit: unit.id.clone(), site, trade, skill: skill.into(), heads, needs });
    draft.instance.units.push(unit);
}
