//! The terminal reports.

use crate::quarter::quarter;
use shangxia::{
    diagnostic::Lang,
    report::terminal::{TerminalOptions, full, summary},
};
use unicode_width::UnicodeWidthStr;

#[test]
fn no_line_is_wider_than_eighty_columns() {
    let quarter = quarter();
    let options = TerminalOptions::default();
    for lang in [Lang::Zh, Lang::En] {
        for page in [full(&quarter.timetable, lang, &options), summary(&quarter.timetable, lang, &options)] {
            for line in page.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn the_summary_reads_as_recorded() {
    let quarter = quarter();
    let options = TerminalOptions::default();
    insta::assert_snapshot!("summary_zh", summary(&quarter.timetable, Lang::Zh, &options));
    insta::assert_snapshot!("summary_en", summary(&quarter.timetable, Lang::En, &options));
}

#[test]
fn a_week_of_a_unit_reads_as_recorded() {
    let quarter = quarter();
    let options = TerminalOptions { unit: Some("lake".into()), week: Some(1), ..TerminalOptions::default() };
    insta::assert_snapshot!("lake_week_3_zh", full(&quarter.timetable, Lang::Zh, &options));
    insta::assert_snapshot!("lake_week_3_en", full(&quarter.timetable, Lang::En, &options));
}

#[test]
fn what_stints_bring_reads_as_recorded() {
    let quarter = quarter();
    for (name, lang, first, after) in
        [("stints_bring_zh", Lang::Zh, "离开医生", "个人请求"), ("stints_bring_en", Lang::En, "Residents carried", "Requests")]
    {
        let page = full(&quarter.timetable, lang, &TerminalOptions::default());
        let lines = page.lines().skip_while(|line| !line.starts_with(first)).take_while(|line| !line.starts_with(after));
        insta::assert_snapshot!(name, lines.collect::<Vec<_>>().join("\n"));
    }
}
