//! Exchanges of duties: allowed or not, and what they do.

use super::ward;
use shangxia::{
    diagnostic::Lang,
    domain::Duty,
    repair::{Cell, NoSwap, swap},
};

fn cell(duty: &Duty) -> Cell {
    format!("{}@{}", duty.doctor, duty.date).parse().unwrap()
}

/// Two nights of different doctors a day apart.
fn nights() -> (Duty, Duty) {
    let (_, roster) = ward();
    let night = |date: &str| roster.duties.iter().find(|duty| duty.post.as_str() == "ward-night" && duty.date.to_string() == date).unwrap().clone();
    (night("2026-01-13"), night("2026-01-14"))
}

#[test]
fn an_exchange_gives_each_the_other_s_duties_and_is_told_in_both_languages() {
    let (instance, roster) = ward();
    let (one, other) = nights();
    let exchange = swap(instance, roster, &cell(&one), &cell(&other)).expect("an exchange");
    let has = |duty: &Duty, of: &Duty| exchange.roster.duties.contains(&Duty { doctor: of.doctor.clone(), ..duty.clone() });
    assert!(has(&one, &other) && has(&other, &one) && !has(&one, &one));
    assert_eq!(exchange.roster.duties.len(), roster.duties.len());
    insta::assert_snapshot!("swap_zh", exchange.page(instance, Lang::Zh));
    insta::assert_snapshot!("swap_en", exchange.page(instance, Lang::En));
    assert_eq!(exchange.json()["allowed"], exchange.is_allowed());
}

#[test]
fn an_exchange_back_and_forth_changes_nothing() {
    let (instance, roster) = ward();
    let (one, other) = nights();
    let there = swap(instance, roster, &cell(&one), &cell(&other)).unwrap();
    let back = |duty: &Duty, of: &Duty| cell(&Duty { doctor: of.doctor.clone(), ..duty.clone() });
    let again = swap(instance, &there.roster, &back(&one, &other), &back(&other, &one)).unwrap();
    assert_eq!(again.roster.duties, roster.duties);
    assert_eq!(again.penalty.1, there.penalty.0);
    assert_eq!((again.new.len(), again.gone.len()), (there.gone.len(), there.new.len()));
}

#[test]
fn a_duty_for_who_is_on_leave_is_refused() {
    let (instance, roster) = ward();
    let night = roster.duties.iter().find(|duty| duty.post.as_str() == "ward-night" && duty.date.to_string() == "2026-01-20").unwrap();
    let exchange = swap(instance, roster, &cell(night), &"D002@2026-01-20".parse().unwrap()).unwrap();
    assert!(!exchange.is_allowed());
    assert!(exchange.new.iter().any(|finding| finding.hard && finding.rule == "availability"));
    assert!(exchange.page(instance, Lang::Zh).contains("不能换"));
}

#[test]
fn what_is_no_exchange_is_said() {
    let (instance, roster) = ward();
    let none = |one: &str, other: &str| swap(instance, roster, &one.parse().unwrap(), &other.parse().unwrap()).err();
    assert_eq!(none("D001@2026-01-05", "D001@2026-01-06"), Some(NoSwap::Same));
    assert_eq!(none("D099@2026-01-05", "D001@2026-01-06"), Some(NoSwap::Unknown("D099".into())));
    assert_eq!(none("D002@2026-01-20", "D012@2026-01-10"), Some(NoSwap::Nothing));
    assert!("D001".parse::<Cell>().is_err() && "@2026-01-05".parse::<Cell>().is_err() && "D001@monday".parse::<Cell>().is_err());
}
