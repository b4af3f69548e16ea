//! The empty workbook and its examples.

use super::fixture::{edited, import, lines, shown};
use calamine::{Reader, Xlsx};
use shangxia::{
    diagnostic::Lang,
    exchange::workbook::{template, write_workbook},
    format::{Source, read_instance},
    generate::{Order, Size, generate},
};
use std::io::Cursor;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn sheets(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn the_empty_template_says_what_has_to_be_filled_in_and_nothing_else() {
    for lang in LANGS {
        let import = import(&template(lang).unwrap());
        let lines = lines(&import);
        let codes: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(codes, ["missing-value", "missing-value", "missing-value", "missing-key"], "{}", shown(&import));
        let cells: Vec<&str> = import.said.iter().map(|said| said.at.as_ref().unwrap().split_once('!').unwrap().1).collect();
        assert_eq!(cells, ["B2", "B4", "B5", "B6"]);
    }
}

/// With the marks taken away and the example column read, the examples are an alliance without a mistake.
#[test]
fn the_examples_are_an_instance_without_a_mistake() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/workbook/example.yaml");
    let example = read_instance(&Source::open(&path).unwrap());
    let instance = example.value.unwrap_or_else(|| panic!("{:?}", example.diagnostics));
    for (lang, mark) in [(Lang::Zh, "例"), (Lang::En, "e.g.")] {
        let bytes = template(lang).unwrap();
        let unmarked = edited(&bytes, "xl/sharedStrings.xml", |text| text.replace(&format!("<t>{mark}</t>"), "<t> </t>"));
        let mut overview = sheets(&write_workbook(&instance, lang).unwrap()).worksheet_range_at(1).unwrap().unwrap();
        let import = import(&unmarked);
        let overview_only = lines(&import).iter().all(|line| line.contains(if lang == Lang::Zh { "概况!" } else { "Overview!" }));
        assert!(overview_only, "{}", shown(&import));
        assert!(overview.get_size().0 > 5);
        overview = sheets(&bytes).worksheet_range_at(1).unwrap().unwrap();
        let examples = (1..overview.get_size().0).filter(|row| overview.get((*row, 2)).is_some_and(|cell| !cell.to_string().is_empty())).count();
        assert!(examples >= 9, "{examples} examples in the overview");
    }
}

#[test]
fn every_sheet_has_an_example_a_frozen_header_notes_and_checks() {
    for lang in LANGS {
        let bytes = template(lang).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
        let names = sheets(&bytes).sheet_names();
        let tables = names.len() - 3;
        assert_eq!(tables, 27, "{names:?}");
        for (index, name) in names.iter().enumerate().take(tables + 1).skip(2) {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut archive.by_name(&format!("xl/worksheets/sheet{}.xml", index + 1)).unwrap(), &mut text).unwrap();
            for part in ["state=\"frozen\"", "<dataValidation ", "legacyDrawing", "orientation=\"landscape\""] {
                assert!(text.contains(part), "{name}: {part}");
            }
            let range = sheets(&bytes).worksheet_range(name).unwrap();
            let mark = range.get((1, 0)).map(ToString::to_string).unwrap_or_default();
            assert_eq!(mark, if lang == Lang::Zh { "例" } else { "e.g." }, "{name}");
        }
    }
}

#[test]
fn the_template_is_the_same_every_time() {
    for lang in LANGS {
        assert_eq!(template(lang).unwrap(), template(lang).unwrap());
    }
}

#[test]
fn a_generated_alliance_goes_into_a_workbook_and_back() {
    let start = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    for seed in 0..3 {
        let made = generate(&Order { size: Size::S, seed, start, weeks: 13, planted: false }).unwrap().instance;
        let import = import(&write_workbook(&made, Lang::Zh).unwrap());
        assert_eq!(import.instance.as_ref(), Some(&made), "{}", shown(&import));
    }
}
