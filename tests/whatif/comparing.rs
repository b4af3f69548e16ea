//! What is counted, and what is said of differences.

use super::{cases, instance, town_for};
use shangxia::{
    diagnostic::Lang,
    engine::{Interrupt, Silent},
    report::comparison::{self, Comparison, Measures, Proof, Standing},
    whatif::{self, Effort},
};
use std::time::Duration;

const SCENARIOS: &str = "scenarios:
  - { id: alone, name: { zh: 只剩一名, en: one alone }, lose: [{ doctor: D002 }] }
  - { id: three, name: { zh: 三名, en: three }, add_doctors: [{ home: ward, title: resident }] }
  - { id: dear, name: { zh: 缺岗更贵, en: dearer shortages }, rules: [{ coverage: { enforce: { weight: 2000 } } }] }
  - { id: none, rules: [{ coverage: { enforce: hard } }, { night_limit: { max: 0, window: week, enforce: hard } }] }";

fn effort() -> Effort {
    Effort { deterministic: true, time_limit: Duration::from_secs(20), ..Effort::default() }
}

fn ward() -> Comparison {
    let cases = cases(SCENARIOS, &instance("ward_of_two.yaml"));
    let endings = whatif::run(&cases, &effort(), None, &Interrupt::default(), &Silent).unwrap();
    whatif::compare(&cases, &endings)
}

fn with(penalty: i64, bound: Option<i64>) -> Measures {
    Measures { penalty, bound, ..Measures::default() }
}

#[test]
fn a_difference_is_proven_only_by_a_bound_on_the_other_side_of_a_penalty() {
    let of = |a: (i64, i64), b: (i64, i64)| Standing::of(&with(a.0, Some(a.1)), &with(b.0, Some(b.1)));
    assert_eq!(of((10, 5), (20, 11)), Standing::Dearer);
    assert_eq!(of((20, 11), (10, 5)), Standing::Cheaper);
    assert_eq!(of((10, 5), (20, 10)), Standing::Open);
    assert_eq!(of((10, 10), (10, 10)), Standing::Same);
    assert_eq!(of((10, 10), (10, 9)), Standing::Open);
    assert_eq!(Standing::of(&with(10, None), &with(20, None)), Standing::Open);
}

#[test]
fn the_ward_is_compared_in_both_languages() {
    let ward = ward();
    insta::assert_snapshot!("ward_en", comparison::terminal::text(&ward, Lang::En));
    insta::assert_snapshot!("ward_zh", comparison::terminal::text(&ward, Lang::Zh));
    insta::assert_snapshot!("ward_json", format!("{:#}", comparison::json(&ward)));
}

#[test]
fn no_line_is_wider_than_eighty_columns() {
    for lang in [Lang::En, Lang::Zh] {
        for line in comparison::terminal::text(&ward(), lang).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
    }
}

#[test]
fn other_prices_are_not_compared() {
    let ward = ward();
    assert!(ward.lines[1].comparable && !ward.lines[3].comparable);
    assert_eq!(ward.standing(3), Some(Standing::Incomparable));
    assert_eq!(ward.standing(1), Some(Standing::Dearer), "one doctor alone cannot fill both duties");
    assert!(ward.lines[4].measures.is_none() && ward.standing(4).is_none());
}

#[test]
fn page_and_workbook_hold_every_case_and_are_the_same_each_time() {
    let ward = ward();
    let page = comparison::html::page(&ward, Lang::En);
    for line in &ward.lines {
        assert!(page.contains(&line.name.en), "{}", line.id);
    }
    assert!(page.contains("<svg") && !page.contains("http://www.w3.org/1999"));
    assert_eq!(page, comparison::html::page(&ward, Lang::En));
    let book = comparison::xlsx::workbook(&ward, Lang::Zh).unwrap();
    assert_eq!(book, comparison::xlsx::workbook(&ward, Lang::Zh).unwrap());
}

#[test]
fn doctors_more_are_ranked_by_what_they_improve() {
    let instance = instance("ward_of_two.yaml");
    let cases = whatif::worth(&instance);
    let endings = whatif::run(&cases, &effort(), None, &Interrupt::default(), &Silent).unwrap();
    let plain = whatif::compare(&cases, &endings);
    let ranked = whatif::rank(&plain);
    assert_eq!(ranked.lines[0].id, "base");
    assert!(ranked.lines[1].id.starts_with("more") && ranked.lines[4].id.starts_with("fewer"), "{:?}", ranked.lines);
    // Who closes a shortage comes before who takes hours off others.
    let mut measures = [ranked.lines[1].measures.clone().unwrap(), ranked.lines[1].measures.clone().unwrap()];
    (measures[0].missing, measures[0].above48, measures[0].penalty) = (1, 600, 900);
    (measures[1].missing, measures[1].above48, measures[1].penalty) = (2, 0, 100);
    let mut told = plain.clone();
    for (line, one) in told.lines[1..3].iter_mut().zip(measures) {
        line.measures = Some(one);
    }
    told.lines.truncate(3);
    told.pairs.clear();
    let ids = |comparison: &Comparison| comparison.lines.iter().map(|line| line.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&whatif::rank(&told)), ids(&told));
    told.lines.swap(1, 2);
    assert_eq!(ids(&whatif::rank(&told)), [told.lines[0].id.clone(), told.lines[2].id.clone(), told.lines[1].id.clone()]);
    for pair in &ranked.pairs {
        let [first, second] = [pair.first, pair.second].map(|position| ranked.lines[position].measures.as_ref().unwrap());
        assert_eq!(pair.standing, Standing::of(first, second));
    }
}

#[test]
fn the_fewest_doctors_more_leave_nothing_short_and_one_fewer_does_not() {
    let town = town_for(1);
    let closing = whatif::close(&town, &effort(), None, &Interrupt::default(), &Silent).unwrap().expect("a way there");
    let short: Vec<u32> = closing.steps.iter().map(|step| step.measures.missing).collect();
    assert_eq!(short, [12, 7, 4, 1, 0], "each time who closes most");
    assert_eq!(closing.proof, Proof::Smallest, "{short:?}");
}
