//! Each kind of change, alone and together.

use super::{cases, instance, patched, town};
use serde_json::json;
use shangxia::{
    domain::{DoctorId, FactKind, Instance},
    format,
};

const WARD: &str = "ward_of_two.yaml";

fn settings(instance: &Instance, rule: &str) -> Vec<serde_json::Value> {
    instance.rules.entries.iter().filter(|entry| entry.rule == rule).map(|entry| entry.settings.clone()).collect()
}

#[test]
fn a_cap_is_that_of_the_pack_with_another_number() {
    let ward = patched("{ id: cap, cap: 48 }", &instance(WARD));
    assert_eq!(settings(&ward, "weekly_hours"), [json!({ "max": "48h", "window": "rolling", "enforce": "hard" })]);
}

#[test]
fn a_sweep_is_a_scenario_of_each_value_and_begins_at_its_neighbour() {
    let all = cases("scenarios: [{ id: cap, name: Cap, cap: [56, 52, 48], quota_percent: 80 }]", &town());
    let ids: Vec<&str> = all.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["base", "cap-56", "cap-52", "cap-48"]);
    assert_eq!(all[2].name.en, "Cap: 52 h");
    assert_eq!(all.iter().map(|case| case.near.clone()).collect::<Vec<_>>(), [vec![], vec![0], vec![1], vec![2]]);
    let two = cases("scenarios: [{ id: s, cap: [56, 48], nights_end_at: [45, never] }]", &town());
    let ids: Vec<&str> = two.iter().skip(1).map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["s-56-45", "s-56-never", "s-48-45", "s-48-never"]);
}

#[test]
fn scenarios_build_on_others_and_change_once_what_two_of_them_share() {
    let file = "scenarios:
  - { id: more, add_doctors: [{ home: ward, title: resident }] }
  - { id: cap, also: [more], cap: 40 }
  - { id: both, also: [more, cap] }";
    let all = cases(file, &instance(WARD));
    assert_eq!(all.iter().map(|case| case.instance.doctors.len()).collect::<Vec<_>>(), [2, 3, 3, 3]);
    assert_eq!(all[2].instance, all[3].instance);
    assert_eq!(all.iter().map(|case| case.near.clone()).collect::<Vec<_>>(), [vec![], vec![0], vec![1], vec![1, 2]]);
}

#[test]
fn the_age_of_the_last_night_is_changed_in_both_rules_that_know_it() {
    let ward = patched("{ id: nights, nights_end_at: 55 }", &instance(WARD));
    assert_eq!(settings(&ward, "night_exemption"), [json!({ "age": 55, "enforce": "hard" })]);
    assert_eq!(settings(&ward, "fair_share")[0]["age"], 55);
    let never = patched("{ id: nights, nights_end_at: never }", &instance(WARD));
    assert_eq!(settings(&never, "night_exemption"), [json!({ "enforce": "hard" })]);
}

#[test]
fn rules_go_off_and_on_and_take_settings_where_they_are_meant() {
    let tongzhou = instance("tongzhou_2026q1.yaml");
    let off = patched("{ id: off, rules: [{ stability: off }, { shift_sequence: off }], day_off_after_duty: false }", &tongzhou);
    assert!(["stability", "post_call_rest"].iter().all(|rule| off.rules.without.iter().any(|without| without == rule)));
    assert!(settings(&off, "shift_sequence").is_empty());
    let one = patched("{ id: one, rules: [{ fair_share: { enforce: { weight: 99 } }, where: { of: weekends } }] }", &tongzhou);
    let weights: Vec<i64> = settings(&one, "fair_share").iter().map(|entry| entry["enforce"]["weight"].as_i64().unwrap()).collect();
    assert_eq!(weights, [10, 99, 10, 10, 1]);
    let file = "scenarios: [{ id: off, rules: [{ stability: off }] }, { id: again, also: [off], rules: [{ stability: on }] }]";
    assert_eq!(cases(file, &tongzhou)[2].instance, tongzhou);
}

#[test]
fn who_is_gone_is_named_nowhere_any_more() {
    let mut town = town();
    // Nobody else could take it.
    town.posts.retain(|post| post.id.as_str() != "paediatrics");
    let gone = patched("{ id: gone, lose: [{ doctor: D002 }, { doctor: D101 }] }", &town);
    let text = format::write_instance(&gone);
    assert!(!text.contains("D002") && !text.contains("D101"), "{text}");
    assert_eq!(gone.programmes.len(), town.programmes.len() - 1, "the programme of D101 alone is closed");
}

#[test]
fn of_those_who_fit_the_one_with_the_fewest_ties_goes() {
    let gone = patched("{ id: gone, lose: [{ home: centre, title: attending }] }", &town());
    assert!(gone.doctor(&DoctorId::from("D004")).is_none(), "the others have panels or stand in for one");
    assert_eq!(gone.doctors.len(), town().doctors.len() - 1);
}

