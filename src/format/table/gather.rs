//! The rows of the tables as the tree of an instance, and the way back from a place in the tree
//! to a cell.

use super::{
    cell::{self, Cell, list, mapping},
    layout::{Column, Content, Role, Table, tables},
    titles,
};
use crate::{
    diagnostic::{Diagnostic, Place, Step, suggest},
    format::node::{Kind, Node, Pair},
    text,
};
use std::collections::BTreeMap;

/// One row as it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Its number in its sheet or file, counted from 1.
    pub number: usize,
    /// One cell for each column of the table.
    pub cells: Vec<Option<Cell>>,
}

/// A cell, a row or a whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Which of the [`tables`].
    pub table: usize,
    /// Number of the row; 0 for the table itself, and in the overview.
    pub row: usize,
    /// Which column; none for the row itself.
    pub column: Option<usize>,
}

/// What came of some tables.
pub(crate) struct Gathered {
    /// The tree.
    pub node: Node,
    /// Mistakes in cells, and how odd ones were read.
    pub said: Vec<(Spot, Diagnostic)>,
    /// Where entries come from.
    rows: BTreeMap<Place, (usize, usize)>,
}

/// Makes the tree of the rows of every table, in the order of [`tables`]; none for a table that is
/// not there.
pub(crate) fn gather(found: &[Option<Vec<Row>>]) -> Gathered {
    let mut gathered = Gathered { node: mapping(Vec::new()), said: Vec::new(), rows: BTreeMap::new() };
    for (index, (table, rows)) in tables().iter().zip(found).enumerate() {
        let Some(rows) = rows else { continue };
        if table.is_overview() {
            let cells = rows.first().map_or_else(|| vec![None; table.columns.len()], |row| row.cells.clone());
            let Node { kind: Kind::Map(pairs), .. } = gathered.row(index, table, 0, &cells) else { continue };
            gathered.node = mapping(pairs.into_iter().map(|pair| (pair.key, pair.value)).collect());
        } else if table.within.is_empty() {
            gathered.list(index, table, rows);
        } else {
            gathered.inner(index, table, rows);
        }
    }
    gathered
}

