//! Sheets to read and not to fill in: how to go about it, and the rule book.

use super::look::Look;
use crate::{
    diagnostic::Lang,
    format::table::{Content, Role, column_note, table_note, table_title, tables},
    format::{schema, table::words_of},
    rules::KINDS,
};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use serde_json::Value;

/// Names of these sheets: the guide, the rule book, the words of the drop-downs.
pub(super) fn names(chinese: bool) -> [String; 3] {
    (if chinese { ["填写说明", "规则说明", "选项"] } else { ["Guide", "Rule book", "Choices"] }).map(str::to_owned)
}

const ZH: &[&str] = &[
    "填写说明",
    "1. 先填“概况”，再依次填“成员单位”“科室”“班次”“岗位”“医生”；其他表用得上才填。",
    "2. 深色表头的列必填，浅色的可以不填。鼠标停在表头上看说明，选中单元格也有提示。",
    "3. A 列“不导入”有字的行不读取。灰色斜体的例子就是这样标记的：照着写在下面即可，例子可以删，也可以留。",
    "4. 编号由您自定，不要重复；别的表用编号引用它。医生只写代码（如 D001），不写姓名。",
    "5. 一格里写几项，用顿号或逗号分开；带逗号、引号的文字用英文双引号括起来。",
    "6. 表名和表头不要改，不要合并单元格；行的先后、空行、列宽、颜色随意。",
    "7. 填完后运行：shangxia import 本文件.xlsx -o instance.yaml。所有错误会一次列出，并写明表名和单元格。",
];

const EN: &[&str] = &[
    "How to fill this in",
    "1. Begin with the overview, then sites, units, shifts, posts and doctors; the other sheets only where you need them.",
    "2. Columns with a dark header are required, the light ones are not. Rest the pointer on a header to see what it means.",
    "3. A row with something in column A, `skip`, is not read. The examples in grey italics are marked that way: write below them; keep them or delete them.",
    "4. Choose ids as you like, each once; other sheets refer to them. Doctors are codes such as D001, never names.",
    "5. Several things in one cell are separated by commas; a text with commas or quotes in it stands in double quotes.",
    "6. Leave the names of sheets and headers as they are, and merge no cells; order of rows, blank rows, widths and colours are yours.",
    "7. Then run: shangxia import THIS.xlsx -o instance.yaml. Every mistake is named at once, with sheet and cell.",
];

/// The first sheet: how to fill in the others, and what each is for.
pub(super) fn guide(book: &mut Workbook, look: &Look, chinese: bool) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(&names(chinese)[0])?;
    let lines = if chinese { ZH } else { EN };
    sheet.set_column_width(0, 22)?.set_column_width(1, 100)?.set_column_width(2, 20)?;
    for (row, line) in lines.iter().enumerate() {
        let format = if row == 0 { &look.heading } else { &look.plain };
        sheet.write_string_with_format(row as u32, 0, *line, format)?;
    }
    let first = lines.len() as u32 + 1;
    let header: [&str; 2] = if chinese { ["表", "用途"] } else { ["sheet", "what it is for"] };
    head(sheet, look, first, &header)?;
    for (row, table) in (first + 1..).zip(tables()) {
        let title = table_title(&table.code, chinese);
        sheet.write_url_with_options(row, 0, format!("internal:'{title}'!A1").as_str(), &title, "", Some(&look.link))?;
        sheet.write_string_with_format(row, 1, table_note(&table.code, chinese), &look.wrapped)?;
    }
    page(sheet);
    Ok(())
}

/// The rule book: what each rule says, how it is written, and which settings it has.
pub(super) fn rule_book(book: &mut Workbook, look: &Look, chinese: bool) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(&names(chinese)[1])?;
    let header: [&str; 5] = if chinese {
        ["规则", "代码", "内容", "写法", "参数（不填即）"]
    } else {
        ["rule", "code", "what it says", "how it is written", "settings (default)"]
    };
    let widths = [18, 18, 52, 60, 44];
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    head(sheet, look, 0, &header)?;
    let hint = if chinese {
        "花括号里除 enforce 和 for 以外的部分填到“规则”表的“参数”格；enforce 填到“执行方式”，for 填到“限……”各格。"
    } else {
        "What stands in the braces besides enforce and for goes into the settings cell of the rules sheet; those two have columns of their own."
    };
    sheet.insert_note(0, 3, &rust_xlsxwriter::Note::new(hint).add_author_prefix(false).set_author("shangxia").set_width(280).set_height(90))?;
    let lang = if chinese { Lang::Zh } else { Lang::En };
    let ways = schema::instance()["$defs"]["RuleEntry"]["oneOf"].as_array().map_or(&[][..], Vec::as_slice);
    for ((row, kind), way) in (1..).zip(KINDS).zip(ways) {
        let card = kind.card();
        let settings = settings(&way["properties"][card.code]["properties"], chinese);
        let name = if chinese { card.zh } else { card.en };
        let texts = [name, card.code, &card.statement(lang).replace('\n', " "), &written(card.page_in(lang)), &settings];
        let tallest = texts.iter().zip(widths).map(|(text, width)| lines(text, width)).fold(1.0, f64::max);
        sheet.set_row_height(row, (tallest * LINE).min(TALLEST))?;
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(row, column, text, &look.wrapped)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    page(sheet);
    Ok(())
}

