//! The command line as a person uses it: what it prints, where, and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod desk;
mod explain;
mod repair;
mod solve;
mod whatif;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const WARD: &str = "instances/ward_of_two.yaml";

fn shangxia(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shangxia"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A folder of its own for a test's files.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn check_is_content_with_a_good_instance() {
    let output = shangxia(&["check", WARD]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("no mistakes"), "{}", out(&output));
    assert!(out(&shangxia(&["check", WARD, "--lang", "zh"])).contains("没有错误"));
}

#[test]
fn check_reports_bad_input_with_its_place() {
    let folder = folder();
    let good = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(WARD)).unwrap();
    let bad = write(folder.path(), "bad.yaml", &good.replacen("doctors:", "docters:", 1));
    let output = shangxia(&["check", text(&bad)]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("docters") && err(&output).contains("doctors") && err(&output).contains("bad.yaml:"), "{}", err(&output));
}

#[test]
fn a_file_that_is_not_there_is_a_failure_of_its_own() {
    let output = shangxia(&["check", "nowhere.yaml"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("nowhere.yaml"));
}

#[test]
fn a_wrong_command_line_is_bad_input() {
    assert_eq!(code(&shangxia(&["solve"])), 2);
    assert_eq!(code(&shangxia(&["sovle", WARD])), 2);
    assert_eq!(code(&shangxia(&["report", WARD, WARD, "--week", "0"])), 2);
}

#[test]
fn help_has_examples_and_exit_codes_in_both_languages() {
    let english = out(&shangxia(&["--help"]));
    assert!(english.contains("Examples:") && english.contains("Exit codes:"), "{english}");
    let chinese = out(&shangxia(&["--lang", "zh", "solve", "--help"]));
    assert!(chinese.contains("排出一份班表") && chinese.contains("例子"), "{chinese}");
}

#[test]
fn the_rule_book_can_be_read() {
    let rules = out(&shangxia(&["rules"]));
    for kind in shangxia::rules::KINDS {
        assert!(rules.contains(kind.card().code));
        let page = shangxia(&["explain", kind.card().code, "--lang", "zh"]);
        assert_eq!(code(&page), 0);
        assert!(out(&page).contains("依据") && !out(&page).contains("## English"));
    }
    assert!(out(&shangxia(&["rules", "--pack", "cn-alliance"])).contains("weekly_hours"));
    let unknown = shangxia(&["explain", "weekly_hour"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("`weekly_hours`"), "{}", err(&unknown));
}

#[test]
fn schema_and_completions_are_printed() {
    let schema: serde_json::Value = serde_json::from_str(&out(&shangxia(&["schema"]))).expect("JSON");
    assert!(schema["properties"]["doctors"].is_object());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&shangxia(&["completions", shell])).contains("shangxia"));
    }
}

#[test]
fn audit_refuses_a_roster_with_a_cell_changed_and_says_who_when_what_and_how_much() {
    let folder = folder();
    let solution = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("solutions/ward_of_two.yaml")).unwrap();
    let good = write(folder.path(), "good.yaml", &solution);
    assert_eq!(code(&shangxia(&["audit", WARD, text(&good)])), 0);
    // Another duty at the time of one that stands: the first duty doubled on the other post.
    let duty = solution.lines().find(|line| line.contains("post:") && line.contains("doctor:")).expect("a duty");
    let other = if duty.contains("night") { duty.replace("night", "day") } else { duty.replace("day", "night") };
    let bad = write(folder.path(), "bad.yaml", &solution.replacen(duty, &format!("{duty}\n{other}"), 1));
    let output = shangxia(&["audit", WARD, text(&bad)]);
    assert_eq!(code(&output), 3, "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("D00") && out(&output).contains("2026-"), "{}", out(&output));
}

