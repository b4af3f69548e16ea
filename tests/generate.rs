//! Alliances from a seed: the same everywhere, as large as their size says, read back without a word,
//! and feasible where a roster is planted.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::NaiveDate;
use shangxia::{
    audit::{audit, supply},
    diagnostic::Lang,
    domain::{Direction, FactKind, Instance, Mode, PostKind, Window},
    format::{self, Source},
    generate::{Generated, Order, Refusal, Size, generate},
    rules::{Book, KINDS},
};
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Output},
};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn order(size: Size, seed: u64) -> Order {
    Order { size, seed, start: date("2026-01-05"), weeks: 13, planted: false }
}

fn plain(size: Size, seed: u64) -> Instance {
    generate(&order(size, seed)).expect("an alliance").instance
}

fn planted(order: Order) -> Generated {
    generate(&Order { planted: true, ..order }).expect("an alliance")
}

/// Reads what was written, and holds it against what was meant. Nothing may be said.
fn read_back(instance: &Instance) {
    let source = Source::from_bytes("generated.yaml".to_owned(), format::write_instance(instance).into_bytes());
    let reading = format::read_instance(&source);
    let said = format::render(&source, &reading.diagnostics, Lang::En, false);
    assert!(said.is_empty(), "{said}");
    assert_eq!(reading.value.as_ref(), Some(instance));
}