/// The part of a rule's page that shows how it is written.
fn written(page: &str) -> String {
    let part = page.split("\n\n").find_map(|part| part.strip_prefix("**写法**：").or_else(|| part.strip_prefix("**YAML**: ")));
    part.unwrap_or_default().replace(['`', '\n'], " ").replace("  ", " ").trim().to_owned()
}

/// The settings of a rule that have no columns of their own, one on a line.
fn settings(properties: &Value, chinese: bool) -> String {
    let shared = |key: &str| tables().iter().any(|table| table.keyed && table.columns.iter().any(|column| column.path.first() == Some(&key)));
    let line = |(key, property): (&String, &Value)| {
        let default = property.get("default").map(|default| default.as_str().map_or_else(|| default.to_string(), str::to_owned));
        let meaning = property["description"].as_str().filter(|_| !chinese);
        let mut line = key.clone();
        if let Some(default) = default.filter(|default| !["[]", "null", ""].contains(&default.as_str())) {
            let (open, close) = if chinese { ("（", "）") } else { (" (", ")") };
            line.extend([open, &default, close]);
        }
        if let Some(meaning) = meaning {
            line.push_str(": ");
            line.push_str(meaning);
        }
        line
    };
    let own = properties.as_object().into_iter().flatten().filter(|(key, _)| !shared(key));
    own.map(line).collect::<Vec<_>>().join("\n")
}

/// Spreadsheets make no row taller.
const TALLEST: f64 = 409.0;

/// Height of a line of text in points.
pub(super) const LINE: f64 = 15.0;

/// Lines a text takes in a column of a width.
pub(super) fn lines(text: &str, width: u32) -> f64 {
    // A glyph of a proportional font is sometimes wider than the column counts it.
    let fits = (width as usize * 9 / 10).max(1);
    text.lines().map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(fits).max(1)).sum::<usize>().max(1) as f64
}

/// The words of the drop-downs, one column for each type. Gives the range of each.
pub(super) fn choices(book: &mut Workbook, chinese: bool) -> Result<Vec<(&'static str, String)>, XlsxError> {
    let name = &names(chinese)[2];
    let sheet = book.add_worksheet().set_name(name)?;
    let (mut ranges, mut column) = (Vec::new(), 0_u16);
    for of in tables().iter().flat_map(|table| &table.columns).filter(|column| column.role != Role::Owner) {
        let Content::Word(of, codes) = &of.content else { continue };
        if ranges.iter().any(|(known, _)| known == of) || of.is_empty() {
            continue;
        }
        let words = words_of(of, codes, chinese);
        sheet.write_string(0, column, *of)?;
        for (row, word) in (1_u32..).zip(&words) {
            sheet.write_string(row, column, *word)?;
        }
        let letter = super::letters(usize::from(column));
        ranges.push((*of, format!("='{name}'!${letter}$2:${letter}${}", words.len() + 1)));
        column += 1;
    }
    sheet.set_hidden(true);
    Ok(ranges)
}

fn head(sheet: &mut Worksheet, look: &Look, row: u32, titles: &[&str]) -> Result<(), XlsxError> {
    for (column, title) in titles.iter().enumerate() {
        sheet.write_string_with_format(row, column as u16, *title, &look.required)?;
    }
    Ok(())
}

/// A4 across, as wide as the paper.
pub(super) fn page(sheet: &mut Worksheet) {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
}

/// A note for the header of a column; spreadsheets take no longer ones as hints at a cell.
pub(super) fn hint(table: &crate::format::table::Table, column: &crate::format::table::Column, chinese: bool) -> String {
    column_note(table, column, chinese).chars().take(250).collect()
}