#[test]
fn quotas_programmes_agreements_and_pools_change_as_said() {
    let tongzhou = instance("tongzhou_2026q1.yaml");
    let scenario = "{ id: s, quota_percent: 120, quotas: [{ quota: north-check-ups, target: 100 }],
        programmes: [{ programme: up-ed, min_weeks: 12 }], agreements_end: [{ site: river, on: 2026-02-28 }],
        pool_public_health: [north-team, south-team] }";
    let changed = patched(scenario, &tongzhou);
    let target = |instance: &Instance, id: &str| instance.quotas.iter().find(|quota| quota.id.as_str() == id).unwrap().target;
    assert_eq!(target(&changed, "north-check-ups"), 100);
    assert_eq!(target(&changed, "river-follow-ups"), target(&tongzhou, "river-follow-ups") * 6 / 5);
    let ed = changed.programmes.iter().find(|programme| programme.id.as_str() == "up-ed").unwrap();
    assert_eq!((ed.stint.min_weeks, ed.stint.max_weeks), (12, 12));
    assert_eq!(changed.site(&"river".into()).unwrap().agreement.unwrap().to.to_string(), "2026-02-28");
    let who = |id: &str| changed.post(&id.into()).unwrap().who.units.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(who("south-follow-up"), ["south-team", "north-team"]);
    assert!(who("river-follow-up").is_empty());
}

#[test]
fn a_new_site_comes_with_all_that_is_in_it() {
    let scenario = r"{ id: site, add: {
        sites: [{ id: island, tier: primary }], units: [{ id: island-team, site: island }],
        posts: [{ id: island-clinic, unit: island-team, shift: day, kind: clinic, days: [mon] }],
        doctors: [{ id: D900, home: island-team, title: attending }] },
        add_doctors: [{ home: island-team, title: resident }] }";
    let ward = patched(scenario, &instance(WARD));
    assert_eq!((ward.sites.len(), ward.units.len(), ward.posts.len(), ward.doctors.len()), (2, 2, 3, 4));
}

#[test]
fn chance_depends_on_the_seed_and_on_nothing_else() {
    let tongzhou = instance("tongzhou_2026q1.yaml");
    let drawn = |seed: u32, more: &str| {
        let file = format!("seed: {seed}\nscenarios: [{{ id: s, {more} sick_leave: {{ percent: 30, days: 7 }}, leavers: {{ percent: 10 }} }}]");
        cases(&file, &tongzhou).pop().unwrap().instance
    };
    let ill = |instance: &Instance| {
        let sick = |doctor: &&shangxia::domain::Doctor| doctor.facts.iter().any(|fact| fact.kind == FactKind::Sick);
        instance.doctors.iter().filter(sick).map(|doctor| doctor.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(1, ""), drawn(1, ""));
    assert_ne!(ill(&drawn(1, "")), ill(&drawn(2, "")));
    assert!((5..=25).contains(&ill(&drawn(1, "")).len()), "{:?}", ill(&drawn(1, "")));
    let (with, without) = (ill(&drawn(1, "lose: [{ doctor: D045 }],")), ill(&drawn(1, "")));
    assert_eq!(with, without.into_iter().filter(|id| id.as_str() != "D045").collect::<Vec<_>>());
}

#[test]
fn who_is_ill_or_leaves_is_away_once_and_fixed_for_nothing_on_those_days() {
    let tongzhou = instance("tongzhou_2026q1.yaml");
    let mut unpinned = 0;
    for seed in 1..30 {
        let file = format!("seed: {seed}\nscenarios: [{{ id: s, sick_leave: {{ percent: 60, days: 14 }}, leavers: {{ percent: 20 }} }}]");
        let drawn = cases(&file, &tongzhou).pop().unwrap().instance;
        for doctor in &drawn.doctors {
            let absences: Vec<_> = doctor.facts.iter().filter(|fact| fact.kind.is_absence()).collect();
            let meet = |one: &shangxia::domain::Fact, other: &shangxia::domain::Fact| one.from <= other.to && other.from <= one.to;
            let twice = absences.iter().enumerate().any(|(place, one)| absences[..place].iter().any(|other| meet(one, other)));
            assert!(!twice, "{seed}: {} is away twice on a day", doctor.id);
        }
        let is_there = |id: &DoctorId, date| drawn.doctor(id).unwrap().is_available(date);
        assert!(drawn.pins.duties.iter().all(|pin| is_there(&pin.doctor, pin.date)));
        // A fixed stint may hold leave that was known before, and none that was drawn.
        for stint in &drawn.pins.stints {
            let days = stint.first.iter_days().take(stint.weeks * 7);
            let was_there = |date| tongzhou.doctor(&stint.doctor).unwrap().is_available(date);
            assert!(days.filter(|date| was_there(*date)).all(|date| is_there(&stint.doctor, date)), "{seed}: {stint:?}");
        }
        unpinned += tongzhou.pins.duties.len() + tongzhou.pins.stints.len() - drawn.pins.duties.len() - drawn.pins.stints.len();
    }
    assert!(unpinned > 0, "nobody who was fixed was drawn");
}

#[test]
fn the_twelve_scenarios_of_tongzhou_are_instances() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/instances/whatif/tongzhou_2026q1.yaml");
    let all = cases(&std::fs::read_to_string(path).unwrap(), &instance("tongzhou_2026q1.yaml"));
    assert_eq!(all.len(), 1 + 12);
}
