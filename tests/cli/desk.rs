//! What the HR desk does with a roster once it is made: give it a version, go on to the next quarter.

use super::*;

const ROSTER: &str = "solutions/ward_of_two.yaml";

#[test]
fn a_roster_is_drafted_approved_released_and_any_change_afterwards_is_found() {
    let folder = folder();
    let place = folder.path().join("published");
    let publish = |arguments: &[&str]| shangxia(&[&["--lang", "en", "publish"], arguments].concat());
    let draft = publish(&["draft", text(&place), WARD, ROSTER, "--by", "HR-01"]);
    assert_eq!(code(&draft), 0, "{}", err(&draft));
    // What is not approved is not given out.
    assert_eq!(code(&publish(&["release", text(&place), "1", "--by", "DIR-01"])), 2);
    assert_eq!(code(&publish(&["approve", text(&place), "1", "--by", "HR-01"])), 0);
    assert_eq!(code(&publish(&["release", text(&place), "1", "--by", "DIR-01"])), 0);
    let again = publish(&["release", text(&place), "1", "--by", "DIR-01"]);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("draft another one"), "{}", err(&again));
    assert_eq!(code(&publish(&["verify", text(&place)])), 0);
    assert!(out(&publish(&["log", text(&place)])).contains("release  DIR-01"));
    let roster = place.join("v001/roster.yaml");
    fs::write(&roster, fs::read_to_string(&roster).unwrap() + "\n").unwrap();
    let verify = publish(&["verify", text(&place)]);
    assert_eq!(code(&verify), 6);
    assert!((out(&verify) + &err(&verify)).contains("v001/roster.yaml"));
}

#[test]
fn the_next_quarter_is_an_instance_that_check_accepts_and_a_wrong_roster_makes_none() {
    let folder = folder();
    let next = folder.path().join("next.yaml");
    let made = shangxia(&["rollover", WARD, ROSTER, "-o", text(&next)]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    assert_eq!(code(&shangxia(&["check", text(&next)])), 0);
    let wrong = write(folder.path(), "wrong.yaml", &fs::read_to_string(ROSTER).unwrap().replace("D001", "D999"));
    let other = folder.path().join("other.yaml");
    let refused = shangxia(&["rollover", WARD, text(&wrong), "-o", text(&other)]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("D999") && !other.exists());
}
