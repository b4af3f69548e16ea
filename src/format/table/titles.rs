//! What tables and columns are called, and what people are told about them.

use super::layout::{Column, Content, Table};
use crate::diagnostic::suggest;
use std::{collections::BTreeMap, sync::OnceLock};

/// Code, title and note, all in Chinese, one on a line. `*` stands for any table.
const CHINESE: &str = include_str!("titles.zh.tsv");

/// Titles of the tables in English.
const TABLES: &[(&str, &str)] = &[
    ("overview", "Overview"),
    ("calendar.holidays", "Own calendar"),
    ("sites", "Sites"),
    ("travel", "Travel"),
    ("units", "Units"),
    ("shifts", "Shifts"),
    ("posts", "Posts"),
    ("posts.need_on", "Other needs"),
    ("posts.mix", "Skill mix"),
    ("quotas", "Quotas"),
    ("quotas.produced_by", "Producers"),
    ("quotas.panels", "Panels"),
    ("doctors", "Doctors"),
    ("doctors.facts", "Leave and facts"),
    ("programmes", "Programmes"),
    ("programmes.content", "Programme content"),
    ("programmes.minima", "Contract minima"),
    ("institutions", "Person-weeks"),
    ("rules.entries", "Rules"),
    ("requests", "Requests"),
    ("history.duties", "Past duties"),
    ("history.counts", "Past counts"),
    ("history.stints", "Past stints"),
    ("pins.duties", "Pinned duties"),
    ("pins.stints", "Pinned stints"),
    ("published.stints", "Published stints"),
    ("published.duties", "Published duties"),
];

fn chinese(code: &str) -> Option<(&'static str, &'static str)> {
    static LINES: OnceLock<BTreeMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    let lines = LINES.get_or_init(|| {
        let line = |line: &'static str| {
            let mut parts = line.split('\t');
            Some((parts.next()?, (parts.next()?, parts.next().unwrap_or_default())))
        };
        CHINESE.lines().filter_map(line).collect()
    });
    lines.get(code).copied()
}

fn chinese_column(table: &Table, column: &Column) -> Option<(&'static str, &'static str)> {
    let code = table.column_code(column);
    let path = column.path.join(".");
    chinese(&code)
        .or_else(|| chinese(&format!("*.{path}")))
        .or_else(|| chinese(&format!("*.{}", column.path.last().copied().unwrap_or(code.rsplit('.').next()?))))
}

/// What a table is called. Sheets of a workbook bear this name.
pub(crate) fn table_title(code: &str, in_chinese: bool) -> String {
    let english = || TABLES.iter().find(|(known, _)| *known == code).map_or_else(|| code.replace('.', " "), |(_, title)| (*title).to_owned());
    chinese(&format!("[{code}]")).filter(|_| in_chinese).map_or_else(english, |(title, _)| title.to_owned())
}

/// What a table is for.
pub(crate) fn table_note(code: &str, in_chinese: bool) -> &'static str {
    let note = chinese(&format!("[{code}]")).map_or("", |(_, note)| note);
    let (zh, en) = note.split_once('|').unwrap_or((note, ""));
    if in_chinese { zh } else { en }
}

/// What a column is called.
pub(crate) fn column_title(table: &Table, column: &Column, in_chinese: bool) -> String {
    let english = || {
        let code = table.column_code(column);
        let path = if column.path.is_empty() { code.rsplit('.').next().unwrap_or_default().to_owned() } else { column.path.join(" ") };
        path.replace('_', " ")
            .replace("name zh", "name (Chinese)")
            .replace("name en", "name (English)")
            .replace("alliance zh", "alliance (Chinese)")
            .replace("alliance en", "alliance (English)")
    };
    chinese_column(table, column).filter(|_| in_chinese).map_or_else(english, |(title, _)| title.to_owned())
}

/// What a column holds, for the note at its header.
pub(crate) fn column_note(table: &Table, column: &Column, in_chinese: bool) -> String {
    let mut note =
        if in_chinese { chinese_column(table, column).map_or(String::new(), |(_, note)| note.to_owned()) } else { column.description.to_owned() };
    let mut add = |zh: String, en: String| {
        let text = if in_chinese { zh } else { en };
        if !note.is_empty() {
            note.push(if in_chinese { '。' } else { ' ' });
            note = note.replace("。。", "。");
        }
        note.push_str(&text);
    };
    if column.required {
        add("必填".to_owned(), "Required.".to_owned());
    }
    match &column.content {
        Content::Date => add("日期，如 2026-01-05".to_owned(), "A date, such as 2026-01-05.".to_owned()),
        Content::Minutes => add("时长，如 8h、45m、8h30m".to_owned(), "A length of time, such as 8h, 45m, 8h30m.".to_owned()),
        Content::Clock => add("时刻，如 08:00".to_owned(), "A time of day, such as 08:00.".to_owned()),
        Content::Integer(least, most) if *most < i64::from(u32::MAX) => {
            add(format!("{least} 到 {most} 的整数"), format!("A whole number, {least} to {most}."));
        }
        Content::Integer(..) => add("整数".to_owned(), "A whole number.".to_owned()),
        Content::List(inner) => {
            add("几项之间用顿号或逗号分开".to_owned(), "Several are separated by commas.".to_owned());
            if let Content::Word(of, codes) = inner.as_ref()
                && codes.len() < 16
            {
                let listed = |chinese| suggest::listed(super::words::words_of(of, codes, chinese));
                add(format!("可填：{}", listed(true)), format!("Choose from: {}.", listed(false)));
            }
        }
        Content::Pairs(..) => {
            add("写成“名称: 数字”，几项之间用顿号或逗号分开".to_owned(), "Write `name: number`, several separated by commas.".to_owned());
        }
        _ => {}
    }
    if let Some(default) = column.default.filter(|default| default.is_number() || default.as_str().is_some_and(|text| !text.is_empty())) {
        let default = super::cell::written(&column.content, default, in_chinese).map_or(String::new(), |cell| cell.shown());
        if !default.is_empty() {
            add(format!("不填即 {default}"), format!("Blank stands for {default}."));
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::table::tables;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_and_column_has_a_chinese_title_and_note_and_titles_are_unique() {
        let mut wrong = Vec::new();
        let mut names = BTreeSet::new();
        for table in tables() {
            if chinese(&format!("[{}]", table.code)).is_none()
                || TABLES.iter().all(|(code, _)| *code != table.code)
                || table_note(&table.code, false).is_empty()
            {
                wrong.push(format!("[{}]", table.code));
            }
            for language in [true, false] {
                let title = table_title(&table.code, language);
                assert!(title.chars().count() <= 31 && names.insert(title.clone()), "{title}");
                let titles: BTreeSet<String> = table.columns.iter().map(|column| column_title(table, column, language)).collect();
                assert_eq!(titles.len(), table.columns.len(), "{} {titles:?}", table.code);
            }
            for column in &table.columns {
                if chinese_column(table, column).is_none_or(|(title, note)| title.is_empty() || note.is_empty()) || column.description.is_empty() {
                    wrong.push(table.column_code(column));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
