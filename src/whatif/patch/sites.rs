//! Things that are new, programmes with other terms, agreements that end.

use crate::{
    domain::{DateSpan, Instance},
    whatif::scenario::{Additions, AgreementEnd, ProgrammeChange},
};

pub(super) fn add(new: &Additions, instance: &mut Instance) {
    instance.sites.extend(new.sites.iter().cloned());
    instance.travel.extend(new.travel.iter().cloned());
    instance.units.extend(new.units.iter().cloned());
    instance.shifts.extend(new.shifts.iter().cloned());
    instance.posts.extend(new.posts.iter().cloned());
    instance.quotas.extend(new.quotas.iter().cloned());
    instance.doctors.extend(new.doctors.iter().cloned());
    instance.programmes.extend(new.programmes.iter().cloned());
    instance.institutions.extend(new.institutions.iter().cloned());
}

pub(super) fn programmes(changes: &[ProgrammeChange], instance: &mut Instance) {
    for change in changes {
        let Some(programme) = instance.programmes.iter_mut().find(|programme| programme.id == change.programme) else { continue };
        programme.stint.min_weeks = change.min_weeks.unwrap_or(programme.stint.min_weeks);
        programme.stint.max_weeks = change.max_weeks.unwrap_or(programme.stint.max_weeks);
        programme.heads = change.heads.unwrap_or(programme.heads);
    }
}

pub(super) fn agreements(ends: &[AgreementEnd], instance: &mut Instance) {
    let start = instance.horizon.start;
    for end in ends {
        let Some(site) = instance.sites.iter_mut().find(|site| site.id == end.site) else { continue };
        let from = site.agreement.map_or(start, |span| span.from).min(end.on);
        site.agreement = Some(DateSpan { from, to: end.on });
    }
}
