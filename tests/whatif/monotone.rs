//! Looser is never worse, within proven bounds: the bound of the looser instance is at most the
//! penalty of any roster of the tighter one.

use super::instance;
use proptest::prelude::*;
use shangxia::{
    domain::Instance,
    engine::{Interrupt, Silent},
    format::Source,
    whatif::{self, Effort, Ending},
};

/// A tighter and a looser scenario, whose penalties count alike.
fn pairs() -> impl Strategy<Value = (String, String)> {
    let caps = (20_u32..60, 0_u32..30).prop_map(|(cap, more)| (format!("cap: {cap}"), format!("cap: {}", cap + more)));
    let spacing = (3_u32..6, 0_u32..2).prop_map(|(days, fewer)| {
        let rule = |days: u32| format!("rules: [{{ night_spacing: {{ days: {days}, enforce: hard }} }}]");
        (rule(days), rule(days - fewer))
    });
    let rest = Just(("day_off_after_duty: true".to_owned(), "day_off_after_duty: false".to_owned()));
    let rule = prop::sample::select(vec!["daily_rest", "day_off", "night_spacing", "continuous_duty", "weekly_hours"])
        .prop_map(|rule| (format!("rules: [{{ {rule}: on }}]"), format!("rules: [{{ {rule}: off }}]")));
    let exemption = (20_u32..60, 0_u32..30).prop_map(|(age, more)| {
        let rule = |age: u32| format!("rules: [{{ night_exemption: {{ age: {age} }} }}]");
        (rule(age), rule(age + more))
    });
    prop_oneof![caps, spacing, rest, rule, exemption]
}

/// Penalty and bound of a scenario; nothing if it is proven to have no roster.
fn solved(instance: &Instance, scenarios: &str) -> Vec<Option<(i64, i64)>> {
    let cases = whatif::read(&Source::new("", scenarios), instance).value.unwrap();
    let effort = Effort { deterministic: true, gap: 0.2, at_once: 1, ..Effort::default() };
    let endings = whatif::run(&cases, &effort, None, &Interrupt::default(), &Silent).unwrap();
    let value = |ending: Option<Ending>| match ending.unwrap() {
        Ending::Found(roster) => roster.provenance.and_then(|provenance| Some((provenance.penalty, provenance.bound?))),
        Ending::Impossible(_) => None,
        Ending::Nothing(why) => panic!("{why:?}"),
    };
    endings.into_iter().map(value).collect()
}

fn hold(tighter: Option<(i64, i64)>, looser: Option<(i64, i64)>) {
    if let Some((penalty, _)) = tighter {
        let (_, bound) = looser.expect("what has a roster when tight has one when loose");
        assert!(bound <= penalty, "looser costs at least {bound}, tighter only {penalty}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looser_rules_are_never_worse((tighter, looser) in pairs(), nights in 1_u32..3) {
        let mut ward = instance("ward_of_two.yaml");
        ward.posts[1].need.min = nights;
        let file = format!("scenarios: [{{ id: tight, {tighter} }}, {{ id: loose, {looser} }}]");
        let found = solved(&ward, &file);
        hold(found[1], found[2]);
    }

    #[test]
    fn lower_quotas_are_never_worse(percent in 50_u32..150, less in 0_u32..50) {
        let mut town = super::town();
        town.horizon.weeks = 1;
        town.doctors.retain(|doctor| ["D002", "D003", "D007"].contains(&doctor.id.as_str()));
        let file = format!("scenarios: [{{ id: tight, quota_percent: {percent} }}, {{ id: loose, quota_percent: {} }}]", percent - less);
        let kept = |id: &shangxia::domain::DoctorId| ["D002", "D003", "D007"].contains(&id.as_str());
        town.requests.retain(|request| kept(&request.doctor));
        town.pins.duties.clear();
        town.history.duties.retain(|duty| kept(&duty.doctor));
        town.history.counts.retain(|counts| kept(&counts.doctor));
        town.programmes.clear();
        town.institutions.clear();
        town.posts.retain(|post| post.who.skills_all.is_empty() && post.unit.as_str() == "centre");
        let found = solved(&town, &file);
        hold(found[1], found[2]);
    }

    #[test]
    fn one_doctor_more_is_never_worse_while_nobody_shares(need in 1_u32..4, title in prop::sample::select(vec!["resident", "attending", "chief"])) {
        // Fair shares, and hours below the contract, count more people when there are more: with them
        // one doctor more may cost something.
        let mut ward = instance("ward_of_two.yaml");
        ward.posts[0].need.min = need;
        let without = "rules: [{ fair_share: off }, { period_hours: { under_weight: 0 } }]";
        let file = format!(
            "scenarios: [{{ id: tight, {without} }}, {{ id: loose, also: [tight], add_doctors: [{{ home: ward, title: {title} }}] }}]"
        );
        let found = solved(&ward, &file);
        hold(found[1], found[2]);
    }
}
