//! The comparison as an Excel workbook: a row for each case.

use super::{Comparison, Line, table};
use crate::{
    diagnostic::{Lang, Text},
    report::xlsx::{XlsxError, look},
    text,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
use unicode_width::UnicodeWidthStr;

/// The row of the heads: below the title, the notes and a row left free.
const HEADS: u32 = 4;

/// Columns of numbers are so wide, in letters; those of words up to three times that.
const WIDTH: usize = 11;

/// More columns than these are printed on A3.
const ON_A4: usize = 12;

/// What stands in a cell.
enum Cell {
    Text(String),
    Number(f64),
    Nothing,
}

/// The bytes of an `.xlsx` file; the same comparison gives the same bytes.
///
/// # Errors
/// The comparison is larger than a sheet of Excel.
pub fn workbook(comparison: &Comparison, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Nothing may depend on the clock.
    let stamp = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(comparison.title.in_lang(lang)).set_author("shangxia").set_creation_datetime(&stamp));
    workbook.push_worksheet(cases(comparison, lang)?);
    workbook.push_worksheet(pairs(comparison, lang)?);
    if let Some(closing) = &comparison.closing {
        let heads = vec![
            text!("增加", "Added"),
            text!("医生", "Doctors"),
            text!("缺口（人·天）", "Short (persons × days)"),
            text!("罚分", "Penalty"),
            text!("下界", "Bound"),
        ];
        let rows = closing.steps.iter().map(|step| {
            let own = &step.measures;
            vec![
                step.added.as_ref().map_or(Cell::Nothing, |added| Cell::Text(added.in_lang(lang).to_owned())),
                Cell::Number(step.doctors as f64),
                Cell::Number(f64::from(own.missing)),
                Cell::Number(own.penalty as f64),
                own.bound.map_or(Cell::Nothing, |bound| Cell::Number(bound as f64)),
            ]
        });
        let name = text!("还差几名医生", "Doctors more");
        workbook.push_worksheet(sheet(comparison, &name, &[table::closing(closing)], &heads, &rows.collect::<Vec<_>>(), lang)?);
    }
    workbook.save_to_buffer()
}

fn cases(comparison: &Comparison, lang: Lang) -> Result<Worksheet, XlsxError> {
    let columns = table::columns();
    let mut heads = vec![text!("情景", "Scenario"), text!("医生", "Doctors")];
    heads.extend(columns.iter().map(|column| column.about.clone()));
    if let Some(own) = comparison.lines.iter().find_map(|line| line.measures.as_ref()) {
        heads.extend(own.priorities.iter().map(|(name, _)| text!("罚分：{0}", "Penalty: {0}", if lang == Lang::Zh { &name.zh } else { &name.en })));
    }
    heads.extend([
        text!("罚分", "Penalty"),
        text!("下界", "Bound"),
        text!("差距（%）", "Gap (%)"),
        text!("与现状相差", "Against the first line"),
        text!("结论", "Verdict"),
    ]);
    let row = |(position, line): (usize, &Line)| {
        let mut cells = vec![Cell::Text(line.name.in_lang(lang).to_owned())];
        if let Some(own) = &line.measures {
            cells.push(Cell::Number(own.doctors as f64));
            cells.extend(columns.iter().map(|column| Cell::Number((column.value)(own))));
            cells.extend(own.priorities.iter().map(|(_, sum)| Cell::Number(*sum as f64)));
            cells.push(Cell::Number(own.penalty as f64));
            cells.push(own.bound.map_or(Cell::Nothing, |bound| Cell::Number(bound as f64)));
            cells.push(own.gap().map_or(Cell::Nothing, |gap| Cell::Number(gap as f64 / 100.0)));
            let differs = comparison.base().filter(|_| line.comparable && position > 0).map(|base| own.penalty - base.penalty);
            cells.push(differs.map_or(Cell::Nothing, |differs| Cell::Number(differs as f64)));
        }
        cells.resize_with(heads.len() - 1, || Cell::Nothing);
        let verdict = if position == 0 { line.ending.clone() } else { table::against_base(comparison, position) };
        cells.push(Cell::Text(verdict.in_lang(lang).to_owned()));
        cells
    };
    let rows: Vec<Vec<Cell>> = comparison.lines.iter().enumerate().map(row).collect();
    sheet(comparison, &text!("情景对比", "Scenarios"), &table::notes(), &heads, &rows, lang)
}

fn pairs(comparison: &Comparison, lang: Lang) -> Result<Worksheet, XlsxError> {
    let heads = [text!("前者", "First"), text!("后者", "Second"), text!("后者的总罚分与前者相比", "Penalty of the second against the first")];
    let name = |position: usize| Cell::Text(comparison.lines[position].name.in_lang(lang).to_owned());
    let rows: Vec<Vec<Cell>> = comparison
        .pairs
        .iter()
        .map(|pair| vec![name(pair.first), name(pair.second), Cell::Text(pair.standing.words().in_lang(lang).to_owned())])
        .collect();
    sheet(comparison, &text!("两两比较", "Pairs"), &[], &heads, &rows, lang)
}

fn sheet(comparison: &Comparison, name: &Text, notes: &[Text], heads: &[Text], rows: &[Vec<Cell>], lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let paper = if heads.len() > ON_A4 { 8 } else { 9 };
    sheet.set_name(name.in_lang(lang))?.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    let title = format!("{} · {} · {}", name.in_lang(lang), comparison.alliance.in_lang(lang), comparison.dates.in_lang(lang));
    sheet.write_string_with_format(0, 0, title, &look::title(lang))?;
    for (row, note) in (1..).zip(notes) {
        sheet.write_string_with_format(row, 0, note.in_lang(lang), &look::note(lang))?;
    }
    let base = look::boxed(lang);
    let (words, number) = (base.clone().set_indent(1).set_text_wrap(), base.set_num_format("#,##0.##;-#,##0.##").set_align(FormatAlign::Right));
    let mut lines = 1;
    for (column, head) in heads.iter().enumerate() {
        let (head, width) = (head.in_lang(lang), width(rows, column));
        sheet.write_string_with_format(HEADS, column as u16, head, &look::head(lang))?;
        sheet.set_column_width(column as u16, width as f64)?;
        lines = lines.max(head.width().div_ceil(width - 2));
    }
    sheet.set_row_height(HEADS, 16 * lines as u32 + 4)?;
    for (row, cells) in (HEADS + 1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            write(&mut sheet, row, column, cell, &words, &number)?;
        }
    }
    sheet.set_freeze_panes(HEADS + 1, 1)?;
    sheet.set_repeat_rows(HEADS, HEADS)?;
    sheet.set_print_area(0, 0, HEADS + rows.len() as u32, heads.len().saturating_sub(1) as u16)?;
    Ok(sheet)
}

/// As wide as its words ask for, within reason.
fn width(rows: &[Vec<Cell>], column: usize) -> usize {
    let words = rows.iter().filter_map(|cells| if let Some(Cell::Text(text)) = cells.get(column) { Some(text.width() + 4) } else { None });
    words.max().unwrap_or(0).clamp(WIDTH, 3 * WIDTH)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, words: &Format, number: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, words)?,
        Cell::Number(value) => sheet.write_number_with_format(row, column, *value, number)?,
        Cell::Nothing => sheet.write_blank(row, column, words)?,
    };
    Ok(())
}
