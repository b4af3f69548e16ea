//! Messages about a document said again in the words of its tables.

use super::{
    Cell, Column, Content, Table,
    gather::Spot,
    layout::tables,
    titles::{column_note, column_title, table_title},
    words,
};
use crate::{
    diagnostic::{Diagnostic, suggest},
    text,
};

/// A message in the words of the table: titles of columns for keys, its words for codes. `cell` is
/// what stands at the spot.
pub(crate) fn reword(spot: Spot, cell: Option<&Cell>, diagnostic: Diagnostic) -> Diagnostic {
    let table = &tables()[spot.table];
    let Some(column) = spot.column.map(|column| &table.columns[column]) else {
        return if spot.row == 0 && diagnostic.code == "missing-key" { missing_table(table, diagnostic) } else { diagnostic };
    };
    let (title_zh, title_en) = (column_title(table, column, true), column_title(table, column, false));
    let (note_zh, note_en) = (column_note(table, column, true), column_note(table, column, false));
    match (diagnostic.code, words_in(&column.content)) {
        ("missing-key", _) if cell.is_none() => Diagnostic {
            cause: text!("“{title_zh}”没有填写", "`{title_en}` is not filled in"),
            advice: text!("{note_zh}", "{note_en}"),
            ..diagnostic
        },
        ("unknown-value" | "unknown-rule", Some((of, codes))) => {
            let written = cell.map(Cell::shown).unwrap_or_default();
            let words = |chinese| suggest::listed(words::words_of(of, codes, chinese));
            let (zh, en) = match (words::nearest(of, codes, &written, true), words::nearest(of, codes, &written, false)) {
                (None, None) => (format!("可填：{}", words(true)), format!("choose one of: {}", words(false))),
                (zh, en) => {
                    let code = en.or_else(|| words::code(of, codes, zh.unwrap_or_default())).unwrap_or_default();
                    (
                        format!("是不是想写“{}”？可填：{}", words::shown(of, code, true), words(true)),
                        format!("did you mean `{code}`? Choose one of: {}", words(false)),
                    )
                }
            };
            Diagnostic { advice: text!("{zh}", "{en}"), ..diagnostic }
        }
        ("wrong-type", _) if matches!(column.content, Content::Boolean) => Diagnostic {
            cause: text!("“{title_zh}”只能填是或否", "`{title_en}` is yes or no"),
            advice: text!("填“是”或“否”", "write yes or no"),
            ..diagnostic
        },
        ("wrong-type", _) if matches!((&column.content, cell), (Content::Integer(..), Some(Cell::Number(_)))) => {
            Diagnostic { advice: text!("填整数，不带小数；百分数 80% 填 80", "write a whole number; 80 for 80%"), ..diagnostic }
        }
        _ => diagnostic,
    }
}

fn missing_table(table: &Table, diagnostic: Diagnostic) -> Diagnostic {
    let (zh, en) = (table_title(&table.code, true), table_title(&table.code, false));
    Diagnostic {
        code: "missing-table",
        cause: text!("缺少表“{zh}”", "the table `{en}` is missing"),
        advice: text!(
            "从模板（shangxia template）里复制这张表，保留表名和表头",
            "copy it from the template (shangxia template), name and headers as they are"
        ),
        ..diagnostic
    }
}

fn words_in(content: &Content) -> Option<(&'static str, &[&'static str])> {
    match content {
        Content::Word(of, codes) => Some((of, codes)),
        Content::List(inner) => words_in(inner),
        Content::Pairs(key, _) => words_in(key),
        _ => None,
    }
}

/// Whether the tables themselves have said already what a message says: that a cell is blank.
pub(crate) fn said_by_tables(spot: Spot, diagnostic: &Diagnostic) -> bool {
    let column: Option<&Column> = spot.column.map(|column| &tables()[spot.table].columns[column]);
    diagnostic.code == "missing-key" && column.is_some_and(|column| column.required)
}
