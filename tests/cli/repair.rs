//! `repair`, `swap` and `stress`.

use super::*;

#[test]
fn repair_writes_roster_instance_and_changes_and_the_roster_stands_up_to_an_audit() {
    let folder = tempfile::tempdir().expect("a folder");
    let events = write(folder.path(), "sick.yaml", "events:\n  - ill: { doctor: D002, from: 2026-01-07, to: 2026-01-08 }\n");
    let [repaired, next, json] = ["repaired.yaml", "next.yaml", "changes.json"].map(|name| folder.path().join(name));
    let arguments =
        ["repair", WARD, "solutions/ward_of_two.yaml", "--deterministic", "--time-limit", "10", "--events", text(&events), "-o", text(&repaired)];
    let output = shangxia(&[&arguments[..], &["--instance-out", text(&next), "--json", text(&json), "--lang", "zh"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("D002（住院医师 · 病房）") && out(&output).contains("→ 休息"), "{}", out(&output));
    assert_eq!(code(&shangxia(&["audit", text(&next), text(&repaired)])), 0);
    assert!(fs::read_to_string(&json).unwrap().contains("\"announced\": \"2026-01-07\""));
    let outside = shangxia(&[&arguments[..], &["--announced", "2026-03-01"]].concat());
    assert_eq!(code(&outside), 2);
    let wrong = write(folder.path(), "wrong.yaml", "events:\n  - ill: { doctor: D009, from: 2026-01-07, to: 2026-01-08 }\n");
    let refused = shangxia(&["repair", WARD, "solutions/ward_of_two.yaml", "--events", text(&wrong), "-o", text(&repaired)]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("wrong.yaml:2:20"), "{}", err(&refused));
}

#[test]
fn swap_says_whether_and_writes_only_what_is_allowed() {
    let folder = tempfile::tempdir().expect("a folder");
    let swapped = folder.path().join("swapped.yaml");
    let swap = |one: &str, other: &str| shangxia(&["swap", WARD, "solutions/ward_of_two.yaml", one, other, "-o", text(&swapped)]);
    let roster = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("solutions/ward_of_two.yaml")).unwrap();
    let night = roster.lines().find(|line| line.contains("ward-night")).unwrap();
    let (date, who) = (&night.split("date: ").nth(1).unwrap()[..10], if night.contains("D001") { ("D001", "D002") } else { ("D002", "D001") });
    // The other one is given the night of a day on which both work.
    let output = swap(&format!("{}@{date}:ward-night", who.0), &format!("{}@{date}", who.1));
    assert_eq!(code(&output) == 0, swapped.exists(), "{}", out(&output));
    assert!([0, 3].contains(&code(&output)), "{}", err(&output));
    assert_eq!(code(&swap("D001@2026-01-05", "D001@2026-01-06")), 2);
    assert_eq!(code(&swap("D001", "D002@2026-01-06")), 2);
}

#[test]
fn stress_gives_the_same_report_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = folder.path().join("absences.csv");
    let stress = |threads: &str| {
        let options =
            ["stress", WARD, "solutions/ward_of_two.yaml", "--runs", "3", "--seed", "1", "--work", "2", "--threads", threads, "--csv", text(&csv)];
        let output = shangxia(&options);
        assert_eq!(code(&output), 0, "{}", err(&output));
        (out(&output), fs::read_to_string(&csv).unwrap())
    };
    assert_eq!(stress("1"), stress("2"));
}
