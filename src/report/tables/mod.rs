//! Everything a report counts as tables for programs: CSV files or one JSON document, in long
//! format, with the ids of the instance and columns whose names do not change with the language.

mod people;
mod places;
mod value;

use super::Timetable;
use crate::diagnostic::{Lang, Text};
use serde_json::{Map, Value, json};

/// A table: what a row is, its columns and its rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name: the file's and the key's.
    pub name: &'static str,
    /// What one row is.
    pub about: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Values in the order of the columns; nothing where there is none.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds, and in which unit.
    pub about: Text,
}

/// All tables, those without rows among them. Words for people are in the language.
pub fn tables(timetable: &Timetable, lang: Lang) -> Vec<Table> {
    vec![
        people::duties(timetable),
        people::stints(timetable),
        people::hours(timetable),
        people::fairness(timetable),
        people::attendance(timetable),
        people::credit(timetable),
        people::requests(timetable, lang),
        places::coverage(timetable),
        places::shortages(timetable),
        places::quotas(timetable),
        places::experts(timetable),
        value::objective(timetable),
        value::findings(timetable, lang),
    ]
}

impl Table {
    /// The table as CSV (RFC 4180, UTF-8, a line of names first).
    ///
    /// # Errors
    /// Never in memory; the writer's contract.
    pub fn csv(&self) -> std::io::Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(plain))?;
        }
        let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        String::from_utf8(bytes).map_err(std::io::Error::other)
    }

    fn records(&self) -> Vec<Value> {
        let record = |row: &Vec<Value>| -> Value {
            self.columns.iter().map(|column| column.name.to_owned()).zip(row.iter().cloned()).collect::<Map<_, _>>().into()
        };
        self.rows.iter().map(record).collect()
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// All tables as one JSON document: `alliance`, `start`, `weeks`, and under `tables` a list of records each.
pub fn json(timetable: &Timetable, lang: Lang) -> String {
    let tables: Map<String, Value> = tables(timetable, lang).iter().map(|table| (table.name.to_owned(), table.records().into())).collect();
    let document = json!({
        "alliance": timetable.alliance.in_lang(lang),
        "start": timetable.days.first().map(|day| day.date.to_string()),
        "weeks": timetable.weeks.len(),
        "tables": tables,
    });
    format!("{document:#}\n")
}

/// Makes a table from its columns `name: zh, en;`.
macro_rules! table {
    ($name:literal, $zh:literal, $en:literal, { $($column:literal: $czh:literal, $cen:literal;)+ }, $rows:expr) => {
        $crate::report::tables::Table {
            name: $name,
            about: $crate::diagnostic::Text::new($zh, $en),
            columns: vec![$($crate::report::tables::Column { name: $column, about: $crate::diagnostic::Text::new($czh, $cen) }),+],
            rows: $rows,
        }
    };
}
use table;

/// Hours from minutes.
fn in_hours(minutes: i64) -> Value {
    json!(minutes as f64 / 60.0)
}

fn date(timetable: &Timetable, day: usize) -> Value {
    json!(timetable.days[day].date.to_string())
}

/// The id of a unit.
fn unit(timetable: &Timetable, unit: usize) -> Value {
    json!(timetable.units.iter().find(|table| table.unit == unit).map(|table| &table.id))
}

/// The id of the site a unit belongs to.
fn site_of(timetable: &Timetable, unit: usize) -> Value {
    json!(timetable.site_pages.iter().find(|page| page.units.contains(&unit)).map(|page| &page.id))
}

fn site(timetable: &Timetable, site: usize) -> Value {
    json!(timetable.site_pages.iter().find(|page| page.site == site).map(|page| &page.id))
}
