//! Headers: which column of a sheet or file is which column of a table.

use super::Said;
use crate::{
    diagnostic::{Diagnostic, Place, Text, suggest},
    format::table::{Cell, Column, Table, column_title, same_title},
    text,
};
use std::collections::BTreeMap;

/// Finds the columns of a table by their headers, in either language or as the format calls them.
/// `before` columns of the sheet are nobody's; `address` is what the place of a header is called.
pub(super) fn columns(
    table: &Table,
    headers: &BTreeMap<usize, Cell>,
    before: usize,
    address: &dyn Fn(usize) -> String,
    said: &mut Vec<Said>,
) -> Vec<Option<usize>> {
    let mut at: Vec<Option<usize>> = vec![None; table.columns.len()];
    let mut report = |position: usize, code, cause: Text, advice: Text| {
        said.push(Said { at: Some(address(position)), title: None, diagnostic: Diagnostic::error(code, Place::root(), cause, advice) });
    };
    let titles = |chinese: bool| table.columns.iter().map(move |column| column_title(table, column, chinese));
    let mut strange = Vec::new();
    for (position, header) in headers.iter().filter(|(position, _)| table.is_overview() || **position >= before) {
        let header = header.shown();
        let is_code = |column: &Column| same_title(&table.column_name(column), &header);
        let named = |chinese: bool| titles(chinese).position(|title| same_title(&title, &header));
        match named(true).or_else(|| named(false)).or_else(|| table.columns.iter().position(is_code)) {
            Some(column) => match at[column] {
                Some(first) => {
                    let first = address(first);
                    let cause = text!("“{header}”在 {first} 已经有了", "`{header}` is at {first} already");
                    report(*position, "duplicate-header", cause, text!("只保留一处", "keep one of them"));
                }
                None => at[column] = Some(*position),
            },
            None => strange.push((*position, header)),
        }
    }
    for (position, header) in strange {
        let chinese = !header.is_ascii();
        let free: Vec<String> = titles(chinese).zip(&at).filter(|(_, at)| at.is_none()).map(|(title, _)| title).collect();
        let meant = suggest::nearest(&header, free.iter().map(String::as_str));
        // What stands below is read as what was meant, so that nothing else is said of it.
        if let Some(column) = meant.and_then(|title| titles(chinese).position(|known| known == title)) {
            at[column] = Some(position);
        }
        let advice = if let Some(title) = meant {
            suggest::did_you_mean(title)
        } else {
            let (zh, en) = (
                suggest::listed(titles(true).collect::<Vec<_>>().iter().map(String::as_str)),
                suggest::listed(titles(false).collect::<Vec<_>>().iter().map(String::as_str)),
            );
            text!(
                "表头不要改动；自己的备注另放一张表。可用的表头：{zh}",
                "leave headers as they are; keep notes of your own on another sheet. Headers: {en}"
            )
        };
        report(position, "unknown-header", text!("没有名为“{header}”的表头", "there is no header `{header}`"), advice);
    }
    let whole = !table.is_overview();
    for (column, _) in table.columns.iter().zip(&at).filter(|(column, at)| whole && column.required && at.is_none()) {
        let (zh, en) = (column_title(table, column, true), column_title(table, column, false));
        let cause = text!("缺少表头“{zh}”", "the header `{en}` is missing");
        report(0, "missing-header", cause, text!("在第一行补上“{zh}”", "write `{en}` into the first row"));
    }
    at
}
