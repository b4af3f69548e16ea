//! Cells, rows and sheets with something wrong: each says where, what, and what to do.

use super::fixture::{
    Book,
    Put::{self, *},
    edited, import, lines, shown, ward,
};

/// What is said of a workbook: each message begins with its code and place and holds the words.
fn says(bytes: &[u8], wanted: &[(&str, &[&str])]) {
    let import = import(bytes);
    let lines = lines(&import);
    assert_eq!(lines.len(), wanted.len(), "\n{}", lines.join("\n"));
    for (line, (begin, words)) in lines.iter().zip(wanted) {
        assert!(line.starts_with(begin), "{line}\nshould begin with {begin}");
        for word in *words {
            assert!(line.contains(word), "{line}\nshould say {word}");
        }
    }
    let wrong = import.said.iter().any(|said| said.diagnostic.is_error());
    assert_eq!(import.instance.is_none(), wrong, "an instance if nothing is wrong, and only then\n{}", lines.join("\n"));
    for said in &import.said {
        assert!(!said.diagnostic.advice.zh.is_empty() && !said.diagnostic.advice.en.is_empty(), "no advice: {said:?}");
    }
    assert_eq!(shown(&import).lines().filter(|line| line.trim_start().starts_with("-->")).count(), wanted.len());
}

fn spoilt(sheet: &'static str, cell: &str, put: Put, wanted: &[(&str, &[&str])]) {
    says(&ward().put(sheet, cell, put).bytes(), wanted);
}

#[test]
fn the_workbook_as_it_should_be_is_read_without_a_word() {
    says(&ward().bytes(), &[]);
}

#[test]
fn merged_cells() {
    let bytes = ward().bytes_with("医生", |page| {
        page.merge_range(1, 2, 2, 2, "ward", &rust_xlsxwriter::Format::new()).unwrap();
    });
    says(&bytes, &[("merged-cells 医生!C2", &["C2:C3", "取消合并"]), ("missing-value 医生!C3（所属科室）", &["没有填写"])]);
}

#[test]
fn a_text_where_a_date_belongs() {
    spoilt("请假与状态", "D2", Text("下周五"), &[("wrong-date 请假与状态!D2（开始日）", &["下周五", "2026-01-05"])]);
    spoilt("请假与状态", "D2", Text("2026年1月9日"), &[("wrong-date 请假与状态!D2（开始日）", &["写成 2026-01-09"])]);
    spoilt("请假与状态", "E2", Text("2026-02-30"), &[("wrong-date 请假与状态!E2（结束日）", &["没有 2026 年 2 月 30 日"])]);
}

#[test]
fn a_date_as_text_is_a_date_all_the_same() {
    spoilt("请假与状态", "D2", Text("2026-01-09"), &[]);
}

#[test]
fn the_day_that_never_was_in_1900() {
    spoilt("医生", "E2", Serial(60.0), &[("unreadable-cell 医生!E2（出生日期）", &["1900 年 2 月 29 日"])]);
}

