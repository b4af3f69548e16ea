use super::{code, err, folder, shangxia, text};

#[test]
fn a_search_that_runs_out_of_time_writes_nothing_and_says_what_is_known_of_the_hard_rules() {
    let folder = folder();
    let roster = folder.path().join("roster.yaml");
    let output = shangxia(&["solve", "instances/tongzhou_2026q1.yaml", "-o", text(&roster), "--time-limit", "1", "--lang", "en"]);
    assert_eq!(code(&output), 4, "{}", err(&output));
    let said = err(&output);
    let (_, reason) = said.split_once("no roster was found in the time allowed").expect("what happened");
    // Found in time or not.
    assert!(reason.contains("the hard rules can hold together"), "{said}");
    assert!(!roster.exists());
}
