//! Written and read again, nothing is lost, and the same thing gives the same bytes.

use super::{files, path, read, read_back, source, town};
use proptest::{prelude::*, sample::select};
use shangxia::{
    domain::{Carried, Duty, Instance, Name, Output, Priority, Provenance, Roster, Shortage, Stint},
    format::{Source, instance_hash, read_instance, write_instance, write_roster},
};

#[test]
fn instances_round_trip() {
    for file in files("instances", ".yaml").into_iter().chain(["tests/format/town.yaml".to_owned()]) {
        let instance = read(&source(&file));
        let written = write_instance(&instance);
        let again = read(&Source::new(format!("{file}, written again"), written.as_str()));
        assert_eq!(again, instance, "{file}\n{written}");
        assert_eq!(write_instance(&again), written, "{file}");
        assert_eq!(instance_hash(&again), instance_hash(&instance), "{file}");
    }
}

#[test]
fn instances_need_no_advice() {
    for file in files("instances", ".yaml") {
        let source = source(&file);
        let reading = read_instance(&source);
        let errors: Vec<_> = reading.diagnostics.into_iter().filter(shangxia::diagnostic::Diagnostic::is_error).collect();
        assert!(errors.is_empty(), "{}", super::said(&source, &errors));
    }
}

#[test]
fn the_written_town_reads_as_recorded() {
    insta::with_settings!({ snapshot_path => path("tests/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("written_town", write_instance(town()));
    });
}

#[test]
fn the_hash_is_that_of_the_meaning() {
    let text = std::fs::read_to_string(path("tests/format/town.yaml")).expect("a file");
    let same = read(&Source::new("same", text.replace("tier: secondary, beds: 200", "beds: 200, remoteness: 100, tier: secondary")));
    let other = read(&Source::new("other", text.replace("beds: 200", "beds: 201")));
    assert_eq!(instance_hash(&same), instance_hash(town()));
    assert_ne!(instance_hash(&other), instance_hash(town()));
    assert_eq!(instance_hash(&other).len(), 64);
}

/// Texts YAML readers like to take for something else.
#[rustfmt::skip]
const NASTY: &[&str] = &[
    "0017", "yes", "Off", "null", "~", "true", "1e5", "0x1F", ".5", "1_000", "08:00", "2026-01-05", "a: b", "a #b", "# a", "- a", "-", "? a", "[a]", "{a}", "a, b", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "\"a\"", "'a'", " a", "a ", "医 生", "：", "a\\b", "a\nb", "\ta", "\u{feff}a", "\u{2028}", "\u{85}", "é", "😀", "<<", "=", "...", "---", "a\u{0}b", "NaN", ".inf",
];

/// Those, and any others.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![select(NASTY).prop_map(str::to_owned), "[\\PC]{1,12}", any::<String>().prop_filter("no text", |text| !text.is_empty())]
        .prop_map(|text| text.chars().take(60).collect())
}

fn renamed(ids: &[String], name: &str) -> Instance {
    let mut text = serde_json::to_string(town()).expect("JSON");
    for (old, new) in ["D001", "D002", "D003", "D004", "D005", "ward-day", "clinic-am"].iter().zip(ids) {
        text = text.replace(&format!("\"{old}\""), &serde_json::to_string(new).expect("JSON"));
    }
    let mut instance: Instance = serde_json::from_str(&text).expect("an instance");
    instance.alliance = Name::both(name, name);
    instance.requests[0].reason = Some(name.to_owned());
    instance
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn instances_with_any_ids_round_trip(ids in prop::collection::btree_set(nasty(), 7), name in nasty()) {
        let ids: Vec<String> = ids.into_iter().collect();
        prop_assume!(ids.iter().all(|id| town().posts.iter().all(|post| post.id.as_str() != id)));
        let instance = renamed(&ids, &name);
        let written = write_instance(&instance);
        prop_assert_eq!(read(&Source::new("written", written.as_str())), instance, "{}", written);
    }

    #[test]
    fn rosters_round_trip_in_any_order(roster in roster(), seed in any::<u64>()) {
        let written = write_roster(&roster);
        let mut shuffled = roster.clone();
        let turn = |len: usize| if len == 0 { 0 } else { seed as usize % len };
        let (duties, stints) = (turn(shuffled.duties.len()), turn(shuffled.stints.len()));
        shuffled.duties.rotate_left(duties);
        shuffled.stints.rotate_left(stints);
        prop_assert_eq!(&write_roster(&shuffled), &written);
        let mut sorted = roster;
        sorted.sort();
        prop_assert_eq!(read_back(&written, town()), sorted);
    }
}

fn roster() -> impl Strategy<Value = Roster> {
    let day = (0_i64..28).prop_map(|day| town().horizon.date(day));
    let monday = (0_i64..4).prop_map(|week| town().horizon.monday(week));
    let doctor = select(&["D001", "D002", "D003", "D004", "D005"][..]);
    let post = select(&["ward-day", "ward-night", "clinic-am", "check-ups"][..]);
    let duty = (day.clone(), post.clone(), doctor.clone()).prop_map(|(date, post, doctor)| Duty { date, post: post.into(), doctor: doctor.into() });
    let stint = (doctor.clone(), monday.clone(), 1_usize..5).prop_map(|(doctor, first, weeks)| Stint {
        doctor: doctor.into(),
        programme: "down".into(),
        first,
        weeks,
    });
    let shortage = (day, post, 1_u32..4).prop_map(|(date, post, missing)| Shortage { date, post: post.into(), missing });
    let output = (monday.clone(), 0_u32..90).prop_map(|(from, items)| Output { quota: "elderly".into(), from, items, target: 20 });
    let carried = (monday, prop::option::of(doctor)).prop_map(|(week, by)| Carried {
        quota: "elderly".into(),
        panel_of: "D004".into(),
        week,
        by: by.map(Into::into),
    });
    let provenance =
        (nasty(), any::<u32>(), 0_i64..1_000_000, prop::option::of(0_i64..1000)).prop_map(|(alliance, seed, penalty, bound)| Provenance {
            alliance,
            instance: instance_hash(town()),
            seed,
            penalty,
            bound,
            penalty_by_priority: [(Priority::Shortages, penalty)].into(),
            penalty_by_rule: [("coverage".to_owned(), penalty)].into(),
            ..Default::default()
        });
    let lists = (
        prop::collection::vec(stint, 0..3),
        prop::collection::vec(duty, 0..12),
        prop::collection::vec(output, 0..3),
        prop::collection::vec(shortage, 0..4),
        prop::collection::vec(carried, 0..3),
    );
    (prop::option::of(provenance), lists).prop_map(|(provenance, (stints, duties, outputs, shortages, carried))| Roster {
        provenance,
        stints,
        duties,
        outputs,
        shortages,
        carried,
    })
}
