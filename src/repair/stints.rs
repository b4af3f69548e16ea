//! Stints that end early, and those that stand.

use super::edit::{Concern, Edited};
use crate::domain::{Post, PostId, Stint, UnitId};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

impl Edited {
    /// Ends stints of one doctor with the week of a day; those that had not begun by then are off.
    pub(super) fn end_stints(&mut self, is_meant: impl Fn(&Stint) -> bool, last: NaiveDate) {
        let horizon = self.instance.horizon;
        // Weeks that have begun before the announcement stay as published.
        let last = last.max(self.announced.pred_opt().unwrap_or(self.announced));
        let end = horizon.monday(horizon.week(last) + 1);
        let meant: Vec<Stint> = self.start.stints.iter().filter(|stint| is_meant(stint) && after(stint) > end).cloned().collect();
        for stint in meant {
            let weeks = usize::try_from((horizon.week(end) - horizon.week(stint.first)).max(0)).unwrap_or(0);
            let cut = (weeks > 0).then(|| Stint { weeks, ..stint.clone() });
            let pins = &mut self.instance.pins.stints;
            for list in [&mut self.start.stints, &mut self.instance.history.stints, pins] {
                list.retain_mut(|known| {
                    let is_it = *known == stint;
                    if let (true, Some(cut)) = (is_it, &cut) {
                        *known = cut.clone();
                    }
                    !is_it || cut.is_some()
                });
            }
            // One that is over before the horizon begins is history and no part of the roster.
            self.start.stints.retain(|known| after(known) > horizon.start);
            self.come_home(&stint, end.max(stint.first));
        }
    }

    /// Takes a doctor off the duties of a stint from a day on.
    fn come_home(&mut self, stint: &Stint, from: NaiveDate) {
        let Some(host) = self.instance.programme(&stint.programme).map(|programme| programme.host.clone()) else { return };
        let (to, horizon) = (after(stint), self.instance.horizon);
        let Some(doctor) = self.instance.doctor(&stint.doctor).cloned() else { return };
        let units: BTreeSet<UnitId> = [host.clone(), doctor.home.clone()].into();
        let is_visited = |post: &&Post| {
            let named = post.who.units.contains(&doctor.home) || post.who.doctors.contains(&doctor.id);
            post.unit == host && !named && doctor.home != host
        };
        let visited: Vec<PostId> = self.instance.posts.iter().filter(is_visited).map(|post| post.id.clone()).collect();
        self.take_duties(|duty| duty.doctor == stint.doctor && from <= duty.date && duty.date < to && visited.contains(&duty.post));
        let last = to.pred_opt().unwrap_or(to).min(horizon.date(horizon.days() as i64 - 1));
        let days = self.ahead(from, last);
        self.concerns.push(Concern { people: [doctor.id].into(), units, days });
    }

    /// What was published of stints stands: repair moves none that no event ends.
    pub(super) fn keep_stints(&mut self) {
        let (start, pins) = (self.instance.horizon.start, &mut self.instance.pins.stints);
        let standing = self.start.stints.iter().filter(|stint| stint.first >= start);
        let new: Vec<Stint> = standing.filter(|stint| !pins.contains(stint)).cloned().collect();
        pins.extend(new);
        pins.sort();
    }
}

/// The first day after a stint.
fn after(stint: &Stint) -> NaiveDate {
    stint.first + Days::new(stint.weeks as u64 * 7)
}