#[test]
fn report_prints_and_writes_one_page() {
    let folder = folder();
    let page = folder.path().join("roster.html");
    let summary = shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--summary"]);
    assert_eq!(code(&summary), 0, "{}", err(&summary));
    let full = out(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--lang", "zh"]));
    assert!(full.contains("D001"));
    assert_eq!(code(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--html", text(&page)])), 0);
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(code(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--unit", "nowhere"])), 2);
    assert_eq!(code(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--week", "26"])), 2);
}

#[test]
fn import_writes_an_instance_that_check_accepts() {
    let folder = folder();
    let instance = folder.path().join("week.yaml");
    let output = shangxia(&["import", "--format", "shift-scheduling", "tests/exchange/week.txt", "-o", text(&instance)]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(code(&shangxia(&["check", text(&instance)])), 0);
    let printed = shangxia(&["import", "--format", "shift-scheduling", "tests/exchange/week.txt"]);
    assert_eq!(printed.stdout, fs::read(&instance).unwrap());
}

#[test]
fn import_reports_bad_input_with_its_place_and_writes_nothing() {
    let folder = folder();
    let instance = folder.path().join("broken.yaml");
    let broken = "tests/exchange/broken/several.txt";
    let output = shangxia(&["import", "--format", "shift-scheduling", broken, "-o", text(&instance), "--lang", "zh"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("several.txt:7:3") && err(&output).contains("建议"), "{}", err(&output));
    assert!(!instance.exists());
    assert_eq!(code(&shangxia(&["import", "--format", "shift-scheduling", "nowhere.txt"])), 1);
    let binary = folder.path().join("binary.txt");
    fs::write(&binary, b"SECTION_HORIZON\n\xff\n").unwrap();
    let output = shangxia(&["import", "--format", "shift-scheduling", text(&binary)]);
    assert!(code(&output) == 2 && err(&output).contains("UTF-8"), "{}", err(&output));
}

#[test]
fn report_writes_calendars_and_tables_and_nothing_when_the_roster_before_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let [calendars, tables, document] = ["calendars", "tables", "roster.json"].map(|name| folder.path().join(name));
    let roster = "solutions/ward_of_two.yaml";
    assert_eq!(code(&shangxia(&["report", WARD, roster, "--ics", text(&calendars), "--since", "nowhere.yaml"])), 1);
    assert!(!calendars.exists());
    let all =
        ["report", WARD, roster, "--ics", text(&calendars), "--sequence", "2", "--since", roster, "--csv", text(&tables), "--json", text(&document)];
    assert_eq!(code(&shangxia(&all)), 0);
    let calendar = std::fs::read_dir(&calendars).unwrap().flatten().next().unwrap();
    assert!(std::fs::read_to_string(calendar.path()).unwrap().contains("SEQUENCE:2\r\n"));
    assert!(std::fs::read_to_string(tables.join("duties.csv")).unwrap().starts_with("doctor,date,"));
    assert!(std::fs::read_to_string(&document).unwrap().starts_with("{\n"));
    assert_eq!(code(&shangxia(&["report", WARD, roster, "--sequence", "2"])), 2);
}

#[test]
fn report_writes_a_roster_as_a_table() {
    let folder = folder();
    let table = folder.path().join("roster.csv");
    assert_eq!(code(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--csv-roster", text(&table)])), 0);
    let written = fs::read_to_string(&table).unwrap();
    assert!(written.lines().all(|line| line.matches(',').count() == 7) && written.starts_with("D001,"), "{written}");
    assert_eq!(code(&shangxia(&["report", WARD, "solutions/ward_of_two.yaml", "--csv-roster", text(&table), "--week", "1"])), 2);
}

/// The answer of another solver: the recorded roster of the ward in the words of the model.
fn answer_of_another() -> String {
    let solution = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("solutions/ward_of_two.yaml")).unwrap();
    let duties = solution.lines().filter_map(|line| line.strip_prefix("  - { date: ")?.strip_suffix(" }"));
    let name = |duty: &str| {
        let parts: Vec<&str> = duty.split(", ").map(|part| part.split(": ").last().unwrap()).collect();
        format!("duty(d.{},date.{},post.{}) 1\n", parts[2], parts[0].replace('-', "~"), parts[1].replace('-', "~"))
    };
    duties.fold("# Objective value = 20\n".to_owned(), |text, duty| text + &name(duty))
}

#[test]
fn the_model_is_written_whole_the_same_each_time_or_not_at_all() {
    let folder = folder();
    for (format, last) in [("lp", "End\n"), ("mps", "ENDATA\n")] {
        let file = folder.path().join(format!("ward.{format}"));
        let output = shangxia(&["export", WARD, "--format", format, "-o", text(&file)]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        let written = fs::read(&file).unwrap();
        assert!(String::from_utf8(written.clone()).unwrap().ends_with(last));
        assert_eq!(shangxia(&["export", WARD, "--format", format, "-o", "-"]).stdout, written);
    }
    let output = shangxia(&["export", WARD, "--format", "lp", "-o", "nowhere/ward.lp"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("nowhere/ward.lp"), "{}", err(&output));
    assert_eq!(code(&shangxia(&["export", WARD, "--format", "xml", "-o", "-"])), 2);
}

#[test]
fn another_solvers_answer_becomes_an_audited_roster_that_says_where_it_comes_from() {
    let folder = folder();
    let answer = write(folder.path(), "ward.sol", &answer_of_another());
    let roster = folder.path().join("roster.yaml");
    let output = shangxia(&["import-solution", WARD, text(&answer), "-o", text(&roster), "--solver", "SCIP", "--bound", "19.2"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let written = fs::read_to_string(&roster).unwrap();
    let said = ["solver: \"SCIP (ward.sol)\"", "status: imported", "penalty: 20", "bound: 20"];
    assert!(said.iter().all(|said| written.contains(said)), "{written}");
    assert_eq!(code(&shangxia(&["audit", WARD, text(&roster)])), 0);
    let page = folder.path().join("page.html");
    assert_eq!(code(&shangxia(&["report", WARD, text(&roster), "--html", text(&page)])), 0);
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("another solver") && !page.contains("Time limit"), "no limit where nothing was searched");
    let unbounded = shangxia(&["import-solution", WARD, text(&answer), "-o", "-"]);
    assert!(code(&unbounded) == 0 && !out(&unbounded).contains("bound:"), "{}", out(&unbounded));
}

#[test]
fn an_answer_that_cannot_be_used_is_refused_with_line_reason_and_advice() {
    let folder = folder();
    let roster = folder.path().join("roster.yaml");
    let import = |answer: &str, more: &[&str]| {
        let answer = write(folder.path(), "ward.sol", answer);
        let output = shangxia(&[&["import-solution", WARD, text(&answer), "-o", text(&roster)], more].concat());
        assert!(!roster.exists(), "a refused answer leaves no roster");
        (code(&output), err(&output) + &out(&output))
    };
    let good = answer_of_another();
    let (exit, said) = import(&good.replace("D001", "D009"), &[]);
    assert!(exit == 2 && said.contains("ward.sol:2: the model has no column `duty(d.D009,") && said.contains("Did you mean"), "{said}");
    let (exit, said) = import(&good.replacen(" 1\n", " 0.5\n", 1), &[]);
    assert!(exit == 2 && said.contains("ward.sol:2:") && said.contains("is 0.5, no integer"), "{said}");
    let (exit, said) = import("solution status: infeasible\nno solution available\n", &["--lang", "zh"]);
    assert!(exit == 2 && said.contains("ward.sol:2: 求解器没有找到解"), "{said}");
    let (exit, said) = import(&good, &["--bound", "21"]);
    assert!(exit == 2 && said.contains("above the penalty of 20"), "{said}");
    let both = "duty(d.D001,date.2026~01~05,post.ward~night) 1\nduty(d.D001,date.2026~01~06,post.ward~day) 1\n";
    let (exit, said) = import(both, &[]);
    assert!(exit == 3 && said.contains("D001") && said.contains("breaks hard rules"), "{said}");
    assert_eq!(code(&shangxia(&["import-solution", WARD, "nowhere.sol", "-o", text(&roster)])), 1);
}

#[test]
fn an_objective_that_the_decisions_do_not_bear_out_is_told() {
    let folder = folder();
    let answer = write(folder.path(), "ward.sol", &answer_of_another().replace("= 20", "= 17"));
    let output = shangxia(&["import-solution", WARD, text(&answer), "-o", "-"]);
    assert!(code(&output) == 0 && err(&output).contains("states an objective of 17") && err(&output).contains("penalty is 20"), "{}", err(&output));
}

#[cfg(feature = "solver")]
mod solving {
    use super::*;

    #[test]
    fn the_same_input_and_seed_give_the_same_bytes() {
        let folder = folder();
        let rosters = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
        for roster in &rosters {
            let output = shangxia(&["solve", WARD, "-o", text(roster), "--seed", "7"]);
            assert_eq!(code(&output), 0, "{}", err(&output));
        }
        assert_eq!(fs::read(&rosters[0]).unwrap(), fs::read(&rosters[1]).unwrap());
        let printed = shangxia(&["solve", WARD, "-o", "-", "--seed", "7"]);
        assert_eq!(printed.stdout, fs::read(&rosters[0]).unwrap());
    }

    #[test]
    fn the_course_of_a_search_is_written_as_a_table() {
        let folder = folder();
        let (roster, trace) = (folder.path().join("roster.yaml"), folder.path().join("trace.csv"));
        assert_eq!(code(&shangxia(&["solve", WARD, "-o", text(&roster), "--trace", text(&trace)])), 0);
        let table = fs::read_to_string(trace).unwrap();
        assert!(table.starts_with("seconds,stage,incumbent,bound\n"), "{table}");
        let last = table.lines().last().unwrap();
        assert!(last.ends_with(",\"end\",20.000,20.000"), "{last}");
    }

    #[test]
    fn hard_rules_that_contradict_each_other_are_named_with_the_doctors() {
        let folder = folder();
        let ward = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(WARD)).unwrap();
        let cut = ward.find("\nrules:").expect("the rules of the ward");
        let end = ward[cut + 1..].find("\n\n").map_or(ward.len(), |end| cut + 1 + end);
        // Every day covered, and nobody may work more than an hour a week.
        let rules = "\nrules:\n  entries:\n    - coverage: { enforce: hard }\n    - weekly_hours: { max: 1h, window: calendar, enforce: hard }\n";
        let bad = write(folder.path(), "bad.yaml", &format!("{}{rules}{}", &ward[..cut], &ward[end..]));
        let roster = folder.path().join("roster.yaml");
        let output = shangxia(&["solve", text(&bad), "-o", text(&roster)]);
        assert_eq!(code(&output), 4, "{}", err(&output));
        assert!(!roster.exists(), "no roster, no file");
        let message = err(&output);
        assert!(message.contains("coverage") || message.contains("weekly_hours"), "{message}");
    }

    #[test]
    fn why_there_is_no_roster_is_said_with_ways_out_that_can_be_written() {
        let folder = folder();
        let ward = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(WARD)).unwrap();
        let bad = write(folder.path(), "bad.yaml", &ward.replace("days: [workday], need: { min: 1 }", "days: [workday], need: { min: 3 }, floor: 3"));
        let output = shangxia(&["explain", "--infeasible", text(&bad), "--lang", "en"]);
        assert_eq!(code(&output), 4, "{}", err(&output));
        let page = out(&output);
        assert!(page.contains("`coverage`") && page.contains("ward-day") && page.contains("floor: 2"), "{page}");
        let output = shangxia(&["explain", "--infeasible", WARD, "--lang", "en"]);
        assert!(code(&output) == 0 && out(&output).contains("there is a roster"), "{}", out(&output));
        // What `solve` says when it finds none is the same.
        let roster = folder.path().join("roster.yaml");
        let output = shangxia(&["solve", text(&bad), "-o", text(&roster), "--lang", "en"]);
        assert!(code(&output) == 4 && err(&output).contains("ways out"), "{}", err(&output));
    }

    #[test]
    fn why_a_doctor_is_on_duty_is_said_and_a_question_must_be_asked() {
        let solution = "solutions/ward_of_two.yaml";
        let output = shangxia(&["explain", WARD, solution, "--doctor", "D002", "--date", "2026-01-08", "--lang", "en"]);
        assert!(code(&output) == 0 && out(&output).contains("who else could take it"), "{}{}", out(&output), err(&output));
        let output = shangxia(&["explain", WARD, solution, "--lang", "en"]);
        assert!(code(&output) == 2 && err(&output).contains("nothing is asked"), "{}", err(&output));
        let output = shangxia(&["explain", WARD, solution, "--doctor", "D099", "--date", "2026-01-08", "--lang", "en"]);
        assert!(code(&output) == 2 && err(&output).contains("D099"), "{}", err(&output));
    }

    #[test]
    fn a_folder_that_is_not_there_leaves_nothing_behind() {
        let output = shangxia(&["solve", WARD, "-o", "nowhere/roster.yaml"]);
        assert_eq!(code(&output), 1);
        assert!(err(&output).contains("nowhere/roster.yaml"), "{}", err(&output));
    }
}

#[test]
fn a_roster_workbook_is_written_and_read_back_and_a_broken_one_writes_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let (book, new, pinned) = (path("ward.xlsx"), path("new.yaml"), path("pinned.yaml"));
    let roster = "solutions/ward_of_two.yaml";
    assert_eq!(code(&shangxia(&["report", WARD, roster, "--xlsx", text(&book)])), 0);
    let output = shangxia(&["import-roster", WARD, roster, text(&book), "-o", text(&new), "--pinned", text(&pinned)]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("nothing was changed"), "{}", out(&output));
    let original = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(roster)).unwrap();
    assert_eq!(fs::read_to_string(&new).unwrap(), original);
    assert_eq!(code(&shangxia(&["check", text(&pinned)])), 0);

    let (broken, none) = (write(folder.path(), "broken.xlsx", "no workbook"), path("none.yaml"));
    let output = shangxia(&["import-roster", WARD, roster, text(&broken), "-o", text(&none), "--pinned", text(&none)]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("not-a-workbook") && err(&output).contains("no file was written"), "{}", err(&output));
    assert!(!none.exists());
    assert_eq!(code(&shangxia(&["import-roster", WARD, roster, "nowhere.xlsx"])), 1);
}
