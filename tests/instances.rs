//! The instances that come with the program: they read, and they are what their comments claim.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::NaiveDate;
use shangxia::{
    audit,
    diagnostic::Lang,
    domain::{DayType, Direction, DoctorId, Duty, Fact, FactKind, Instance, Mode, Tier},
    format::{self, Reading, Source},
    rules::Book,
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

fn source(name: &str) -> Source {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "instances", name].iter().collect();
    Source::from_bytes(format!("instances/{name}"), std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

fn read(name: &str) -> Instance {
    let source = source(name);
    let Reading { value, diagnostics } = format::read_instance(&source);
    value.unwrap_or_else(|| panic!("{}", format::render(&source, &diagnostics, Lang::En, false)))
}

fn names() -> Vec<String> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "instances"].iter().collect();
    let entries = std::fs::read_dir(folder).expect("the folder of instances");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in Unicode")).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "yaml"));
    names.sort();
    names
}

#[test]
fn every_instance_reads_and_nothing_in_it_looks_like_a_slip() {
    assert!(names().len() >= 3, "{:?}", names());
    for name in names() {
        let source = source(&name);
        let mut said = format::read_instance(&source).diagnostics;
        // The town is asked for more check-ups than there are people: that is its point.
        said.retain(|diagnostic| (name.as_str(), diagnostic.code) != ("town_of_eight.yaml", "target-above-eligible"));
        assert!(said.is_empty(), "{}", format::render(&source, &said, Lang::En, false));
        assert_eq!(Book::new(&read(&name)).expect(&name).pack.expect("a pack").name, "cn-alliance");
    }
}

#[test]
fn every_instance_is_written_back_and_read_alike() {
    for name in names() {
        let instance = read(&name);
        let again = Source::from_bytes(name.clone(), format::write_instance(&instance).into_bytes());
        assert_eq!(format::read_instance(&again).value, Some(instance), "{name}");
    }
}

/// What the check says before solving, in both languages.
fn supply_of(name: &str) -> String {
    let mut text = String::new();
    for warning in audit::supply(&read(name)) {
        for lang in [Lang::Zh, Lang::En] {
            let (cause, advice) = (warning.cause.in_lang(lang), warning.advice.in_lang(lang));
            let _ = writeln!(text, "{} {}\n  {cause}\n  → {advice}", warning.code, warning.place);
        }
    }
    text
}

#[test]
fn supply_is_held_against_demand() {
    for name in names() {
        insta::assert_snapshot!(name.trim_end_matches(".yaml"), supply_of(&name));
    }
}

mod town_of_eight {
    use super::*;

    fn town() -> Instance {
        read("town_of_eight.yaml")
    }

    /// The eight who live in the town, by code.
    fn eight(instance: &Instance) -> Vec<&DoctorId> {
        let of_the_town = |id: &DoctorId| instance.doctor(id).and_then(|d| instance.site_of(&d.home)).is_some_and(|site| site.population > 0);
        instance.doctors.iter().map(|doctor| &doctor.id).filter(|id| of_the_town(id)).collect()
    }

    #[test]
    fn has_fifty_thousand_people_and_eight_doctors() {
        let town = town();
        assert_eq!(town.sites.iter().map(|site| site.population).sum::<u32>(), 50_000);
        assert_eq!(eight(&town).len(), 8);
        assert_eq!(town.doctors.iter().map(|doctor| doctor.panel).sum::<u32>(), 50_000);
        assert_eq!(town.horizon.weeks, 13);
    }

    #[test]
    fn has_posts_for_skills_none_of_the_eight_has() {
        let town = town();
        for skill in ["paediatrics", "obstetrics", "emergency"] {
            let skill = skill.into();
            assert!(town.posts.iter().any(|post| post.who.skills_all.contains(&skill)), "{skill}");
            let can: Vec<_> = town.doctors.iter().filter(|doctor| doctor.skills.contains_key(&skill)).collect();
            assert_eq!(can.len(), 1, "{skill}");
            assert!(!eight(&town).contains(&&can[0].id), "{skill}");
            let comes = town.programmes.iter().find(|p| p.who.doctors.contains(&can[0].id)).expect("a programme");
            assert_eq!((comes.kind, comes.mode), (Direction::Down, Mode::Sessional(1)));
        }
    }

    #[test]
    fn asks_for_40_check_ups_a_week_where_300_are_left() {
        let town = town();
        let quota = town.quota(&"elderly-check-ups".into()).expect("the quota");
        let left = quota.eligible.expect("people").remaining();
        assert_eq!((quota.target, left, f64::from(left) / f64::from(quota.target)), (40, 300, 7.5));
    }
}

mod tongzhou {
    use super::*;