impl Gathered {
    fn list(&mut self, index: usize, table: &Table, rows: &[Row]) {
        let place = table.list.iter().fold(Place::root(), |place, key| place.key(key));
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            self.rows.insert(place.index(entries.len()), (index, row.number));
            entries.push(self.row(index, table, row.number, &row.cells));
        }
        if (!entries.is_empty() || table.required) && !insert(&mut self.node, &table.list, list(entries)) {
            let key = table.list[0];
            let cause = text!("“概况”里写了 {key}，这张表里又有内容", "the overview says what `{key}` is, and this table holds rows for it too");
            self.say(
                Spot { table: index, row: 0, column: None },
                Diagnostic::error("said-twice", place, cause, text!("只保留一处", "keep one of them")),
            );
        }
    }

    /// Rows that belong to entries of another table.
    fn inner(&mut self, index: usize, table: &Table, rows: &[Row]) {
        let place = table.list.iter().fold(Place::root(), |place, key| place.key(key));
        let mut whole = std::mem::replace(&mut self.node, mapping(Vec::new()));
        let mut none = Vec::new();
        let owners = get(&mut whole, &table.list).unwrap_or(&mut none);
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for (position, owner) in owners.iter().enumerate() {
            if let Some(id) = id_of(owner) {
                ids.entry(id.to_owned()).or_insert(position);
            }
        }
        let mut inner: Vec<Vec<Node>> = vec![Vec::new(); owners.len()];
        for row in rows {
            let owner = table.columns.iter().position(|column| column.role == Role::Owner);
            let written =
                owner.and_then(|column| Some((column, cell::read(&table.columns[column].content, row.cells.get(column)?.as_ref()?).ok()?.0)));
            let position = written.as_ref().and_then(|(_, node)| ids.get(scalar_text(node)?));
            let Some(position) = position.copied() else {
                if let Some((column, node)) = &written {
                    let id = scalar_text(node).unwrap_or_default();
                    let (zh, en) = (titles::table_title(table.list[0], true), titles::table_title(table.list[0], false));
                    let cause = text!("“{zh}”表里没有“{id}”", "there is no `{id}` in the table `{en}`");
                    let advice = suggest::advice(id, ids.keys().map(String::as_str));
                    self.say(
                        Spot { table: index, row: row.number, column: Some(*column) },
                        Diagnostic::error("unknown-id", Place::root(), cause, advice),
                    );
                }
                self.row(index, table, row.number, &row.cells);
                continue;
            };
            let entry = table.within.iter().fold(place.index(position), |place, key| place.key(key)).index(inner[position].len());
            self.rows.insert(entry, (index, row.number));
            inner[position].push(self.row(index, table, row.number, &row.cells));
        }
        for (owner, entries) in owners.iter_mut().zip(inner) {
            if !entries.is_empty() || table.required {
                insert(owner, &table.within, list(entries));
            }
        }
        self.node = whole;
    }

    /// The node of one row.
    fn row(&mut self, index: usize, table: &Table, number: usize, cells: &[Option<Cell>]) -> Node {
        let (mut node, mut key) = (mapping(Vec::new()), None);
        let said = self.said.len();
        for (position, column) in table.columns.iter().enumerate() {
            let spot = Spot { table: index, row: number, column: Some(position) };
            let Some(cell) = cells.get(position).and_then(Option::as_ref) else {
                let other_name = || {
                    table
                        .columns
                        .iter()
                        .position(|other| is_other_name(column, other))
                        .is_some_and(|other| cells.get(other).is_some_and(Option::is_some))
                };
                if column.required && !other_name() {
                    self.missing(spot, table, column);
                }
                continue;
            };
            let value = match cell::read(&column.content, cell) {
                Ok((value, odd)) => {
                    if let Some((code, cause, advice)) = odd {
                        self.say(spot, Diagnostic::warning(code, Place::root(), cause, advice));
                    }
                    value
                }
                Err((code, cause, advice)) => {
                    self.say(spot, Diagnostic::error(code, Place::root(), cause, advice));
                    continue;
                }
            };
            match (column.role, value.kind) {
                (Role::Owner, _) => {}
                (Role::Key, Kind::Scalar { text, .. }) => key = Some(text),
                (Role::Settings, Kind::Map(pairs)) => {
                    for Pair { key, value, .. } in pairs {
                        push(&mut node, &key, value);
                    }
                }
                (Role::Settings | Role::Key, _) => {
                    let cause = text!("这里应该是“键: 值”", "expected `key: value` pairs");
                    self.say(
                        spot,
                        Diagnostic::error(
                            "wrong-type",
                            Place::root(),
                            cause,
                            text!("写成 max: 60h, window: rolling 这样", "write them like max: 60h, window: rolling"),
                        ),
                    );
                }
                (Role::Value, kind) => {
                    if !insert(&mut node, &column.path, Node { span: 0..0, kind }) {
                        let cause = text!("上面已经写了“{0}”，这里不能再填", "`{0}` is said above already", column.path[0]);
                        self.say(spot, Diagnostic::error("said-twice", Place::root(), cause, text!("只保留一处", "keep one of them")));
                    }
                }
            }
        }
        for group in &table.groups {
            insert(&mut node, group, mapping(Vec::new()));
        }
        collapse_names(&mut node, table);
        if !table.keyed {
            return node;
        }
        if key.is_none() && self.said.len() == said {
            return node;
        }
        mapping(vec![(key.unwrap_or_default(), node)])
    }

    fn missing(&mut self, spot: Spot, table: &Table, column: &Column) {
        let title = |chinese| titles::column_title(table, column, chinese);
        let note = |chinese| titles::column_note(table, column, chinese);
        let (zh, en) = (title(true), title(false));
        let cause = text!("“{zh}”没有填写", "`{en}` is not filled in");
        let (zh, en) = (note(true), note(false));
        self.say(spot, Diagnostic::error("missing-value", Place::root(), cause, text!("{zh}", "{en}")));
    }

    fn say(&mut self, spot: Spot, diagnostic: Diagnostic) {
        self.said.push((spot, diagnostic));
    }

    /// The cell of a place; the nearest thing around it that is a cell, a row or a table.
    pub(crate) fn spot(&self, place: &Place) -> Option<Spot> {
        let rows = (0..=place.0.len()).rev().find_map(|len| Some((len, self.rows.get(&Place(place.0[..len].to_vec()))?)));
        let keys = |steps: &[Step]| -> Vec<String> {
            steps.iter().map_while(|step| if let Step::Key(key) = step { Some(key.clone()) } else { None }).collect()
        };
        if let Some((len, (table, row))) = rows {
            let columns = &tables()[*table];
            let mut rest = keys(&place.0[len..]);
            let key = columns.keyed && !rest.is_empty();
            if key {
                rest.remove(0);
            }
            let key = || columns.columns.iter().position(|column| column.role == Role::Key && key && rest.is_empty());
            let settings = || columns.columns.iter().position(|column| column.role == Role::Settings && !rest.is_empty());
            let column = nearest(columns, &rest).or_else(key).or_else(settings);
            return Some(Spot { table: *table, row: *row, column });
        }
        let all = keys(&place.0);
        let whole = |table: &&Table| {
            !table.is_overview() && table.within.is_empty() && table.list.iter().zip(&all).all(|(a, b)| a == b) && table.list.len() <= all.len()
        };
        if let Some(table) = tables().iter().position(|table| whole(&table)) {
            return Some(Spot { table, row: 0, column: None });
        }
        let column = nearest(&tables()[0], &all)?;
        Some(Spot { table: 0, row: 0, column: Some(column) })
    }
}

