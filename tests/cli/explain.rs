//! Questions that are answered by solving.
#![cfg(all(unix, feature = "solver"))]

use super::*;
use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

#[test]
fn a_question_says_what_it_does_and_ends_when_it_is_interrupted() {
    let mut asked = Command::new(env!("CARGO_BIN_EXE_shangxia"))
        .args(["explain", "--infeasible", "instances/tongzhou_2026q1.yaml", "--lang", "en"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut lines = BufReader::new(asked.stderr.take().expect("what it says")).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    assert!(first.contains("asking whether the hard rules can hold together"), "{first}");
    let told = Command::new("kill").args(["-INT", &asked.id().to_string()]).status().expect("kill");
    assert!(told.success());
    let said: Vec<String> = lines.collect();
    assert_eq!(asked.wait().expect("an end").code(), Some(5), "{said:?}");
    assert!(said.iter().any(|line| line.contains("interrupted before a reason was found")), "{said:?}");
}
