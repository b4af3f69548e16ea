//! The totals of the unit sheets: the values they show are the auditor's counts, and the formulas say the same of the cells.

use crate::{
    copy::sheets,
    quarter::{Quarter, quarter},
    solved, workbook,
};
use calamine::{Data, Reader, Xlsx};
use shangxia::{
    audit::audit,
    diagnostic::Lang,
    domain::{Instance, Roster},
    report::Timetable,
};
use std::{collections::BTreeMap, io::Cursor};

/// Hours, nights and whether it counts on weekends, by unit and code, as the sheet of codes has them.
type Codes = BTreeMap<String, (f64, f64, f64)>;

/// A number of a cell, whether a program kept it as text or not.
fn number(value: Option<&Data>) -> f64 {
    match value {
        Some(Data::Float(number)) => *number,
        Some(Data::Int(number)) => *number as f64,
        Some(Data::String(text)) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

struct Row {
    doctor: String,
    /// By days: the words of the cell.
    words: Vec<Vec<String>>,
    hours: f64,
    burdens: [f64; 3],
    weeks: Vec<f64>,
    formulas: Vec<String>,
}

struct Unit {
    codes: Codes,
    kinds: Vec<i64>,
    rows: Vec<Row>,
}

fn units(instance: &Instance, roster: &Roster) -> BTreeMap<String, Unit> {
    let bytes = workbook(instance, roster, Lang::Zh);
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    let sheets = sheets(&bytes);
    let (_, codes) = sheets.iter().find(|(name, _)| name == "班次代码").unwrap();
    let (days, weeks) = (instance.horizon.days(), instance.horizon.weeks);
    let mut units = BTreeMap::new();
    for (name, cells) in &sheets {
        let Some(Data::String(key)) = cells.get(&(3, 0)) else { continue };
        let Some(id) = key.strip_prefix("shangxia:unit:").map(str::to_owned) else { continue };
        let posts = instance.posts.iter().filter(|post| post.unit.as_str() == id).map(|post| post.id.to_string()).collect::<Vec<_>>();
        let entry = |row: u32| {
            let Some(Data::String(post)) = codes.get(&(row, 8)) else { return None };
            let Some(Data::String(code)) = codes.get(&(row, 1)) else { return None };
            posts.contains(post).then(|| (code.clone(), (number(codes.get(&(row, 5))), number(codes.get(&(row, 6))), number(codes.get(&(row, 7))))))
        };
        let formulas = file.worksheet_formula(name).unwrap();
        let mut rows = Vec::new();
        for row in 6.. {
            let Some(Data::String(doctor)) =
                cells.get(&(row, 0)).filter(|_| instance.doctor(&cells[&(row, 0)].to_string().as_str().into()).is_some())
            else {
                break;
            };
            let words = (0..days as u32).map(|day| match cells.get(&(row, 2 + day)) {
                Some(Data::String(text)) => text.split(' ').map(str::to_owned).collect(),
                _ => Vec::new(),
            });
            let sums = 2 + days as u32;
            rows.push(Row {
                doctor: doctor.clone(),
                words: words.collect(),
                hours: number(cells.get(&(row, sums))),
                burdens: [1, 2, 3].map(|column| number(cells.get(&(row, sums + column)))),
                weeks: (0..weeks as u32).map(|week| number(cells.get(&(row, sums + 4 + week)))).collect(),
                formulas: (0..4 + weeks as u32).map(|column| formulas.get_value((row, sums + column)).cloned().unwrap_or_default()).collect(),
            });
        }
        let kinds = (0..days as u32).map(|day| number(cells.get(&(3, 2 + day))) as i64).collect();
        units.insert(id, Unit { codes: (0..200).filter_map(entry).collect(), kinds, rows });
    }
    units
}

fn agree(instance: &Instance, roster: &Roster) {
    let verdict = audit(instance, roster).unwrap();
    let timetable = Timetable::new(instance, roster, &verdict);
    let units = units(instance, roster);
    // What the cells add up to, read here in a way of its own: every duty stands plainly on one sheet.
    let mut counted: BTreeMap<&str, (Vec<f64>, [f64; 3])> = BTreeMap::new();
    for unit in units.values() {
        for row in &unit.rows {
            let sum = counted.entry(&row.doctor).or_insert_with(|| (vec![0.0; instance.horizon.weeks], [0.0; 3]));
            for (day, words) in row.words.iter().enumerate() {
                for (hours, night, counts) in words.iter().filter_map(|word| unit.codes.get(word)) {
                    sum.0[day / 7] += hours;
                    sum.1[0] += night;
                    sum.1[1] += if unit.kinds[day] == 1 { *counts } else { 0.0 };
                    sum.1[2] += if unit.kinds[day] == 2 { *counts } else { 0.0 };
                }
            }
        }
    }
    for doctor in &timetable.doctors {
        let home = instance.doctor(&doctor.id.as_str().into()).unwrap().home.to_string();
        let row = units[&home].rows.iter().find(|row| row.doctor == doctor.id).unwrap();
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let load = [doctor.load.nights, doctor.load.weekends, doctor.load.holidays].map(f64::from);
        for (burden, due) in load.into_iter().enumerate() {
            assert!(close(row.burdens[burden], due), "{}", doctor.id);
            assert!(close(counted[doctor.id.as_str()].1[burden], due), "{}", doctor.id);
        }
        assert!(close(row.hours, doctor.hours.total as f64 / 60.0), "{}", doctor.id);
        for (week, minutes) in doctor.hours.weeks.iter().enumerate() {
            assert!(close(row.weeks[week], *minutes as f64 / 60.0), "{} in week {week}", doctor.id);
            assert!(close(counted[doctor.id.as_str()].0[week], *minutes as f64 / 60.0), "{} in week {week}", doctor.id);
        }
    }
}

#[test]
fn totals_are_the_auditors_and_what_the_cells_add_up_to() {
    for name in ["ward_of_two", "town_of_eight", "tongzhou_2026q1"] {
        let (instance, roster) = solved(name);
        agree(&instance, &roster);
    }
    let Quarter { instance, roster, .. } = quarter();
    agree(&instance, &roster);
}

#[test]
fn formulas_look_at_their_own_row_and_add_the_rows_on_other_sheets() {
    let (instance, roster) = solved("ward_of_two");
    let units = units(&instance, &roster);
    let row = &units["ward"].rows[1];
    let times = |cells: &str| {
        let text = format!("SUBSTITUTE(\" \"&{cells}&\" \",CHAR(10),\" \")");
        let codes = "'班次代码'!$B$5:$B$6";
        format!("(LEN({text})-LEN(SUBSTITUTE({text},\" \"&{codes}&\" \",\"\")))/(LEN({codes})+2)")
    };
    let times = times("C8:I8");
    assert_eq!(row.formulas[0], "SUM(N8:N8)");
    assert_eq!(row.formulas[1], format!("SUMPRODUCT({times}*'班次代码'!$G$5:$G$6)"));
    assert_eq!(row.formulas[2], format!("SUMPRODUCT({times}*'班次代码'!$H$5:$H$6*(C$4:I$4=1))"));
    assert_eq!(row.formulas[3], format!("SUMPRODUCT({times}*'班次代码'!$H$5:$H$6*(C$4:I$4=2))"));
    assert_eq!(row.formulas[4], format!("SUMPRODUCT({times}*'班次代码'!$F$5:$F$6)"));
    let quarter = quarter();
    let units = self::units(&quarter.instance, &quarter.roster);
    let away = quarter.roster.stints.iter().find(|stint| stint.programme.as_str() == "lake-down").unwrap();
    let home = quarter.instance.doctor(&away.doctor).unwrap().home.to_string();
    let row = units[&home].rows.iter().find(|row| row.doctor == away.doctor.as_str()).unwrap();
    assert!(row.formulas[1].rsplit_once(")+'").is_some(), "{}", row.formulas[1]);
}