/// The roster keeps every hard rule and lacks nobody, and the quotas are met.
fn assert_feasible(Generated { instance, roster }: &Generated) {
    let verdict = audit(instance, roster).expect("a rule book");
    let hard: Vec<&str> = verdict.hard().map(|finding| finding.text.en.as_str()).collect();
    assert_eq!(hard, [""; 0]);
    let penalties = verdict.penalty_by_rule();
    for met in ["coverage", "quota", "institution_quota", "room_limit"] {
        assert_eq!(penalties.get(met), None, "{met} in {penalties:?}");
    }
    assert!(roster.shortages.is_empty());
    for output in &roster.outputs {
        assert!(output.items >= output.target, "{output:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let written = |seed| {
        let Generated { instance, roster } = planted(order(Size::S, seed));
        (format::write_instance(&instance), format::write_roster(&roster))
    };
    assert_eq!(written(1), written(1));
    let all: BTreeSet<String> = (1..=8).map(|seed| written(seed).0).collect();
    assert_eq!(all.len(), 8);
}

#[test]
fn the_bytes_of_a_seed_are_those_of_every_machine() {
    let hashes: Vec<String> = [Size::S, Size::M].map(|size| format::instance_hash(&plain(size, 1))).into();
    insta::assert_snapshot!(hashes.join("\n"));
}

#[test]
fn an_alliance_is_as_large_as_its_size_says() {
    for size in [Size::S, Size::M, Size::L] {
        let seeds = if size == Size::S { 1..=20 } else { 1..=2 };
        for seed in seeds {
            let (doctors, meant) = (plain(size, seed).doctors.len(), size.doctors());
            assert!(doctors.abs_diff(meant) * 20 <= meant, "{} {seed}: {doctors} doctors", size.code());
        }
    }
}

#[test]
fn what_is_written_is_read_back_without_a_word() {
    for seed in 1..=6 {
        read_back(&plain(Size::S, seed));
        read_back(&planted(order(Size::S, seed)).instance);
    }
    read_back(&plain(Size::M, 1));
}

#[test]
fn other_horizons_are_read_back_and_feasible_too() {
    for (start, weeks) in [("2025-03-31", 13), ("2025-12-01", 9), ("2026-01-05", 26), ("2026-02-16", 1), ("2026-06-01", 4)] {
        let generated = planted(Order { start: date(start), weeks, ..order(Size::S, 3) });
        read_back(&generated.instance);
        assert_feasible(&generated);
    }
}

#[test]
fn a_planted_roster_keeps_the_hard_rules_and_lacks_nobody() {
    for seed in 1..=3 {
        assert_feasible(&planted(order(Size::S, seed)));
    }
    assert_feasible(&planted(order(Size::M, 1)));
}

#[test]
fn without_lowered_needs_the_roster_keeps_the_hard_rules_and_tells_what_it_lacks() {
    for seed in 1..=3 {
        let Generated { instance, roster } = generate(&order(Size::S, seed)).expect("an alliance");
        assert_eq!(audit(&instance, &roster).expect("a rule book").hard().count(), 0);
        assert!(!roster.shortages.is_empty(), "seed {seed} is not tight");
    }
}

#[test]
fn planting_lowers_needs_and_targets_and_changes_nothing_else() {
    for seed in 1..=3 {
        let (mut with, mut without) = (planted(order(Size::S, seed)).instance, plain(Size::S, seed));
        for post in &with.posts {
            let before = without.post(&post.id).expect("the same post");
            for day in with.horizon.dates() {
                let (now, asked) = (with.need_on(post, day), without.need_on(before, day));
                assert_eq!(now.map(|need| need.max()), asked.map(|need| need.max()));
                assert!(now.map(|need| need.min) <= asked.map(|need| need.min));
            }
        }
        for quota in &with.quotas {
            assert!(quota.target <= without.quota(&quota.id).expect("the same quota").target);
        }
        for instance in [&mut with, &mut without] {
            instance.quotas.clear();
            instance.posts.clear();
        }
        assert_eq!(with, without);
    }
}

#[test]
fn nothing_hangs_on_one_person_where_a_roster_is_planted() {
    for seed in 1..=6 {
        let instance = planted(order(Size::S, seed)).instance;
        let said: Vec<_> = supply(&instance).into_iter().filter(|warning| warning.code != "hours-above-contract").collect();
        assert!(said.is_empty(), "seed {seed}: {said:?}");
    }
}

#[test]
fn a_small_alliance_holds_what_an_alliance_holds() {
    let instance = plain(Size::S, 1);
    let facts: BTreeSet<FactKind> =
        (1..=6).flat_map(|seed| plain(Size::S, seed).doctors).flat_map(|doctor| doctor.facts).map(|fact| fact.kind).collect();
    assert_eq!(facts.len(), 7, "{facts:?}");
    for direction in [Direction::Down, Direction::Up, Direction::Training] {
        assert!(instance.programmes.iter().any(|programme| programme.kind == direction), "{direction:?}");
    }
    for mode in [Mode::Resident, Mode::Sessional(1), Mode::Sessional(3)] {
        assert!(instance.programmes.iter().any(|programme| programme.mode == mode), "{mode:?}");
    }
    for window in [Window::Week, Window::Month, Window::Horizon] {
        assert!(instance.quotas.iter().any(|quota| quota.window == window), "{window:?}");
    }
    for kind in [PostKind::Outreach, PostKind::RemoteConsultation, PostKind::JointConsultation, PostKind::Teaching] {
        assert!(instance.posts.iter().any(|post| post.kind == kind), "{kind:?}");
    }
    assert!(instance.quotas.iter().any(|quota| quota.panels.iter().any(|panel| !panel.deputies.is_empty())));
    assert!(instance.posts.iter().any(|post| post.floor > 0) || plain(Size::M, 1).posts.iter().any(|post| post.floor > 0));
    assert!(!instance.history.duties.is_empty() && !instance.history.counts.is_empty() && !instance.history.stints.is_empty());
    assert!(!instance.pins.duties.is_empty() && !instance.pins.stints.is_empty() && !instance.institutions.is_empty());
    assert!(instance.doctors.iter().any(|doctor| doctor.max_commute.is_some()));
    assert!(instance.programmes.iter().any(|programme| {
        let site = instance.site_of(&programme.host).expect("a host");
        instance.doctors.iter().any(|doctor| doctor.fits(&programme.who) && doctor.sites_not_wanted.contains(&site.id))
    }));
}

#[test]
fn no_name_of_a_person_and_both_languages_for_everything_else() {
    let instance = plain(Size::S, 2);
    for (number, doctor) in instance.doctors.iter().enumerate() {
        assert_eq!(doctor.id.as_str(), format!("D{:03}", number + 1));
    }
    let names = instance.sites.iter().map(|site| &site.name);
    let names = names.chain(instance.units.iter().map(|unit| &unit.name)).chain(instance.posts.iter().map(|post| &post.name));
    let names = names.chain(instance.shifts.iter().map(|shift| &shift.name)).chain(instance.programmes.iter().map(|programme| &programme.name));
    for name in names.chain(instance.quotas.iter().map(|quota| &quota.name)) {
        let name = name.as_ref().expect("a name");
        assert!(!name.zh().is_ascii() && name.en().is_ascii(), "{name:?}");
    }
}

#[test]
fn every_rule_of_the_book_is_used() {
    let book = Book::new(&plain(Size::S, 1)).expect("a rule book");
    let used: BTreeSet<&str> = book.rules().map(|rule| rule.card().code).collect();
    let missing: Vec<&str> = KINDS.iter().map(|kind| kind.card().code).filter(|code| !used.contains(code)).collect();
    assert!(missing.is_empty(), "give generated alliances an entry in src/generate/rules.rs of {missing:?}");
}

#[test]
fn senseless_orders_are_refused() {
    let refused = |order: Order| generate(&order).expect_err("no alliance");
    assert_eq!(refused(Order { start: date("2026-01-06"), ..order(Size::S, 1) }), Refusal::NotAMonday(date("2026-01-06")));
    assert_eq!(refused(Order { weeks: 0, ..order(Size::S, 1) }), Refusal::Weeks(0));
    assert_eq!(refused(Order { weeks: 27, ..order(Size::S, 1) }), Refusal::Weeks(27));
    assert_eq!(refused(Order { start: date("2026-12-07"), ..order(Size::S, 1) }), Refusal::NoNotice(2027));
}

fn shangxia(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shangxia")).args(arguments).env("LANG", "C.UTF-8").env_remove("LC_ALL").output().expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn the_command_prints_or_writes_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("alliance.yaml");
    let printed = shangxia(&["generate", "--size", "s", "--seed", "5"]);
    assert_eq!(code(&printed), 0);
    let written = shangxia(&["generate", "--size", "s", "--seed", "5", "-o", text(&path)]);
    assert_eq!((code(&written), written.stdout.len()), (0, 0));
    assert_eq!(printed.stdout, fs::read(&path).unwrap());
    assert!(String::from_utf8(written.stderr).unwrap().contains("doctors"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_planted_roster_is_written_beside_and_both_are_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (instance, roster) = (folder.path().join("alliance.yaml"), folder.path().join("alliance.roster.yaml"));
    let written = shangxia(&["generate", "--size", "s", "--seed", "2", "--planted", "-o", text(&instance), "--lang", "zh"]);
    assert_eq!(code(&written), 0);
    assert!(String::from_utf8(written.stderr).unwrap().contains("班表"));
    let check = shangxia(&["check", text(&instance)]);
    assert_eq!((code(&check), check.stderr.len()), (0, 0));
    let audit = shangxia(&["audit", text(&instance), text(&roster)]);
    assert_eq!(code(&audit), 0, "{}", String::from_utf8_lossy(&audit.stdout));
}

#[test]
fn the_command_refuses_what_makes_no_sense() {
    for wrong in [
        &["generate", "--size", "s", "--planted"][..],
        &["generate", "--seed", "1"],
        &["generate", "--size", "huge"],
        &["generate", "--size", "s", "--weeks", "27"],
        &["generate", "--size", "s", "--start", "2026-01-06"],
        &["generate", "--size", "s", "--start", "2030-01-07"],
    ] {
        let output = shangxia(wrong);
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{wrong:?}");
    }
    let refused = shangxia(&["generate", "--size", "s", "--start", "2026-01-06", "--lang", "zh"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("不是星期一"));
    let nowhere = shangxia(&["generate", "--size", "s", "-o", "/nowhere/at/all.yaml"]);
    assert_eq!(code(&nowhere), 1);
}
