//! The commands, as people type them.

use super::fixture::{Put::Text, ward};
use std::{
    path::Path,
    process::{Command, Output},
};

fn shangxia(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shangxia"));
    command.args(arguments).current_dir(folder).env_remove("LC_ALL").env("LANG", "C.UTF-8").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn instance(name: &str) -> String {
    format!("{}/instances/{name}.yaml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_workbook_filled_in_becomes_an_instance_that_check_accepts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ward.xlsx"), ward().bytes()).unwrap();
    let output = shangxia(folder.path(), &["import", "ward.xlsx", "-o", "ward.yaml"]);
    assert_eq!((output.status.code(), said(&output).contains("2 doctors, 2 posts, 1 weeks")), (Some(0), true), "{}", said(&output));
    let checked = shangxia(folder.path(), &["check", "ward.yaml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn mistakes_are_told_with_sheet_and_cell_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ward.xlsx"), ward().put("医生", "D3", Text("院长")).bytes()).unwrap();
    let output = shangxia(folder.path(), &["--lang", "zh", "import", "ward.xlsx", "-o", "ward.yaml"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("错误[unknown-value]") && said.contains("ward.xlsx 医生!D3（职称）") && said.contains("建议"), "{said}");
    assert!(!folder.path().join("ward.yaml").exists());
}

#[test]
fn the_template_is_in_chinese_unless_english_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, sheet) in [(&["template", "-o", "a.xlsx"][..], "医生"), (&["template", "-o", "a.xlsx", "--lang", "en"], "Doctors")] {
        let output = shangxia(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("a.xlsx")).unwrap();
        assert!(calamine::Reader::sheet_names(&book).iter().any(|name| name == sheet));
    }
}

#[test]
fn an_instance_goes_out_as_workbook_and_as_tables_and_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let town = instance("tongzhou_2026q1");
    for (format, name) in [("xlsx", "town.xlsx"), ("csv", "town")] {
        let output = shangxia(folder.path(), &["export", &town, "--format", format, "-o", name]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let output = shangxia(folder.path(), &["import", name, "-o", &format!("{format}.yaml")]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("xlsx.yaml"), read("csv.yaml"));
    assert!(read("town/doctors.csv").starts_with("id,home,title,skills,contract.weekly,"), "{}", read("town/doctors.csv"));
}

#[test]
fn a_mistake_in_a_table_is_told_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(shangxia(folder.path(), &["export", &instance("ward_of_two"), "--format", "csv", "-o", "ward"]).status.code(), Some(0));
    let path = folder.path().join("ward/doctors.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("D002,ward", "D002,wart")).unwrap();
    let output = shangxia(folder.path(), &["import", "ward"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("ward doctors.csv:3 (home)") && said.contains("did you mean `ward`"), "{said}");
}

#[test]
fn a_file_whose_format_nobody_can_tell_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ward.bin"), "x").unwrap();
    let output = shangxia(folder.path(), &["import", "ward.bin"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--format"), "{}", said(&output));
}

/// With half a gigabyte of address space, what would unpack to more is refused, not died of.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_takes_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bomb.xlsx"), super::files::bomb(600)).unwrap();
    std::fs::write(folder.path().join("empty.xlsx"), super::files::empty_rows(400_000)).unwrap();
    for (file, code, words) in [("bomb.xlsx", 2, "workbook-too-large"), ("empty.xlsx", 0, "2 doctors")] {
        let limited = format!("ulimit -v 524288; exec '{}' import {file} -o out.yaml", env!("CARGO_BIN_EXE_shangxia"));
        let output = Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}
