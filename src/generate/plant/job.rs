//! A post as the planter sees it.

use crate::{
    domain::{Instance, Need, ShiftKind},
    generate::{plant::PAST, rules::takes_room},
};

/// Rest after a night that pack `cn-alliance` asks for.
const AFTER_NIGHT: i64 = 23 * 60;

/// A post in positions and minutes.
pub(super) struct Job {
    pub post: usize,
    pub unit: usize,
    pub site: usize,
    /// Minutes after midnight, handover included.
    pub from: i64,
    pub to: i64,
    pub worked: i64,
    pub kind: ShiftKind,
    /// Rest due afterwards.
    pub rest: i64,
    pub room: bool,
    /// Position of the shift: who is on the same shift of a unit works together.
    pub shift: usize,
    /// Need by day, those before the start first.
    needs: Vec<Option<Need>>,
}

impl Job {
    pub fn all(instance: &Instance) -> Vec<Self> {
        let jobs = instance.posts.iter().enumerate().filter_map(|(position, post)| {
            let unit = instance.units.iter().position(|unit| unit.id == post.unit)?;
            let site = instance.sites.iter().position(|site| site.id == instance.units[unit].site)?;
            let number = instance.shifts.iter().position(|shift| shift.id == post.shift)?;
            let shift = &instance.shifts[number];
            let (from, to) = shift.span();
            let own = shift.rest_after.0;
            let days = -PAST..instance.horizon.days() as i64;
            Some(Self {
                post: position,
                unit,
                site,
                from,
                to,
                worked: shift.worked(),
                kind: shift.kind,
                rest: if shift.kind.is_night() { own.max(AFTER_NIGHT) } else { own },
                room: takes_room(post),
                shift: number,
                needs: days.map(|day| instance.need_on(post, instance.horizon.date(day))).collect(),
            })
        });
        jobs.collect()
    }

    /// How many are needed on a day, if the post is open.
    pub fn need(&self, day: i64) -> Option<Need> {
        self.needs.get(usize::try_from(day + PAST).ok()?).copied().flatten()
    }
}
