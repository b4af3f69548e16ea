//! What a doctor does in order of time: the duties of the history, which stand, and the possible
//! ones. Rules about rest and long stretches look at it.

use super::Plan;
use crate::domain::{Post, Shift, ShiftKind};
use good_lp::Variable;

/// A duty in time: one of the history or a possible one.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// Its post.
    pub post: &'a Post,
    /// Its shift.
    pub shift: &'a Shift,
    /// Day it begins on, counted from the start of the horizon; negative: history.
    pub day: i64,
    /// Begin in minutes after midnight of day 0.
    pub from: i64,
    /// End in minutes after midnight of day 0, handover included.
    pub to: i64,
    /// The decision; none in the history.
    pub on: Option<Variable>,
}

impl Slot<'_> {
    /// Whether the doctor is on call from home, free to rest until called.
    pub fn is_standby(&self) -> bool {
        self.shift.kind == ShiftKind::Standby
    }
}

impl<'a> Plan<'a> {
    /// The duties of a doctor by begin, those of the history first.
    pub fn timeline(&self, doctor: usize) -> Vec<Slot<'a>> {
        let instance = self.instance;
        let slot = |post: &'a Post, day: i64, on: Option<Variable>| {
            let shift = instance.shift(&post.shift)?;
            let (from, to) = shift.span();
            let midnight = day * 24 * 60;
            Some(Slot { post, shift, day, from: midnight + from, to: midnight + to, on })
        };
        let past = instance
            .history
            .duties
            .iter()
            .filter(|duty| duty.doctor == instance.doctors[doctor].id && duty.date < instance.horizon.start)
            .filter_map(|duty| slot(instance.post(&duty.post)?, instance.horizon.day(duty.date), None));
        let possible =
            (0..self.days()).flat_map(|day| self.duties_of(doctor, day)).filter_map(|duty| slot(self.post_of(duty), duty.day as i64, Some(duty.on)));
        let mut slots: Vec<Slot<'a>> = past.chain(possible).collect();
        slots.sort_by_key(|slot| (slot.from, slot.to));
        slots
    }
}

/// Splits intervals `(from, to, what)`, given by rising `from`, into sets that share a moment: of
/// each set a doctor can do one at most.
pub fn one_at_a_time<T>(intervals: impl IntoIterator<Item = (i64, i64, T)>) -> Vec<Vec<T>> {
    let mut sets: Vec<Vec<T>> = Vec::new();
    let mut first_end = i64::MIN;
    for (from, to, what) in intervals {
        match sets.last_mut() {
            Some(set) if from < first_end => {
                set.push(what);
                first_end = first_end.min(to);
            }
            _ => {
                sets.push(vec![what]);
                first_end = to;
            }
        }
    }
    sets
}
