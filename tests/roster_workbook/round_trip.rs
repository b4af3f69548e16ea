//! Written and read back without a change, a roster is the same.

use crate::{
    copy::{Act, after},
    quarter::quarter,
    solved, workbook,
};
use proptest::{collection::vec, prelude::*};
use shangxia::{
    diagnostic::Lang,
    domain::{Duty, Instance, Roster, Stint},
    exchange::roster_workbook::read_roster_workbook,
};

fn comes_back(instance: &Instance, roster: &Roster, lang: Lang) {
    let mut roster = roster.clone();
    roster.sort();
    let bytes = workbook(instance, &roster, lang);
    for bytes in [after(&bytes, &[]), bytes] {
        let edited = read_roster_workbook(&bytes, instance, &roster).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        assert_eq!(edited.changes, []);
        assert_eq!(edited.roster, roster);
    }
}

#[test]
fn every_roster_of_the_repository_comes_back_as_it_was() {
    for name in ["ward_of_two", "town_of_eight", "tongzhou_2026q1"] {
        let (instance, roster) = solved(name);
        comes_back(&instance, &roster, Lang::Zh);
        comes_back(&instance, &roster, Lang::En);
    }
}

#[test]
fn a_roster_with_stints_of_every_kind_comes_back_as_it_was() {
    let quarter = quarter();
    comes_back(&quarter.instance, &quarter.roster, Lang::Zh);
    comes_back(&quarter.instance, &quarter.roster, Lang::En);
}

#[test]
fn the_same_roster_gives_the_same_bytes() {
    let quarter = quarter();
    assert_eq!(workbook(&quarter.instance, &quarter.roster, Lang::Zh), workbook(&quarter.instance, &quarter.roster, Lang::Zh));
}

#[test]
fn a_row_inserted_above_and_a_sheet_under_another_name_change_nothing() {
    let (instance, roster) = solved("ward_of_two");
    let bytes = after(&workbook(&instance, &roster, Lang::En), &[Act::Rename("Hospital", "my sheet"), Act::InsertRow("my sheet", 1)]);
    assert_eq!(read_roster_workbook(&bytes, &instance, &roster).unwrap().changes, []);
}

#[test]
fn marks_that_could_be_mistaken_for_something_else_come_back_too() {
    let (mut instance, roster) = solved("ward_of_two");
    for marks in [["休假", "↓"], ["白 班", "(夜)"], ["白", "白"], ["1", "2"], ["=A1", "ward-day"], ["、", "sick"]] {
        for (shift, mark) in instance.shifts.iter_mut().zip(marks) {
            shift.mark = Some(mark.to_owned());
        }
        comes_back(&instance, &roster, Lang::Zh);
        comes_back(&instance, &roster, Lang::En);
    }
}

/// Anybody anywhere, allowed or not: duties on posts of other units, while absent, while away, several a day.
fn any_roster(instance: &Instance) -> impl Strategy<Value = Roster> + use<> {
    let (doctors, posts, programmes) = (instance.doctors.clone(), instance.posts.clone(), instance.programmes.clone());
    let horizon = instance.horizon;
    let duties = vec((0..doctors.len(), 0..posts.len(), 0..horizon.days() as i64), 0..60);
    let stints = vec((0..doctors.len(), 0..programmes.len().max(1), -3..horizon.weeks as i64, 1..9_usize), 0..5);
    (duties, stints).prop_map(move |(duties, stints)| {
        let mut roster = Roster::default();
        roster.duties.extend(duties.into_iter().map(|(doctor, post, day)| Duty {
            date: horizon.date(day),
            post: posts[post].id.clone(),
            doctor: doctors[doctor].id.clone(),
        }));
        roster.stints.extend(stints.into_iter().filter_map(|(doctor, programme, week, weeks)| {
            let programme = programmes.get(programme)?.id.clone();
            let touches = week + weeks as i64 > 0;
            touches.then(|| Stint { doctor: doctors[doctor].id.clone(), programme, first: horizon.monday(week), weeks })
        }));
        roster.sort();
        roster.duties.dedup();
        roster.stints.dedup();
        roster
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_roster_of_a_small_ward_comes_back_as_it_was(roster in any_roster(&solved("ward_of_two").0), zh in any::<bool>()) {
        comes_back(&solved("ward_of_two").0, &roster, if zh { Lang::Zh } else { Lang::En });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_roster_of_an_alliance_comes_back_as_it_was(roster in any_roster(&quarter().instance), zh in any::<bool>()) {
        comes_back(&quarter().instance, &roster, if zh { Lang::Zh } else { Lang::En });
    }
}
