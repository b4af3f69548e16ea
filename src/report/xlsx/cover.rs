//! The first sheet: what is in the workbook, and how it is used.

use super::{
    XlsxError, look,
    sheet::{Book, Paper},
    unit::Layout,
};
use crate::text;
use rust_xlsxwriter::Url;

pub(super) fn sheet(book: &mut Book<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let title = format!("{} {}", book.say(&timetable.alliance), book.either("排班表", "roster"));
    let dates = book.dates();
    let mut sheet = book.sheet(&layout.cover_sheet, &title, &dates, Paper::A4)?;
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 90)?;
    let (head, cell) = (look::boxed(lang).set_bold().set_background_color(look::HEAD), look::boxed(lang).set_text_wrap());
    let (doctors, duties, missing) = (timetable.doctors.len(), timetable.duties(), timetable.missing());
    let hard = timetable.objective.hard();
    let lines = [
        (book.either("审计结论", "Audit"), timetable.statement.in_lang(lang).to_owned()),
        (
            book.either("规模", "Size"),
            text!("{doctors} 名医生，{duties} 个班", "{doctors} doctors, {duties} duties").in_lang(lang).to_owned(),
        ),
        (
            book.either("缺人 / 硬性违规", "Short / hard findings"),
            text!("缺 {missing} 人次；硬性违规 {hard} 处", "{missing} persons × days short; {hard} hard findings").in_lang(lang).to_owned(),
        ),
        (
            book.either("怎样改班", "How to change it"),
            book.either(
                "在科室表的格子里改代码，一天两个班中间空一格；请人支援，在“（支援）”行左边写工号。不要动日期、工号和隐藏的行列。改完保存为 .xlsx，运行：shangxia import-roster 实例.yaml 排班表.yaml 本文件.xlsx -o 新排班表.yaml",
                "Change the codes in the cells of a unit sheet, two duties of a day with a blank between; for a guest, write the code left of “(guest)”. Leave dates, doctors' codes and hidden rows and columns alone. Save as .xlsx and run: shangxia import-roster INSTANCE.yaml ROSTER.yaml THIS.xlsx -o NEW.yaml",
            )
            .to_owned(),
        ),
        (
            book.either("合计", "Totals"),
            book.either(
                "科室表右侧的工时、夜班、周末、节假日是公式，随格子变动；本科室人员的合计含在其他科室的班。其他各表是出表时的结果，读回后请重新出表。",
                "Hours, nights, weekends and holidays at the right of a unit sheet are formulas; those of the unit's own people take in their duties elsewhere. The other sheets say how it was when written: report again after reading back.",
            )
            .to_owned(),
        ),
        (book.either("制表标识", "Fingerprint"), timetable.fingerprint.clone()),
    ];
    let mut row = 3;
    for (label, said) in lines {
        sheet.write_string_with_format(row, 0, label, &head)?;
        sheet.set_row_height(row, 15.0 * said.encode_utf16().count().div_ceil(if said.is_ascii() { 90 } else { 50 }) as f64 + 3.0)?;
        sheet.write_string_with_format(row, 1, said, &cell)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, book.either("科室表（可改）", "Unit sheets (may be changed)"), &head)?;
    for (table, name) in timetable.units.iter().zip(&layout.sheets) {
        row += 1;
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        sheet.write_url_with_format(row, 0, link, &cell)?;
        sheet.write_string_with_format(row, 1, book.say(&table.title()), &cell)?;
    }
    sheet.set_print_area(0, 0, row, 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.push(sheet);
    Ok(())
}
