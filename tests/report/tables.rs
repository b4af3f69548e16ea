//! Tables for programs.

use crate::quarter::quarter;
use serde_json::Value;
use shangxia::{
    diagnostic::Lang,
    report::tables::{Table, json, tables},
};

fn named(name: &str) -> Table {
    tables(&quarter().timetable, Lang::En).into_iter().find(|table| table.name == name).expect(name)
}

fn column(table: &Table, name: &str) -> Vec<Value> {
    let place = table.columns.iter().position(|column| column.name == name).expect(name);
    table.rows.iter().map(|row| row[place].clone()).collect()
}

fn sum(table: &Table, name: &str) -> f64 {
    column(table, name).iter().filter_map(Value::as_f64).sum()
}

#[test]
fn rows_have_a_value_for_each_column_and_csv_has_them_all() {
    for table in tables(&quarter().timetable, Lang::Zh) {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        let text = table.csv().unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert!(reader.headers().unwrap().iter().eq(table.columns.iter().map(|column| column.name)), "{}", table.name);
        assert_eq!(reader.records().map(|record| record.unwrap().len()).collect::<Vec<_>>(), vec![table.columns.len(); table.rows.len()]);
    }
}

#[test]
fn the_tables_add_up_to_the_roster() {
    let quarter = quarter();
    let timetable = &quarter.timetable;
    let duties = named("duties");
    assert_eq!(duties.rows.len(), quarter.roster.duties.len());
    assert_eq!(named("stints").rows.len(), timetable.stints.len());
    let minutes: i64 = timetable.doctors.iter().map(|doctor| doctor.hours.total).sum();
    for (table, hours) in [(&duties, "counted_hours"), (&named("hours"), "hours"), (&named("attendance"), "hours")] {
        assert!((sum(table, hours) - minutes as f64 / 60.0).abs() < 1e-6, "{}", table.name);
    }
    assert_eq!(sum(&named("attendance"), "duties") as usize, quarter.roster.duties.len());
    assert_eq!(sum(&named("coverage"), "there") as usize, quarter.roster.duties.len());
    assert_eq!(sum(&named("shortages"), "missing") as u32, timetable.missing());
    let penalties: i64 = timetable.findings.iter().map(|finding| finding.penalty).sum();
    assert_eq!(sum(&named("findings"), "penalty") as i64, penalties);
    assert!(column(&named("objective"), "penalty").contains(&Value::from(timetable.objective.penalty)));
}

#[test]
fn fairness_holds_the_own_number_between_least_and_most() {
    let quarter = quarter();
    let table = named("fairness");
    assert_eq!(table.rows.len(), quarter.timetable.doctors.len() * 4);
    let numbers = |name: &str| -> Vec<f64> { column(&table, name).iter().map(|value| value.as_f64().unwrap()).collect() };
    let counted = column(&table, "counted");
    for (row, counts) in counted.iter().enumerate() {
        let [own, least, mean, most] = ["own", "least", "mean", "most"].map(|name| numbers(name)[row]);
        assert!(counts.as_bool() == Some(false) || (least <= own && own <= most), "{row}");
        assert!(least - 0.1 <= mean && mean <= most + 0.1, "{row}");
    }
}

#[test]
fn the_json_document_holds_the_same_records() {
    let quarter = quarter();
    let document: Value = serde_json::from_str(&json(&quarter.timetable, Lang::En)).unwrap();
    for table in tables(&quarter.timetable, Lang::En) {
        let records = document["tables"][table.name].as_array().expect(table.name);
        assert_eq!(records.len(), table.rows.len(), "{}", table.name);
        for (record, row) in records.iter().zip(&table.rows) {
            assert!(table.columns.iter().zip(row).all(|(column, value)| record[column.name] == *value), "{}", table.name);
        }
    }
}
