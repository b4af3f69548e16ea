//! Random absences: drawn by the rates, the same for a seed, told in both languages.

use super::{date, options, ward};
use shangxia::{
    diagnostic::Lang,
    domain::{Shortage, SickRate, SickRates, Title},
    engine::Interrupt,
    stress::{Options, Played, Stress, absences, csv, expected_absences, json, page, percentile, stress},
};

#[test]
fn a_seed_gives_the_same_report_whatever_the_workers() {
    let (instance, roster) = ward();
    let report = |workers| {
        let how = Options { runs: 6, seed: 3, rates: SickRates::default(), repair: options(), workers };
        stress(instance, roster, &how, &Interrupt::default(), &|_, _| {})
    };
    let one = report(1);
    assert_eq!(one, report(3));
    assert_eq!((one.played.len(), one.failed()), (6, 0));
    assert_eq!(csv(instance, &one).lines().count(), 7);
    assert_eq!(json(&one)["runs"], 6);
}

#[test]
fn people_fall_ill_as_often_and_as_long_as_the_rates_say() {
    let (instance, _) = ward();
    let never = SickRate { per_thousand: 0, lengths: vec![1] };
    let mut rates = SickRates { by_title: Title::ALL.into_iter().map(|title| (title, never.clone())).collect() };
    assert_eq!((absences(instance, &rates, 5, 1).len(), expected_absences(instance, &rates)), (0, 0));
    rates.by_title.insert(Title::AssociateChief, SickRate { per_thousand: 100, lengths: vec![2, 4] });
    // D001 alone: 21 days, a tenth of them, three days each time.
    assert_eq!(expected_absences(instance, &rates), 70);
    let drawn = absences(instance, &rates, 40, 1);
    assert!(drawn.iter().all(|absence| absence.doctor.as_str() == "D001"));
    assert!(drawn.iter().all(|absence| [1, 3].contains(&(absence.to - absence.from).num_days())));
    assert_ne!(drawn, absences(instance, &rates, 40, 2));
    // Nobody falls ill on a day of leave.
    let away =
        |absence: &shangxia::domain::Absence| absence.doctor.as_str() == "D002" && (date("2026-01-19")..=date("2026-01-23")).contains(&absence.from);
    assert!(!absences(instance, &SickRates::default(), 300, 1).iter().any(away));
}

#[test]
fn what_was_short_before_is_not_put_down_to_an_absence() {
    let (instance, roster) = ward();
    let mut instance = instance.clone();
    instance.posts.iter_mut().for_each(|post| post.need.min += 5);
    let how = Options { runs: 8, seed: 3, rates: SickRates::default(), repair: options(), workers: 2 };
    let report = stress(&instance, roster, &how, &Interrupt::default(), &|_, _| {});
    assert_eq!(report.failed(), 0);
    for played in &report.played {
        let missing: u32 = played.short.iter().map(|short| short.missing).sum();
        assert!(missing as usize <= 2 * played.forced, "{played:?}: there are two duties a day at most");
    }
}

/// Five absences: two of D001 that cannot be replaced, two of D002, of which one can, one that was not mended.
fn report() -> Stress {
    let short = |day: &str| Shortage { date: date(day), post: "ward-night".into(), missing: 1 };
    let played = |number, doctor: &str, cells, short: Vec<Shortage>| Played {
        number,
        doctor: doctor.into(),
        from: date("2026-01-12"),
        to: date("2026-01-14"),
        cells,
        forced: 2,
        people: 3,
        short,
        broken: vec![],
    };
    let stress = vec![
        played(1, "D001", 4, vec![short("2026-01-12"), short("2026-01-13")]),
        played(2, "D001", 9, vec![short("2026-01-12")]),
        played(3, "D002", 2, vec![]),
        Played { broken: vec!["night_spacing".to_owned()], ..played(4, "D003", 0, vec![]) },
        played(5, "D002", 3, vec![short("2026-01-14")]),
    ];
    Stress { played: stress, expected_hundredths: 105 }
}

#[test]
fn a_report_ranks_posts_and_people_and_counts_changes() {
    let (instance, _) = ward();
    let report = report();
    assert_eq!((report.failed(), report.uncovered(), report.changes()), (1, 3, vec![0, 1, 2, 7]));
    assert_eq!(report.single_points(), [&"D001".into()]);
    insta::assert_snapshot!("stress_zh", page(instance, &report, Lang::Zh));
    insta::assert_snapshot!("stress_en", page(instance, &report, Lang::En));
    insta::assert_snapshot!("stress_csv", csv(instance, &report));
}

#[test]
fn a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() {
    let values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    assert_eq!([10, 50, 90, 100].map(|percent| percentile(&values, percent)), [1, 5, 9, 10]);
    assert_eq!((percentile(&[], 50), percentile(&[7], 1)), (0, 7));
}
