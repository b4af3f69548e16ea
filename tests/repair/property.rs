//! Whatever happens to a small roster: it is mended if it can be.

use super::{assert_mended, options, repair, ward};
use chrono::Days;
use proptest::prelude::*;
use shangxia::{
    domain::{Absence, Closure, Departure, Event, Events, StintEnd},
    engine::{Interrupt, Silent},
    repair::{Unrepaired, edit},
    solve::{NoRoster, solve},
};

/// An event from a few numbers: what, whom or where, from which day, how long.
fn event((kind, who, first, length): (u8, usize, u64, u64)) -> Event {
    let (instance, roster) = ward();
    let doctor = instance.doctors[who % instance.doctors.len()].id.clone();
    let from = instance.horizon.start + Days::new(first);
    let to = from + Days::new(length);
    match kind {
        0..4 => Event::Ill(Absence { doctor, from, to }),
        4 => Event::Leaves(Departure { doctor, last: from }),
        5 => Event::Closed(Closure { sites: vec![], units: vec![], posts: vec![instance.posts[who % instance.posts.len()].id.clone()], from, to }),
        6 => Event::LeaveWithdrawn(Absence { doctor, from, to }),
        _ => {
            let stint = &roster.stints[who % roster.stints.len()];
            let last = stint.first.max(instance.horizon.start) + Days::new(first % (7 * stint.weeks as u64));
            Event::StintEnds(StintEnd { doctor: stint.doctor.clone(), programme: stint.programme.clone(), last })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_roster_is_mended_if_it_can_be_and_nothing_else_moves(
        drawn in proptest::collection::vec((0_u8..8, 0_usize..64, 0_u64..20, 0_u64..16), 1..3),
    ) {
        let (instance, roster) = ward();
        let events = Events { announced: None, events: drawn.into_iter().map(event).collect() };
        match repair(instance, roster, &events) {
            Ok(repaired) => {
                assert_mended(roster, &events, &repaired);
                prop_assert!(repaired.changed.forced <= repaired.changed.cells);
            }
            Err(Unrepaired::Broken(rows)) => {
                let edited = edit(instance, roster, &events, options().price);
                let solved = solve(&edited.instance, &options().search, &Interrupt::default(), &Silent);
                prop_assert!(matches!(solved, Err(NoRoster::Contradiction(_))), "{rows:?} can be mended");
            }
            Err(why) => prop_assert!(false, "{why}"),
        }
    }
}
