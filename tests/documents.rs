//! Pages that are made from the code, compared with what is written. `UPDATE=1 cargo test --test
//! documents` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use shangxia::{
    audit::audit,
    diagnostic::Lang,
    format::{self, Source},
    rules::KINDS,
};
use std::{fmt::Write as _, fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares the part of a page between `<!-- name… -->` and `<!-- /name -->`.
fn compare(page: &str, name: &str, made: &str) {
    let file = root().join(page);
    let text = fs::read_to_string(&file).expect(page);
    let begin = text.find(&format!("<!-- {name}")).expect("the marker of the beginning");
    let begin = begin + text[begin..].find('\n').expect("a line") + 1;
    let end = text.find(&format!("<!-- /{name} -->")).expect("the marker of the end");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, format!("{}{made}{}", &text[..begin], &text[end..])).expect(page);
    } else {
        assert_eq!(&text[begin..end], made, "{page} is out of date: UPDATE=1 cargo test --test documents");
    }
}

fn rule_table(lang: Lang) -> String {
    let mut table = match lang {
        Lang::Zh => "| 规则 | 名称 | 目标 | 内容 |\n| --- | --- | --- | --- |\n".to_owned(),
        Lang::En => "| rule | name | objective | says |\n| --- | --- | --- | --- |\n".to_owned(),
    };
    for kind in KINDS {
        let card = kind.card();
        let priority = card.priority.name();
        let objective = if lang == Lang::Zh { priority.zh() } else { priority.en() };
        let _ = writeln!(table, "| `{}` | {} | {objective} | {} |", card.code, card.name().in_lang(lang), card.statement(lang).replace('\n', " "));
    }
    table
}

#[test]
fn the_rule_tables_of_the_readmes() {
    compare("README.md", "rules", &rule_table(Lang::En));
    compare("README.zh-CN.md", "rules", &rule_table(Lang::Zh));
}

#[test]
fn the_scoreboard_of_the_solutions() {
    let mut table = "| instance | doctors | weeks | penalty | bound | gap | hard findings | places short | ended by |\n".to_owned();
    table += "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for name in ["ward_of_two", "town_of_eight", "tongzhou_2026q1"] {
        let read = |folder: &str| Source::open(&root().join(folder).join(format!("{name}.yaml"))).expect(name);
        let instance = format::read_instance(&read("instances")).value.expect(name);
        let roster = format::read_roster(&read("solutions"), &instance).value.expect(name);
        let verdict = audit(&instance, &roster).expect(name);
        let provenance = roster.provenance.as_ref().expect("provenance");
        let short: u32 = roster.shortages.iter().map(|shortage| shortage.missing).sum();
        let bound = provenance.bound.map_or("–".to_owned(), |bound| bound.to_string());
        let gap = provenance.gap_basis_points.map_or("–".to_owned(), |gap| format!("{}.{:02} %", gap / 100, gap % 100));
        let _ = writeln!(
            table,
            "| `{name}` | {} | {} | {} | {bound} | {gap} | {} | {short} | {} |",
            instance.doctors.len(),
            instance.horizon.weeks,
            verdict.penalty(),
            verdict.hard().count(),
            provenance.status
        );
    }
    compare("solutions/README.md", "scoreboard", &table);
}

/// Columns do not depend on the roster: the smallest one shows them all.
#[test]
fn the_columns_of_the_tables() {
    let read = |folder: &str| Source::open(&root().join(folder).join("ward_of_two.yaml")).expect(folder);
    let instance = format::read_instance(&read("instances")).value.expect("an instance");
    let roster = format::read_roster(&read("solutions"), &instance).value.expect("a roster");
    let timetable = shangxia::report::Timetable::new(&instance, &roster, &audit(&instance, &roster).expect("a verdict"));
    let mut page = String::new();
    for table in shangxia::report::tables::tables(&timetable, Lang::En) {
        let _ = write!(page, "\n## `{}`\n\n{}。 {}.\n\n| column | 内容 | holds |\n| --- | --- | --- |\n", table.name, table.about.zh, table.about.en);
        for column in &table.columns {
            let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.about.zh, column.about.en);
        }
    }
    compare("docs/tables.md", "tables", &(page + "\n"));
}
