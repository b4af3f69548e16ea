//! With another doctor there is no more missing than before.
//!
//! The old roster is still a roster of the larger staff: the new doctor does nothing in it. So the
//! least penalty cannot rise as long as the book holds only rules that ask nothing of somebody who
//! does nothing: needs of posts and quotas, which count what is done; ceilings on hours, nights,
//! rest and runs of work; conditions on who may do what. It does rise, rightly, under rules that ask
//! something of everybody (`period_hours` with a price of idle hours, `shift_count` with a
//! minimum, `training_guard` with minima, `service_credit`), and under `fair_share`, which leaves
//! everybody a smaller share when there is one more to share with. Those entries are left out here.

use super::{
    entries::rule_of,
    instance::{Case, Size},
    model::{Model, wrong},
    run::{Tally, for_all},
};
use proptest::test_runner::TestCaseResult;
use shangxia::format::write_instance;

const SIZE: Size = Size { decisions: 8, entries: 4, priced: true };
/// The same with the decisions of one doctor more.
const LARGER: Size = Size { decisions: 12, entries: 4, priced: true };

#[test]
fn another_doctor_never_makes_shortages_worse() {
    let tally = Tally::default();
    for_all(400, SIZE, |case| one_more(case, &tally));
    tally.is_at_least(40, "possible", "cases");
    tally.is_at_least(5, "better", "cases");
}

fn one_more(Case { mut instance, mut dice }: Case, tally: &Tally) -> TestCaseResult {
    instance.rules.entries.retain(|entry| (rule_of(&entry.rule).idle_is_free)(&entry.settings));
    let mut more = instance.clone();
    let mut doctor = dice.one_of(&instance.doctors);
    doctor.id = "D9".into();
    more.doctors.push(doctor);
    let (model, larger) = (Model::new(&instance), Model::new(&more));
    if !model.is_small(SIZE) || !larger.is_small(LARGER) {
        return Ok(());
    }
    let (before, after) = (model.optimum(), larger.optimum());
    if before.is_some_and(|before| after.is_none_or(|after| after > before)) {
        return Err(wrong(&format!("{before:?} becomes {after:?} with\n{}", write_instance(&more)), &instance, None));
    }
    tally.count("cases", 1);
    tally.count("possible", usize::from(before.is_some()));
    tally.count("better", usize::from(before != after));
    Ok(())
}