/// The column that shares most keys with a path.
fn nearest(table: &Table, path: &[String]) -> Option<usize> {
    let shared = |column: &Column| column.path.iter().zip(path).take_while(|(a, b)| a == b).count();
    let best = table.columns.iter().map(shared).max().filter(|most| *most > 0)?;
    table.columns.iter().position(|column| shared(column) == best)
}

/// Whether two columns hold the same name in different languages.
fn is_other_name(column: &Column, other: &Column) -> bool {
    let parent = |column: &Column| column.path[..column.path.len().saturating_sub(1)].to_vec();
    matches!((&column.content, &other.content), (Content::Name(a), Content::Name(b)) if a != b) && parent(column) == parent(other)
}

/// A name in one language alone is the name in every language.
fn collapse_names(node: &mut Node, table: &Table) {
    for column in table.columns.iter().filter(|column| matches!(column.content, Content::Name(true))) {
        let Some((last, path)) = column.path.split_last() else { continue };
        debug_assert_eq!(*last, "zh");
        let mut inner = Some(&mut *node);
        for key in path {
            inner = inner.and_then(|node| child(node, key));
        }
        if let Some(name) = inner
            && let Kind::Map(pairs) = &mut name.kind
            && pairs.len() == 1
            && let Some(only) = pairs.pop()
        {
            *name = only.value;
        }
    }
}

fn child<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    match &mut node.kind {
        Kind::Map(pairs) => pairs.iter_mut().find(|pair| pair.key == key).map(|pair| &mut pair.value),
        _ => None,
    }
}

fn get<'n>(node: &'n mut Node, path: &[&str]) -> Option<&'n mut Vec<Node>> {
    let mut inner = node;
    for key in path {
        inner = child(inner, key)?;
    }
    match &mut inner.kind {
        Kind::List(items) => Some(items),
        _ => None,
    }
}

fn push(node: &mut Node, key: &str, value: Node) {
    if let Kind::Map(pairs) = &mut node.kind {
        pairs.push(Pair { key: key.to_owned(), key_span: 0..0, value });
    }
}

/// Puts a value at the end of a path of mappings; an empty mapping leaves what is there. Tells
/// whether there was room for it.
fn insert(node: &mut Node, path: &[&str], value: Node) -> bool {
    let Some((key, rest)) = path.split_first() else { return false };
    if !matches!(node.kind, Kind::Map(_)) {
        return false;
    }
    if child(node, key).is_none() {
        push(node, key, mapping(Vec::new()));
        if rest.is_empty() {
            if let Some(inner) = child(node, key) {
                *inner = value;
            }
            return true;
        }
    }
    let Some(inner) = child(node, key) else { return false };
    if rest.is_empty() { matches!(&value.kind, Kind::Map(pairs) if pairs.is_empty()) } else { insert(inner, rest, value) }
}

fn scalar_text(node: &Node) -> Option<&str> {
    if let Kind::Scalar { text, .. } = &node.kind { Some(text) } else { None }
}

fn id_of(node: &Node) -> Option<&str> {
    let Kind::Map(pairs) = &node.kind else { return None };
    scalar_text(&pairs.iter().find(|pair| pair.key == "id")?.value)
}
