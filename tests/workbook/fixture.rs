//! A small workbook as somebody fills it in, cell by cell, right until a test spoils it.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use shangxia::{
    diagnostic::{Lang, Text},
    exchange::{Import, render, workbook::read_workbook},
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
    path::Path,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What somebody put into a cell.
#[derive(Clone)]
pub enum Put {
    Text(&'static str),
    Number(f64),
    Date(&'static str),
    /// A number shown as a date.
    Serial(f64),
    /// A formula and its stored result.
    Formula(&'static str, &'static str),
}
use Put::{Date, Number, Text as T};

/// Sheets with their cells by row and column.
pub struct Book(BTreeMap<&'static str, BTreeMap<(u32, u16), Put>>);

const ORDER: [&str; 8] = ["概况", "成员单位", "科室", "班次", "岗位", "医生", "请假与状态", "规则"];

/// The ward of two, as somebody fills in the Chinese template.
pub fn ward() -> Book {
    let mut book = Book(BTreeMap::new());
    book.table(
        "概况",
        &[
            &[T("项目"), T("填写")],
            &[T("医联体名称（中文）"), T("两人病房")],
            &[T("计划开始日"), Date("2026-01-05")],
            &[T("计划周数"), Number(1.0)],
            &[T("日历"), T("cn-2026")],
            &[T("规则包"), T("cn-alliance")],
        ],
    );
    book.table("成员单位", &[&[T("不导入"), T("编号"), T("级别")], &[T(""), T("hospital"), T("二级")]]);
    book.table("科室", &[&[T("不导入"), T("编号"), T("所属单位")], &[T(""), T("ward"), T("hospital")]]);
    book.table(
        "班次",
        &[
            &[T("不导入"), T("编号"), T("班次类型"), T("开始时刻"), T("时长"), T("班后休息")],
            &[T(""), T("day"), T("白班"), T("08:00"), T("8h"), T("")],
            &[T(""), T("night"), T("夜班"), T("20:00"), T("12h"), T("24h")],
        ],
    );
    book.table(
        "岗位",
        &[
            &[T("不导入"), T("编号"), T("科室"), T("班次"), T("岗位类型"), T("开放日"), T("最少人数")],
            &[T(""), T("ward-day"), T("ward"), T("day"), T("病房"), T("工作日"), Number(1.0)],
            &[T(""), T("ward-night"), T("ward"), T("night"), T("夜班"), T("周一、周四"), Number(1.0)],
        ],
    );
    book.table(
        "医生",
        &[
            &[T("不导入"), T("编号"), T("所属科室"), T("职称"), T("出生日期"), T("不上夜班")],
            &[T(""), T("D001"), T("ward"), T("副主任医师"), Date("1980-03-21"), T("")],
            &[T(""), T("D002"), T("ward"), T("住院医师"), Date("1997-11-02"), T("")],
        ],
    );
    book.table(
        "请假与状态",
        &[&[T("不导入"), T("医生"), T("类型"), T("开始日"), T("结束日")], &[T(""), T("D002"), T("休假"), Date("2026-01-09"), Date("2026-01-09")]],
    );
    book.table("规则", &[&[T("不导入"), T("规则"), T("参数"), T("执行方式")], &[T(""), T("每周工时"), T("max: 56h"), Number(100.0)]]);
    book
}

impl Book {
    fn table(&mut self, sheet: &'static str, rows: &[&[Put]]) {
        for (row, cells) in (0..).zip(rows) {
            for (column, put) in (0..).zip(*cells) {
                if !matches!(put, T("")) {
                    self.0.entry(sheet).or_default().insert((row, column), put.clone());
                }
            }
        }
    }

    /// Puts something into a cell called as spreadsheets call it, `B3`.
    pub fn put(mut self, sheet: &'static str, cell: &str, put: Put) -> Self {
        let (letters, digits): (String, String) = cell.chars().partition(char::is_ascii_alphabetic);
        let column = letters.bytes().fold(0_u16, |column, letter| column * 26 + u16::from(letter - b'A') + 1) - 1;
        self.0.entry(sheet).or_default().insert((digits.parse::<u32>().unwrap() - 1, column), put);
        self
    }

    pub fn without(mut self, sheet: &str) -> Self {
        self.0.remove(sheet).expect("a sheet");
        self
    }

    pub fn renamed(mut self, sheet: &str, name: &'static str) -> Self {
        let cells = self.0.remove(sheet).expect("a sheet");
        self.0.insert(name, cells);
        self
    }

    /// The workbook, something done to one of its sheets by hand.
    pub fn bytes_with(&self, sheet: &str, spoil: impl Fn(&mut Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        let others = self.0.keys().filter(|name| !ORDER.contains(*name));
        for name in ORDER.iter().chain(others).filter(|name| self.0.contains_key(*name)) {
            let page = book.add_worksheet().set_name(*name).unwrap();
            let dates = Format::new().set_num_format("yyyy-mm-dd");
            for ((row, column), put) in &self.0[name] {
                match put {
                    T(text) => page.write_string(*row, *column, *text).unwrap(),
                    Number(number) => page.write_number(*row, *column, *number).unwrap(),
                    Date(date) => page.write_datetime_with_format(*row, *column, date.parse::<NaiveDate>().unwrap(), &dates).unwrap(),
                    Put::Serial(serial) => page.write_number_with_format(*row, *column, *serial, &dates).unwrap(),
                    Put::Formula(formula, result) => page.write_formula(*row, *column, Formula::new(*formula).set_result(*result)).unwrap(),
                };
            }
            if *name == sheet {
                spoil(page);
            }
        }
        book.save_to_buffer().unwrap()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_with("", |_| {})
    }
}

/// A workbook with the text of some of its parts replaced.
pub fn edited(bytes: &[u8], part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = String::new();
        file.read_to_string(&mut content).unwrap();
        let content = if name == part { edit(content) } else { content };
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(content.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub fn import(bytes: &[u8]) -> Import {
    read_workbook(bytes, Path::new(""))
}

/// Code, place and all texts of a message, on one line.
pub fn lines(import: &Import) -> Vec<String> {
    let both = |text: &Text| format!("{} / {}", text.zh, text.en);
    let line = |said: &shangxia::exchange::Said| {
        let title = said.title.as_ref().map_or(String::new(), |title| format!("（{}）", title.zh));
        let place = said.at.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} {place}{title}: {} → {}", said.diagnostic.code, both(&said.diagnostic.cause), both(&said.diagnostic.advice))
    };
    import.said.iter().map(line).collect()
}

pub fn shown(import: &Import) -> String {
    render("book.xlsx", &import.said, Lang::Zh, false)
}
