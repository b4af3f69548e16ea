//! An alliance of twelve doctors and a roster for it, made by a plain loop: each post takes who
//! can come and has worked least so far.

use shangxia::{
    audit::{Verdict, audit},
    domain::{Carried, Doctor, Duty, Instance, Mode, Output, Post, PostKind, Provenance, Roster, Shortage, Stint, Who},
    report::Timetable,
};
use std::{collections::BTreeMap, path::Path};

pub struct Quarter {
    pub instance: Instance,
    pub roster: Roster,
    pub verdict: Verdict,
    pub timetable: Timetable,
}

pub fn quarter() -> Quarter {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report_quarter.yaml");
    let instance: Instance = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let roster = roster(&instance, stints());
    let verdict = audit(&instance, &roster).unwrap();
    let timetable = Timetable::new(&instance, &roster, &verdict);
    Quarter { instance, roster, verdict, timetable }
}

/// The timetable of a roster made by hand: stints as doctor, programme, Monday and weeks, duties
/// as date, post and doctor.
pub fn by_hand(instance: &Instance, stints: &[(&str, &str, &str, usize)], duties: &[(&str, &str, &str)]) -> Timetable {
    let stints = stints.iter().map(|(doctor, programme, first, weeks)| stint(doctor, programme, first, *weeks));
    let duties = duties.iter().map(|(date, post, doctor)| Duty { date: date.parse().unwrap(), post: (*post).into(), doctor: (*doctor).into() });
    let roster = Roster { stints: stints.collect(), duties: duties.collect(), ..Roster::default() };
    Timetable::new(instance, &roster, &audit(instance, &roster).unwrap())
}

fn stint(doctor: &str, programme: &str, first: &str, weeks: usize) -> Stint {
    Stint { doctor: doctor.into(), programme: programme.into(), first: first.parse().unwrap(), weeks }
}

fn stints() -> Vec<Stint> {
    vec![
        stint("D002", "lake-down", "2025-12-08", 13),
        stint("D003", "lake-down", "2026-03-09", 26),
        stint("D001", "bridge-down", "2026-01-19", 10),
        stint("D008", "er-up", "2026-01-12", 6),
        stint("D012", "er-up", "2026-03-02", 4),
        stint("D004", "rotation", "2026-02-02", 5),
    ]
}

pub fn roster(instance: &Instance, stints: Vec<Stint>) -> Roster {
    let mut roster = Roster { stints, provenance: Some(provenance()), ..Roster::default() };
    let mut worked: BTreeMap<&str, i64> = BTreeMap::new();
    let mut free_from: BTreeMap<&str, i64> = BTreeMap::new();
    for (day, date) in instance.horizon.dates().enumerate() {
        let mut posts: Vec<&Post> = instance.posts.iter().collect();
        posts.sort_by_key(|post| (instance.shift(&post.shift).unwrap().start, post.id.clone()));
        for post in posts {
            let Some(need) = instance.need_on(post, date) else { continue };
            let shift = instance.shift(&post.shift).unwrap();
            let (from, to) = (day as i64 * 1440 + shift.span().0, day as i64 * 1440 + shift.span().1);
            let mut there = 0;
            while there < need.min.max(u32::from(post.kind == PostKind::PublicHealth)) {
                let can = |doctor: &&Doctor| {
                    let spared = doctor.no_nights || doctor.fact_on(date, shangxia::domain::FactKind::spares_nights).is_some();
                    doctor.is_available(date)
                        && !(spared && shift.kind.is_night())
                        && doctor.fits(&Who { units: vec![], ..post.who.clone() })
                        && comes(instance, &roster, doctor, post, date)
                        && free_from.get(doctor.id.as_str()).copied().unwrap_or(0) <= from
                };
                let next =
                    instance.doctors.iter().filter(can).min_by_key(|doctor| (worked.get(doctor.id.as_str()).copied().unwrap_or(0), &doctor.id));
                let Some(doctor) = next else {
                    roster.shortages.extend((there < need.min).then(|| Shortage { date, post: post.id.clone(), missing: need.min - there }));
                    break;
                };
                *worked.entry(doctor.id.as_str()).or_default() += shift.worked();
                free_from.insert(doctor.id.as_str(), to + shift.rest_after.0);
                roster.duties.push(Duty { date, post: post.id.clone(), doctor: doctor.id.clone() });
                there += 1;
            }
        }
    }
    roster.outputs = outputs(instance, &roster);
    for week in (1..7).filter(|_| instance.quota(&"elderly".into()).is_some()) {
        let by = if week < 5 { Some("D009".into()) } else { None };
        roster.carried.push(Carried { quota: "elderly".into(), panel_of: "D008".into(), week: instance.horizon.monday(week), by });
    }
    roster.sort();
    roster
}

/// At home unless on a resident stint; at the host during it, on Wednesdays only if it is sessional.
fn comes(instance: &Instance, roster: &Roster, doctor: &Doctor, post: &Post, date: chrono::NaiveDate) -> bool {
    let monday = instance.horizon.monday(instance.horizon.week(date));
    let stint = roster.stints_of(&doctor.id).find(|stint| stint.covers(monday));
    let Some(programme) = stint.and_then(|stint| instance.programme(&stint.programme)) else { return post.unit == doctor.home };
    let at_host = match programme.mode {
        Mode::Resident => true,
        Mode::Sessional(_) | Mode::HalfDays(_) => chrono::Datelike::weekday(&date) == chrono::Weekday::Wed,
    };
    post.unit == if at_host { programme.host.clone() } else { doctor.home.clone() }
}

fn outputs(instance: &Instance, roster: &Roster) -> Vec<Output> {
    let mut outputs = Vec::new();
    for quota in &instance.quotas {
        for (window, target) in instance.due(quota) {
            let dates: Vec<_> = window.clone().map(|day| instance.horizon.date(day as i64)).collect();
            let centi: i64 = roster
                .duties
                .iter()
                .filter(|duty| dates.contains(&duty.date))
                .filter_map(|duty| {
                    let producer = quota.produced_by.iter().find(|producer| producer.post == duty.post)?;
                    Some(instance.centi_items(instance.doctor(&duty.doctor)?, producer))
                })
                .sum();
            outputs.push(Output { quota: quota.id.clone(), from: dates[0], items: (centi / 100) as u32, target });
        }
    }
    outputs
}

fn provenance() -> Provenance {
    Provenance {
        alliance: "Hewan Alliance".into(),
        instance: "5d0c7f2ab8e14f6f9b1c3e7a62d4f0815d0c7f2ab8e14f6f9b1c3e7a62d4f081".into(),
        program: "0.1.0".into(),
        solver: "HiGHS 1.15.0".into(),
        seed: 1,
        time_limit_seconds: 60,
        gap_limit_basis_points: 100,
        pack: None,
        status: "time".into(),
        penalty: 14_500,
        penalty_by_priority: BTreeMap::new(),
        penalty_by_rule: BTreeMap::new(),
        bound: Some(14_000),
        gap_basis_points: None,
    }
}
