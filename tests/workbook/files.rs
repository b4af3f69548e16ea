//! Files that are no workbooks, or workbooks nobody should open without care.

use super::fixture::{edited, import, lines, shown, ward};
use std::{
    fmt::Write as _,
    io::{Cursor, Write},
    time::{Duration, Instant},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The one message about a whole file.
fn refused(bytes: &[u8], code: &str, words: &str) {
    let import = import(bytes);
    let lines = lines(&import);
    assert!(import.instance.is_none() && lines.len() == 1, "{lines:?}");
    assert!(lines[0].starts_with(&format!("{code} -: ")) && lines[0].contains(words), "{}", lines[0]);
}

/// Reading a workbook gives what reading the unspoilt one gives.
fn read_all_the_same(bytes: &[u8]) {
    let import = import(bytes);
    assert_eq!(import.instance, super::fixture::import(&ward().bytes()).instance, "{}", shown(&import));
}

#[test]
fn files_that_are_no_workbooks() {
    refused(b"", "empty-file", "选错了文件");
    refused(b"alliance: { zh: x }\n", "not-a-workbook", "shangxia template");
    refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0], "locked-workbook", "密码");
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    refused(&other.finish().unwrap().into_inner(), "not-a-workbook", ".xlsx");
    let sound = ward().bytes();
    refused(&sound[..sound.len() / 2], "not-a-workbook", ".xlsx");
    refused(&vec![0; 33 * 1024 * 1024], "workbook-too-large", "32 MB");
}

#[test]
fn a_workbook_without_any_of_our_sheets() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "hello").unwrap();
    let import = import(&book.save_to_buffer().unwrap());
    assert!(lines(&import)[0].starts_with("no-tables -: "), "{:?}", lines(&import));
}

#[test]
fn a_workbook_with_a_torn_sheet() {
    let torn = edited(&ward().bytes(), "xl/worksheets/sheet6.xml", |text| text[..text.len() / 2].to_owned());
    refused(&torn, "damaged-workbook", "已损坏");
    let odd = edited(&ward().bytes(), "xl/workbook.xml", |text| text[..text.len() / 2].to_owned());
    refused(&odd, "damaged-workbook", "已损坏");
}

/// The workbook with one more part of zeros.
pub fn bomb(size: usize) -> Vec<u8> {
    let mut out = ZipWriter::new_append(Cursor::new(ward().bytes())).unwrap();
    out.start_file("xl/media/image1.png", SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..size {
        out.write_all(&zeros).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bytes = bomb(300);
    assert!(bytes.len() < 1024 * 1024, "a small file");
    let begun = Instant::now();
    refused(&bytes, "workbook-too-large", "128 MB");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_bomb_that_lies_about_its_size_is_not_unpacked_either() {
    let mut bytes = bomb(300);
    let size = (300_u32 * 1024 * 1024).to_le_bytes();
    let mut lies = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies > 0, "the size stands in the file");
    let import = import(&bytes);
    let line = &lines(&import)[0];
    assert!(import.instance.is_none() && (line.starts_with("workbook-too-large") || line.starts_with("damaged-workbook")), "{line}");
}

/// The workbook with so many rows that have a look but nothing in them.
pub fn empty_rows(last: usize) -> Vec<u8> {
    edited(&ward().bytes(), "xl/worksheets/sheet6.xml", |text| {
        let mut rows = String::new();
        for row in 4..last {
            write!(rows, "<row r=\"{row}\" spans=\"1:6\"><c r=\"B{row}\" s=\"1\"/></row>").unwrap();
        }
        assert!(rows.len() > last * 50, "{}", rows.len());
        text.replace("</sheetData>", &format!("{rows}</sheetData>"))
    })
}

#[test]
fn ten_megabytes_of_empty_rows_are_read_in_no_time() {
    let bytes = empty_rows(200_000);
    let begun = Instant::now();
    read_all_the_same(&bytes);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_cell_in_the_last_corner_of_the_sheet_takes_no_memory() {
    let bytes = edited(&ward().bytes(), "xl/worksheets/sheet6.xml", |text| {
        text.replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>")
    });
    let lines = lines(&import(&bytes));
    assert!(lines.len() == 1 && lines[0].starts_with("missing-header 医生!XFD1"), "{lines:?}");
}

#[test]
fn entities_of_a_document_type_are_not_unfolded() {
    let bytes = edited(&ward().bytes(), "xl/worksheets/sheet6.xml", |text| {
        let laugh = (1..20).fold("<!ENTITY a0 \"ha\">".to_owned(), |all, n| format!("{all}<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1));
        text.replacen("<worksheet", &format!("<!DOCTYPE x [{laugh}]><worksheet"), 1).replace("<v>", "<v>&a19;")
    });
    let begun = Instant::now();
    assert!(import(&bytes).instance.is_none());
    assert!(begun.elapsed() < Duration::from_secs(5));
}

/// Reading what is left never panics, whatever was cut out or changed.
#[test]
fn workbooks_with_anything_changed_are_read_or_refused() {
    let sound = ward().bytes();
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let parts = [
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet6.xml",
        "xl/worksheets/sheet1.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ];
    let odd = ["", "<", ">", "\"", "999999999999", "-1", "&#0;", "é", "/", "A0", "ZZZZ1", "1e400", "<c r=\"A1\" t=\"s\"><v>99999</v></c>"];
    let mut changed = 0;
    for round in 0..300 {
        let (at, cut, put) = (next(usize::MAX >> 1), next(12), odd[next(odd.len())]);
        let part = parts[round % parts.len()];
        let bytes = edited(&sound, part, |text| {
            let letters: Vec<char> = text.chars().collect();
            let at = at % letters.len();
            letters[..at].iter().copied().chain(put.chars()).chain(letters[(at + cut).min(letters.len())..].iter().copied()).collect()
        });
        let import = import(&bytes);
        changed += usize::from(!import.said.is_empty());
        assert!(import.instance.is_some() || !import.said.is_empty(), "no instance and no word about it");
    }
    assert!(changed > 50, "{changed}");
    for round in 0..300 {
        let mut bytes = sound.clone();
        let at = next(bytes.len());
        bytes[at] ^= 1 << (round % 8);
        let import = import(&bytes);
        assert!(import.instance.is_some() || !import.said.is_empty());
    }
}
