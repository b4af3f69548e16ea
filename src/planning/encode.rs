//! From a roster to column values.

use super::Plan;
use crate::domain::{DoctorId, PostId, ProgrammeId, QuotaId, Roster};
use chrono::NaiveDate;
use std::collections::HashSet;

impl Plan<'_> {
    /// The decisions a roster stands for, 0 for every other column. What the instance has no
    /// decision for (a doctor who has left, a post that is closed) is passed over.
    pub fn encode(&self, roster: &Roster) -> Vec<i64> {
        let instance = self.instance;
        let duties: HashSet<(&DoctorId, NaiveDate, &PostId)> = roster.duties.iter().map(|duty| (&duty.doctor, duty.date, &duty.post)).collect();
        let stints: HashSet<(&DoctorId, &ProgrammeId, NaiveDate, usize)> =
            roster.stints.iter().map(|stint| (&stint.doctor, &stint.programme, stint.first, stint.weeks)).collect();
        let carried: HashSet<(&QuotaId, &DoctorId, NaiveDate, Option<&DoctorId>)> =
            roster.carried.iter().map(|carried| (&carried.quota, &carried.panel_of, carried.week, carried.by.as_ref())).collect();
        let mut values = vec![0; self.program.columns.len()];
        let mut take = |column, taken: bool| values[self.program.position(column)] = i64::from(taken);
        for duty in self.duties() {
            let date = instance.horizon.date(duty.day as i64);
            take(duty.on, duties.contains(&(&instance.doctors[duty.doctor].id, date, &instance.posts[duty.post].id)));
        }
        for stint in self.stints() {
            let (doctor, programme) = (&instance.doctors[stint.doctor].id, &instance.programmes[stint.programme].id);
            take(stint.taken, stints.contains(&(doctor, programme, instance.horizon.monday(stint.first), stint.weeks)));
        }
        for carry in self.carries() {
            let ((quota, panel), monday) = (self.panel(carry.of), instance.horizon.monday(carry.of.week as i64));
            take(carry.taken, carried.contains(&(&quota.id, &panel.doctor, monday, Some(&instance.doctors[carry.deputy].id))));
        }
        values
    }
}
