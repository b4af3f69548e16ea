//! A site with its units, its guests and what it owes: the page its management reads.

use super::{Gap, QuotaLine, Source, StintLine, UnitTable};
use crate::{
    diagnostic::Text,
    domain::{Instance, Tier},
    report::words,
};

/// A site of the alliance.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// Position of the site.
    pub site: usize,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Level of care.
    pub tier: Tier,
    /// Remoteness coefficient in percent.
    pub remoteness: u32,
    /// Doctors at home here.
    pub people: usize,
    /// Positions of its units.
    pub units: Vec<usize>,
    /// Positions of stints from other sites to here.
    pub received: Vec<usize>,
    /// Positions of stints from here to other sites.
    pub sent: Vec<usize>,
    /// Positions of quotas it owes.
    pub quotas: Vec<usize>,
    /// Persons × days missing on its posts.
    pub missing: u32,
}

pub(super) fn site_pages(source: &Source<'_>, stints: &[StintLine], units: &[UnitTable], quotas: &[QuotaLine], gaps: &[Gap]) -> Vec<SitePage> {
    let instance = source.instance;
    let page = |(position, site): (usize, &crate::domain::Site)| {
        let here = |unit: usize| instance.units[unit].site == site.id;
        let of = |condition: &dyn Fn(&StintLine) -> bool| {
            let numbered = stints.iter().enumerate().filter(|(_, stint)| condition(stint));
            numbered.map(|(number, _)| number).collect()
        };
        let own: Vec<usize> = units.iter().map(|table| table.unit).filter(|unit| here(*unit)).collect();
        SitePage {
            site: position,
            id: site.id.0.clone(),
            name: words::name_or_id(site.name.as_ref(), &site.id.0),
            tier: site.tier,
            remoteness: site.remoteness,
            people: instance.doctors.iter().filter(|doctor| is_at(instance, doctor, &site.id)).count(),
            received: of(&|stint| here(stint.host) && !here(stint.home)),
            sent: of(&|stint| here(stint.home) && !here(stint.host)),
            quotas: (0..quotas.len()).filter(|quota| quotas[*quota].site_at == Some(position)).collect(),
            missing: units.iter().filter(|table| own.contains(&table.unit)).flat_map(|table| &table.posts).map(|post| missing(gaps, *post)).sum(),
            units: own,
        }
    };
    instance.sites.iter().enumerate().map(page).collect()
}

fn missing(gaps: &[Gap], post: usize) -> u32 {
    gaps.iter().filter(|gap| gap.post == post).map(|gap| gap.missing).sum()
}

fn is_at(instance: &Instance, doctor: &crate::domain::Doctor, site: &crate::domain::SiteId) -> bool {
    instance.unit(&doctor.home).is_some_and(|unit| unit.site == *site)
}
