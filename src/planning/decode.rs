//! From column values back to a roster.

use super::Plan;
use crate::domain::{Duty, Output, Roster, Shortage, Stint};

impl Plan<'_> {
    /// The roster that given column values mean, with output and shortages counted from it.
    pub fn decode(&self, values: &[i64]) -> Roster {
        let instance = self.instance;
        let taken = |variable| values[self.program.position(variable)] == 1;
        let stints = self.stints.iter().filter(|stint| taken(stint.taken)).map(|stint| Stint {
            doctor: instance.doctors[stint.doctor].id.clone(),
            programme: instance.programmes[stint.programme].id.clone(),
            first: instance.horizon.monday(stint.first),
            weeks: stint.weeks,
        });
        let duties = self.duties.iter().filter(|duty| taken(duty.on)).map(|duty| Duty {
            date: instance.horizon.date(duty.day as i64),
            post: instance.posts[duty.post].id.clone(),
            doctor: instance.doctors[duty.doctor].id.clone(),
        });
        let mut roster = Roster { stints: stints.collect(), duties: duties.collect(), ..Roster::default() };
        roster.shortages = self.shortages(values);
        roster.outputs = self.outputs(values);
        roster.carried = self.carried(values);
        roster.sort();
        roster
    }

    fn shortages(&self, values: &[i64]) -> Vec<Shortage> {
        let mut shortages = Vec::new();
        for (p, post) in self.instance.posts.iter().enumerate() {
            for day in 0..self.days() {
                let date = self.instance.horizon.date(day as i64);
                let Some(need) = self.instance.need_on(post, date) else { continue };
                let there = self.duties_on(p, day).filter(|duty| values[self.program.position(duty.on)] == 1).count() as u32;
                if there < need.min {
                    shortages.push(Shortage { date, post: post.id.clone(), missing: need.min - there });
                }
            }
        }
        shortages
    }

    fn outputs(&self, values: &[i64]) -> Vec<Output> {
        let mut outputs = Vec::new();
        for quota in &self.instance.quotas {
            for (window, target) in self.instance.due(quota) {
                let from = self.instance.horizon.date(window.start as i64);
                let centi = self.program.linear(&self.output(quota, window)).value(values);
                outputs.push(Output { quota: quota.id.clone(), from, items: (centi / 100) as u32, target });
            }
        }
        outputs
    }

    /// Output of a quota over a range of days in hundredths of an item:
    /// `Σ duty × items × pace` over the posts that produce it.
    pub fn output(&self, quota: &crate::domain::Quota, days: std::ops::Range<usize>) -> good_lp::Expression {
        let mut sum = good_lp::Expression::default();
        for producer in &quota.produced_by {
            let Some(post) = self.instance.posts.iter().position(|post| post.id == producer.post) else { continue };
            for duty in days.clone().flat_map(|day| self.duties_on(post, day)) {
                sum += self.instance.centi_items(&self.instance.doctors[duty.doctor], producer) as f64 * duty.on;
            }
        }
        sum
    }
}