    fn tongzhou() -> Instance {
        read("tongzhou_2026q1.yaml")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn facts(instance: &Instance, wanted: FactKind) -> Vec<Fact> {
        instance.doctors.iter().flat_map(|doctor| &doctor.facts).filter(|fact| fact.kind == wanted).cloned().collect()
    }

    #[test]
    fn is_a_hospital_of_three_departments_and_four_centres_with_46_doctors() {
        let tongzhou = tongzhou();
        let tiers = |tier| tongzhou.sites.iter().filter(|site| site.tier == tier).count();
        assert_eq!((tiers(Tier::Tertiary), tiers(Tier::Secondary), tiers(Tier::Primary)), (1, 0, 4));
        let departments: Vec<_> = tongzhou.units.iter().filter(|unit| unit.site == "hospital".into()).collect();
        assert_eq!(departments.len(), 3);
        assert!(departments.iter().any(|unit| unit.specialty == Some("emergency".into())));
        let codes: Vec<String> = (1..=46).map(|number| format!("D{number:03}")).collect();
        assert!(tongzhou.doctors.iter().map(|doctor| doctor.id.as_str()).eq(codes.iter().map(String::as_str)));
        let homes = |unit: &str| tongzhou.doctors.iter().filter(|doctor| doctor.home == unit.into()).count();
        let units = ["ed", "gim", "neuro", "canal-ward", "north-team", "south-team", "river-team"];
        assert_eq!(units.map(homes), [13, 8, 7, 7, 4, 4, 3]);
    }

    #[test]
    fn lies_across_spring_festival_with_its_make_up_days() {
        let tongzhou = tongzhou();
        assert_eq!((tongzhou.horizon.start, tongzhou.horizon.weeks), (day("2026-01-05"), 13));
        let of = |wanted| tongzhou.horizon.dates().filter(|date| tongzhou.calendar.day_type(*date) == wanted).collect::<Vec<_>>();
        assert_eq!(of(DayType::Workday).len(), 61);
        let holidays = of(DayType::Holiday);
        assert_eq!((holidays.len(), holidays[0], holidays[8]), (9 + 2, day("2026-02-15"), day("2026-02-23")));
        for worked in ["2026-02-14", "2026-02-28"] {
            assert_eq!(tongzhou.calendar.day_type(day(worked)), DayType::Workday, "{worked}");
        }
    }

    #[test]
    fn has_a_ward_of_20_beds_ten_minutes_away_and_a_road_between_any_two_sites() {
        let tongzhou = tongzhou();
        let ward = tongzhou.site(&"canal".into()).expect("the canal centre");
        assert_eq!(ward.beds, 20);
        assert_eq!(tongzhou.travel_minutes(&"ed".into(), &"canal-ward".into()), 10);
        for (from, to) in tongzhou.units.iter().flat_map(|from| tongzhou.units.iter().map(move |to| (from, to))) {
            assert_eq!(tongzhou.travel_minutes(&from.id, &to.id) > 0, from.site != to.site, "{} to {}", from.id, to.id);
        }
    }

    #[test]
    fn sends_down_and_up_and_trains() {
        let tongzhou = tongzhou();
        let of = |kind| tongzhou.programmes.iter().filter(move |programme| programme.kind == kind);
        let down: Vec<_> = of(Direction::Down).map(|programme| programme.mode).collect();
        assert_eq!(down, [Mode::Resident, Mode::Sessional(1), Mode::Sessional(1)]);
        assert_eq!((of(Direction::Up).count(), of(Direction::Training).count()), (2, 3));
        let lead = tongzhou.programme(&"ward-lead".into()).expect("the resident chief");
        assert_eq!((lead.stint.min_weeks, lead.stint.max_weeks, lead.teaching), (4, 13, true));
        let chiefs: Vec<_> = tongzhou.doctors.iter().filter(|doctor| doctor.fits(&lead.who)).collect();
        assert_eq!(chiefs.len(), 3);
        let [in_progress] = &tongzhou.history.stints[..] else { panic!("one stint in progress") };
        let weeks = (0..13).filter(|week| in_progress.covers(tongzhou.horizon.monday(*week)));
        assert_eq!((in_progress.programme.as_str(), weeks.count()), ("ward-lead", 4));
        // One doctor in every week, and twice a day of five in every week: 13 + 5.2, in whole person-weeks.
        assert_eq!(tongzhou.institutions[0].sent, 13 + 2 * 13 / 5);
    }

    #[test]
    fn has_deputies_for_the_residents_of_everybody_who_may_go_up() {
        let tongzhou = tongzhou();
        let panels: Vec<_> = tongzhou.quotas.iter().flat_map(|quota| &quota.panels).collect();
        for programme in tongzhou.programmes.iter().filter(|programme| programme.kind == Direction::Up) {
            for doctor in &programme.who.doctors {
                let panel = panels.iter().find(|panel| panel.doctor == *doctor).unwrap_or_else(|| panic!("{doctor} has no panel"));
                assert!(!panel.deputies.is_empty() && !panel.deputies.contains(doctor), "{doctor}");
                assert!(panel.residents < tongzhou.doctor(doctor).expect("the doctor").panel, "{doctor}");
            }
        }
    }

    #[test]
    fn has_the_lives_of_people_in_it() {
        let tongzhou = tongzhou();
        assert_eq!((facts(&tongzhou, FactKind::Pregnancy).len(), facts(&tongzhou, FactKind::Nursing).len()), (2, 1));
        let leave = facts(&tongzhou, FactKind::Leave);
        let festival = leave.iter().filter(|leave| leave.from <= day("2026-03-01") && day("2026-02-09") <= leave.to);
        assert_eq!((leave.len(), festival.count()), (15, 11));
        assert_eq!(tongzhou.requests.len(), 27);
        assert!(tongzhou.requests.iter().all(|request| request.reason.is_some()));
    }

    #[test]
    fn begins_the_morning_after_a_night() {
        let tongzhou = tongzhou();
        let is_night = |duty: &&Duty| tongzhou.shift_of(&duty.post).is_some_and(|shift| shift.kind.is_night());
        let sunday = tongzhou.history.duties.iter().filter(|duty| duty.date == day("2026-01-04")).filter(is_night);
        assert_eq!(sunday.count(), 5);
        assert!(tongzhou.history.duties.iter().all(|duty| duty.date < tongzhou.horizon.start));
    }
}
