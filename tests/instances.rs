//! The instances that come with the program: they read, and they are what their comments claim.

use shangxia::{
    audit,
    diagnostic::Lang,
    domain::{Direction, DoctorId, Instance, Mode},
    format::{self, Reading, Source},
};
use std::{fmt::Write as _, path::PathBuf};

fn source(name: &str) -> Source {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "instances", name].iter().collect();
    Source::from_bytes(name.to_owned(), std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
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
    names.retain(|name| name.ends_with(".yaml"));
    names.sort();
    names
}

#[test]
fn every_instance_reads_without_a_word() {
    assert!(names().len() >= 2, "{:?}", names());
    for name in names() {
        let source = source(&name);
        let said = format::render(&source, &format::read_instance(&source).diagnostics, Lang::En, false);
        assert_eq!(said, "", "{name}");
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