#[test]
fn a_workbook_that_counts_from_1904() {
    let book = ward().put("请假与状态", "D2", Serial(46031.0 - 1462.0)).put("请假与状态", "E2", Serial(46031.0 - 1462.0));
    let book =
        book.put("概况", "B3", Serial(46027.0 - 1462.0)).put("医生", "E2", Serial(29301.0 - 1462.0)).put("医生", "E3", Serial(35736.0 - 1462.0));
    let bytes = edited(&book.bytes(), "xl/workbook.xml", |text| text.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    let (here, there) = (import(&bytes), import(&ward().bytes()));
    assert!(here.instance.is_some(), "{}", shown(&here));
    assert_eq!(here.instance, there.instance);
}

#[test]
fn a_date_that_lost_its_format_and_one_with_a_time() {
    spoilt("请假与状态", "D2", Number(46031.0), &[("wrong-date 请假与状态!D2（开始日）", &["46031", "2026-01-09"])]);
    spoilt("请假与状态", "D2", Serial(46031.5), &[("unreadable-cell 请假与状态!D2（开始日）", &["2026-01-09", "时间"])]);
}

#[test]
fn full_width_digits() {
    spoilt("概况", "B4", Text("１"), &[("read-as 概况!B4（计划周数）", &["按“1”读取"])]);
    spoilt("请假与状态", "B2", Text("Ｄ００２"), &[("read-as 请假与状态!B2（医生）", &["按“D002”读取"])]);
}

#[test]
fn blanks_around_a_value() {
    spoilt("医生", "C2", Text("ward  "), &[("read-as 医生!C2（所属科室）", &["按“ward”读取"])]);
    spoilt("医生", "D3", Text("\u{3000}住院医师"), &[("read-as 医生!D3（职称）", &["按“住院医师”读取"])]);
}

#[test]
fn the_same_id_twice() {
    spoilt(
        "医生",
        "B3",
        Text("D001"),
        &[("duplicate-id 医生!B3（编号）", &["D001", "医生!B2"]), ("unknown-id 请假与状态!B2（医生）", &["没有“D002”"])],
    );
}

#[test]
fn an_id_nobody_has() {
    spoilt("医生", "C3", Text("wart"), &[("unknown-id 医生!C3（所属科室）", &["wart", "是不是想写“ward”"])]);
    spoilt("请假与状态", "B2", Text("D2"), &[("unknown-id 请假与状态!B2（医生）", &["“医生”表里没有“D2”", "D002"])]);
}

#[test]
fn a_sheet_is_missing() {
    says(&ward().without("班次").bytes(), &[("missing-table -", &["缺少表“班次”"])]);
}

#[test]
fn a_sheet_has_another_name() {
    says(
        &ward().renamed("医生", "医生表").bytes(),
        &[("unknown-table 医生表", &["是不是想写“医生”"]), ("missing-table -", &["缺少表“医生”"]), ("unknown-id 请假与状态!B2（医生）", &["D002"])],
    );
}

#[test]
fn a_sheet_of_ones_own_is_left_alone() {
    says(&ward().put("会议记录草稿", "A1", Text("随便写写")).bytes(), &[("unknown-table 会议记录草稿", &["没有读取", "可以不管"])]);
}

#[test]
fn a_header_has_another_name() {
    spoilt("医生", "C1", Text("所属科"), &[("unknown-header 医生!C1", &["所属科", "是不是想写“所属科室”"])]);
    spoilt("医生", "C1", Text("血型"), &[("unknown-header 医生!C1", &["血型"]), ("missing-header 医生!A1", &["缺少表头“所属科室”"])]);
    spoilt("医生", "F1", Text("血型"), &[("unknown-header 医生!F1", &["血型", "表头不要改动"])]);
}

#[test]
fn a_header_twice_and_a_column_without_one() {
    spoilt("医生", "F1", Text("职称"), &[("duplicate-header 医生!F1", &["职称", "医生!D1"])]);
    spoilt("医生", "G3", Text("备注"), &[("missing-header 医生!G1", &["没有表头", "第 3 行"])]);
}

#[test]
fn headers_and_sheets_in_english_are_read_too() {
    let book =
        ward().renamed("医生", "Doctors").put("Doctors", "B1", Text("id")).put("Doctors", "C1", Text("Home")).put("Doctors", "D1", Text("TITLE"));
    says(&book.put("Doctors", "D2", Text("associate_chief")).bytes(), &[]);
}

#[test]
fn a_formula_with_an_error_and_one_that_was_never_worked_out() {
    spoilt("医生", "C2", Formula("=科室!B99", "#REF!"), &[("unreadable-cell 医生!C2（所属科室）", &["#REF!", "改正公式"])]);
    let bytes = ward().put("医生", "C2", Formula("=科室!B2", "ward")).bytes();
    says(&bytes, &[]);
    let forgotten = edited(&bytes, "xl/worksheets/sheet6.xml", |text| text.replace("<v>ward</v>", ""));
    says(&forgotten, &[("unreadable-cell 医生!C2（所属科室）", &["没有保存下来的结果"])]);
}

#[test]
fn a_word_that_is_not_in_the_list() {
    spoilt("医生", "D3", Text("住院医生"), &[("unknown-value 医生!D3（职称）", &["是不是想写“住院医师”", "主任医师", "did you mean `resident`"])]);
    spoilt("岗位", "F3", Text("周一、周八"), &[("unknown-value 岗位!F3（开放日）", &["周八", "周四"])]);
    spoilt("医生", "F2", Text("也许"), &[("wrong-type 医生!F2（不上夜班）", &["只能填是或否"])]);
}

#[test]
fn a_number_that_is_none() {
    spoilt("岗位", "G2", Number(1.5), &[("wrong-type 岗位!G2（最少人数）", &["1.5", "填整数"])]);
    spoilt("岗位", "G2", Text("两人"), &[("wrong-type 岗位!G2（最少人数）", &["两人"])]);
    spoilt("概况", "B4", Number(99.0), &[("out-of-range 概况!B4（计划周数）", &["1 到 52"])]);
}

#[test]
fn an_id_the_spreadsheet_made_a_date_of() {
    spoilt("科室", "B2", Serial(46082.0), &[("date-in-text 科室!B2（编号）", &["日期", "文本"])]);
}

#[test]
fn required_cells_left_blank_are_named_one_by_one() {
    let book = ward().put("医生", "B4", Text("D003"));
    says(&book.bytes(), &[("missing-value 医生!C4（所属科室）", &["没有填写", "必填"]), ("missing-value 医生!D4（职称）", &["没有填写"])]);
}

#[test]
fn settings_of_a_rule() {
    spoilt("规则", "C2", Text("max: 56"), &[("wrong-time 规则!C2（参数）", &["56"])]);
    spoilt("规则", "C2", Text("maxx: 56h"), &[("unknown-key 规则!C2（参数）", &["maxx", "max"])]);
    spoilt("规则", "C2", Text("max: [56h"), &[("yaml-syntax 规则!C2（参数）", &[])]);
    spoilt("规则", "B2", Text("每周工作"), &[("unknown-rule 规则!B2（规则）", &["每周工作", "是不是想写“每周工时”"])]);
    spoilt("规则", "D2", Text("严格"), &[("unknown-value 规则!D2（执行方式）", &["严格"])]);
}

#[test]
fn a_date_that_cannot_be_is_named_by_the_check_of_its_meaning() {
    spoilt("概况", "B3", Date("2026-01-06"), &[("not-a-monday 概况!B3（计划开始日）", &["2026-01-05"])]);
    spoilt("请假与状态", "E2", Date("2026-01-01"), &[("ends-before-it-begins 请假与状态!E2（结束日）", &["2026-01-01"])]);
}

#[test]
fn two_calendars() {
    let book = ward().put("概况", "A7", Text("自定义日历来源")).put("概况", "B7", Text("通知"));
    says(&book.bytes(), &[("said-twice 概况!B7（自定义日历来源）", &["只保留一处"])]);
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_sheets() {
    let book: Book = ward().put("医生", "D3", Text("院长")).put("岗位", "C2", Text("wart")).put("概况", "B4", Text("一周"));
    says(&book.bytes(), &[("wrong-type 概况!B4", &["一周"]), ("unknown-id 岗位!C2", &["wart"]), ("unknown-value 医生!D3", &["院长"])]);
}
