//! What stands in the cells of the days, and its colours.

use super::{Grid, Layout};
use crate::{
    diagnostic::{Lang, Text},
    domain::Direction,
    report::{
        Cell, Presence, Role, UnitRow, UnitTable, words,
        xlsx::{
            XlsxError,
            look::{self, Tone},
            sheet::Book,
        },
    },
    text,
};
use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatAlign, FormatBorder, Note, Worksheet, utility::row_col_to_cell};

/// Writes the days of a doctor; says whether any holds two duties.
pub(super) fn doctor(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    table: &UnitTable,
    row: u32,
    line: &UnitRow,
) -> Result<bool, XlsxError> {
    let mut two = false;
    for (day, cell) in line.cells.iter().enumerate() {
        let begins = day.is_multiple_of(7) || line.cells[day - 1].presence != cell.presence || !line.cells[day - 1].duties.is_empty();
        let text = if cell.duties.is_empty() { label(book, cell, begins) } else { Some(duties(book, layout, table, cell)) };
        two |= cell.duties.len() > 1;
        let refused = line.role == Role::Own && requests(book, line.doctor, day).any(|request| !request.granted);
        let format = format(book, line, cell, day, refused);
        let column = Grid::day(day);
        match text {
            Some(text) => sheet.write_string_with_format(row, column, text, &format)?,
            None => sheet.write_blank(row, column, &format)?,
        };
        if let Some(said) = note(book, line.doctor, day).filter(|_| line.role == Role::Own) {
            let note = Note::new(said).set_author("shangxia").add_author_prefix(false).set_font_name(look::font(book.lang)).set_width(230);
            sheet.insert_note(row, column, &note)?;
        }
    }
    Ok(two)
}

fn duties(book: &Book<'_>, layout: &Layout, table: &UnitTable, cell: &Cell) -> String {
    let code = |post: &usize| {
        let code = &layout.codes[*post];
        if book.timetable.posts[*post].unit == table.unit { code.clone() } else { format!("({code})") }
    };
    cell.duties.iter().map(code).collect::<Vec<_>>().join(" ")
}

/// Where a doctor is instead, at the beginning and again every Monday.
fn label(book: &Book<'_>, cell: &Cell, begins: bool) -> Option<String> {
    match cell.presence {
        _ if !begins => None,
        Presence::Away(stint) => {
            let stint = &book.timetable.stints[stint];
            // No blank: the label is one word to whoever reads the cell back.
            Some(format!("{}{}", arrow(stint.kind), book.unit_label(stint.host)).replace(char::is_whitespace, "\u{a0}"))
        }
        Presence::Absent(kind) => Some(book.say(&words::fact(kind)).to_owned()),
        _ => None,
    }
}

pub(super) fn arrow(kind: Direction) -> &'static str {
    match kind {
        Direction::Down => "↓",
        Direction::Up => "↑",
        Direction::Training => "→",
    }
}

fn format(book: &Book<'_>, line: &UnitRow, cell: &Cell, day: usize, refused: bool) -> Format {
    let timetable = book.timetable;
    let mut format = look::on_day(book.lang, &timetable.days[day], day.is_multiple_of(7)).set_num_format("@");
    match cell.presence {
        Presence::Away(stint) => {
            let (ground, letters) = look::direction(timetable.stints[stint].kind);
            format = format.set_background_color(ground).set_font_color(letters).set_align(FormatAlign::Left);
        }
        Presence::Absent(_) => format = format.set_background_color(look::absent()).set_font_color(look::SOFT).set_align(FormatAlign::Left),
        Presence::Outside if line.role != Role::Guest => format = format.set_font_color(look::SOFT),
        _ => {}
    }
    if !cell.duties.is_empty() || !matches!(cell.presence, Presence::Away(_) | Presence::Absent(_)) {
        format = format.set_text_wrap().set_align(FormatAlign::Center);
    }
    if refused { format.set_border(FormatBorder::Medium).set_border_color(look::ALARM) } else { format }
}

fn requests<'b>(book: &'b Book<'_>, doctor: usize, day: usize) -> impl Iterator<Item = &'b crate::report::RequestLine> {
    // They stand in the order of doctors and days.
    let all = &book.timetable.requests;
    let first = all.partition_point(|request| (request.doctor, request.day) < (doctor, day));
    all[first..].iter().take_while(move |request| (request.doctor, request.day) == (doctor, day))
}

/// What was asked for on the day, and what became of it.
fn note(book: &Book<'_>, doctor: usize, day: usize) -> Option<String> {
    let said: Vec<String> = requests(book, doctor, day)
        .map(|request| {
            let Text { zh, en } = &request.wish;
            let answer = match (&request.because, request.granted) {
                (_, true) => text!("申请：{zh}（已满足）", "Asked: {en} (granted)"),
                (Some(why), false) => Text::new(format!("申请：{zh}（未满足：{}）", why.zh), format!("Asked: {en} (refused: {})", why.en)),
                (None, false) => text!("申请：{zh}（未满足）", "Asked: {en} (refused)"),
            };
            match &request.reason {
                Some(reason) => format!("{}\n{}{reason}", book.say(&answer), if book.lang == Lang::Zh { "理由：" } else { "Why: " }),
                None => book.say(&answer).to_owned(),
            }
        })
        .collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// Codes in their colours, whatever is typed: a rule for each group of posts.
pub(super) fn colours(sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, book: &Book<'_>, end: u32) -> Result<(), XlsxError> {
    let grid = layout.grid;
    let first = row_col_to_cell(Grid::row(0), Grid::day(0));
    for tone in Tone::ALL {
        let own = table.posts.iter().filter(|post| Tone::of(&book.timetable.posts[**post]) == tone).map(|post| &layout.codes[*post]);
        let begins = own.map(|code| format!("LEFT({first}&\" \",{})=\"{} \"", code.encode_utf16().count() + 1, code.replace('"', "\"\"")));
        // A function takes 255 arguments at most.
        for some in begins.collect::<Vec<_>>().chunks(100) {
            let (ground, letters) = tone.colours();
            let rule = ConditionalFormatFormula::new().set_rule(format!("=OR({})", some.join(",")).as_str());
            let rule = rule.set_format(Format::new().set_background_color(ground).set_font_color(letters));
            sheet.add_conditional_format(Grid::row(0), Grid::day(0), end - 1, grid.hours() - 1, &rule)?;
        }
    }
    let elsewhere = ConditionalFormatFormula::new().set_rule(format!("=LEFT({first},1)=\"(\"").as_str());
    sheet.add_conditional_format(
        Grid::row(0),
        Grid::day(0),
        end - 1,
        grid.hours() - 1,
        &elsewhere.set_format(Format::new().set_italic().set_font_color(look::ACCENT)),
    )?;
    Ok(())
}
