//! Which tables there are and what their columns hold, from the JSON Schema.

use crate::{
    format::{
        schema::{self, resolve},
        structure,
    },
    rules::KINDS,
};
use serde_json::Value;
use std::sync::OnceLock;

/// Keys from somewhere in a document to a value further inside.
pub type Path = Vec<&'static str>;

/// One table.
#[derive(Debug)]
pub struct Table {
    /// `doctors`, `doctors.facts`, `history.duties`; `overview` for what there is once.
    pub code: String,
    /// Keys from the document to its list; none for the overview.
    pub list: Path,
    /// Keys from an entry of that list to the list whose entries are the rows.
    pub within: Path,
    /// Whether a row is a mapping with one key, as entries of the rule book are.
    pub keyed: bool,
    /// Whether the list must be there, even if it is empty.
    pub required: bool,
    /// What stands in a row, in the order of the format.
    pub columns: Vec<Column>,
    /// Mappings within a row that must be there, even if they are empty.
    pub groups: Vec<Path>,
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Keys from an entry to the value.
    pub path: Path,
    /// What it is to the row.
    pub role: Role,
    /// What its cells hold.
    pub content: Content,
    /// Whether a row must have it.
    pub required: bool,
    /// What the schema says about it, in English.
    pub description: &'static str,
    /// What counts if the cell is empty.
    pub default: Option<&'static Value>,
}

/// What a column is to its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A value of the entry.
    Value,
    /// Names the entry that the row belongs to.
    Owner,
    /// The one key of a keyed row.
    Key,
    /// What a keyed row holds besides the columns.
    Settings,
}

/// What a cell may hold.
#[derive(Clone, Debug)]
pub enum Content {
    /// Any text.
    Text,
    /// A name in Chinese (`true`) or English; one alone is the name in every language.
    Name(bool),
    /// An id; the table whose ids are meant, if they are given out by one.
    Id(Option<&'static str>),
    /// A date.
    Date,
    /// A length of time.
    Minutes,
    /// A time of day.
    Clock,
    /// A whole number and its limits.
    Integer(i64, i64),
    /// Yes or no.
    Boolean,
    /// One of some words; the type they belong to.
    Word(&'static str, Vec<&'static str>),
    /// Several of these.
    List(Box<Content>),
    /// Pairs of these.
    Pairs(Box<Content>, Box<Content>),
    /// One of several forms.
    Choice(Vec<&'static Value>),
    /// Anything, as YAML.
    Yaml,
}

/// The tables of an instance; the overview comes first, a table of inner lists after its owner.
pub fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let root = schema::instance();
        let mut tables = Tables { root, done: Vec::new() };
        let overview = Table::new(Vec::new(), Vec::new(), false);
        tables.table(overview, root, None);
        tables.done
    })
}

impl Table {
    fn new(list: Path, within: Path, required: bool) -> Self {
        let code = if list.is_empty() { "overview".to_owned() } else { [list.clone(), within.clone()].concat().join(".") };
        Self { code, list, within, keyed: false, required, columns: Vec::new(), groups: Vec::new() }
    }

    /// Whether it holds what there is once: its columns then stand one below the other.
    pub fn is_overview(&self) -> bool {
        self.list.is_empty()
    }

    /// The code of a column within its table, such as `contract.weekly`.
    pub fn column_name(&self, column: &Column) -> String {
        let code = self.column_code(column);
        code.strip_prefix(&format!("{}.", self.code)).map(str::to_owned).unwrap_or(code)
    }

    /// The code of a column, such as `doctors.contract.weekly`.
    pub fn column_code(&self, column: &Column) -> String {
        let owner = self.list.last().map(|list| list.trim_end_matches('s')).unwrap_or_default();
        match (column.role, self.is_overview()) {
            (Role::Owner, _) => format!("{}.{owner}", self.code),
            (Role::Key, _) => format!("{}.rule", self.code),
            (Role::Settings, _) => format!("{}.settings", self.code),
            (Role::Value, true) => column.path.join("."),
            (Role::Value, false) => format!("{}.{}", self.code, column.path.join(".")),
        }
    }
}

struct Tables {
    root: &'static Value,
    done: Vec<Table>,
}

impl Tables {
    /// Fills a table from the schema of its rows; tables of inner lists follow it.
    fn table(&mut self, mut table: Table, row: &'static Value, owner: Option<Column>) {
        let mut inner = Vec::new();
        table.columns.extend(owner);
        if let Some(ways) = keyed(row) {
            self.keyed(&mut table, ways);
        } else {
            self.object(&mut table, &mut inner, row, &[], true);
        }
        let owner = || table.columns.iter().find(|column| column.path == ["id"]).map(|id| as_owner(id, &table));
        let owners: Vec<Option<Column>> = inner.iter().map(|_| owner()).collect();
        let overview = table.is_overview();
        self.done.push(table);
        for ((inner, row), owner) in inner.into_iter().zip(owners) {
            self.table(inner, row, owner.filter(|_| !overview));
        }
    }

    fn object(&self, table: &mut Table, inner: &mut Vec<(Table, &'static Value)>, object: &'static Value, path: &[&'static str], required: bool) {
        let must: Vec<&str> = object.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = object.get("properties").and_then(Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            let path: Path = path.iter().copied().chain([key.as_str()]).collect();
            let required = required && must.contains(&key.as_str());
            let (schema, name) = resolve(self.root, property);
            let says = |schema: &'static Value| schema.get("description").and_then(Value::as_str);
            let description = says(property).or_else(|| says(schema)).unwrap_or_default();
            let (overview, nested) = (table.is_overview(), !table.within.is_empty());
            let mut column = |path: Path, content: Content, required: bool| {
                let default = property.get("default").or_else(|| schema.get("default"));
                table.columns.push(Column { path, role: Role::Value, content, required, description, default });
            };
            let kind = schema.get("type").and_then(Value::as_str);
            let items = schema.get("items").map(|items| resolve(self.root, items).0).filter(|items| is_row(items));
            match items {
                _ if name == Some("Name") => {
                    column([path.clone(), vec!["zh"]].concat(), Content::Name(true), required);
                    column([path, vec!["en"]].concat(), Content::Name(false), false);
                }
                Some(items) if overview => inner.push((Table::new(path, Vec::new(), required), items)),
                Some(items) if !nested => inner.push((Table::new(table.list.clone(), path, required), items)),
                Some(_) => column(path, Content::Yaml, required),
                None if kind == Some("object") && schema.get("properties").is_some() => {
                    if required {
                        table.groups.push(path.clone());
                    }
                    self.object(table, inner, schema, &path, required);
                }
                None => {
                    let content = self.content(property);
                    let choice = matches!(content, Content::Choice(_));
                    column(path.clone(), content, required && !(choice && overview));
                    if let Some(whole) = ways(schema).iter().map(|way| resolve(self.root, way).0).rfind(|way| is_row(way) && choice && overview) {
                        self.object(table, inner, whole, &path, false);
                    }
                }
            }
        }
    }

    /// A table whose rows are one rule with its settings: the columns are what all rules share.
    fn keyed(&self, table: &mut Table, ways: &'static [Value]) {
        table.keyed = true;
        let codes = KINDS.iter().map(|kind| kind.card().code).collect();
        let settings: Vec<&'static Value> = ways.iter().filter_map(|way| way.get("properties")?.as_object()?.values().next()).collect();
        let special = |role, content, required, description| Column { path: vec![], role, content, required, description, default: None };
        table.columns.push(special(Role::Key, Content::Word("RuleCode", codes), true, "The rule, as the sheet of the rule book explains it."));
        table.columns.push(special(Role::Settings, Content::Yaml, false, "Its settings besides these columns, such as `max: 60h, window: rolling`."));
        let Some(first) = settings.first().and_then(|settings| settings.get("properties")?.as_object()) else { return };
        let shared = |key: &str| settings.iter().all(|settings| settings["properties"].get(key).is_some());
        let mut object = Vec::new();
        for (key, property) in first.iter().filter(|(key, _)| shared(key)) {
            let (schema, _) = resolve(self.root, property);
            if schema.get("properties").is_some() {
                self.object(table, &mut object, schema, &[key.as_str()], false);
            } else {
                let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
                let content = self.content(property);
                table.columns.push(Column { path: vec![key], role: Role::Value, content, required: true, description, default: None });
            }
        }
    }

    fn content(&self, schema: &'static Value) -> Content {
        let (inner, name) = resolve(self.root, schema);
        let words = structure::words(self.root, schema);
        let number = |key: &str, other: i64| inner.get(key).and_then(Value::as_i64).unwrap_or(other);
        match (inner.get("type").and_then(Value::as_str), name) {
            (Some("integer"), _) => Content::Integer(number("minimum", 0), number("maximum", i64::from(u32::MAX))),
            (Some("boolean"), _) => Content::Boolean,
            (Some("array"), _) => Content::List(Box::new(inner.get("items").map_or(Content::Yaml, |items| self.content(items)))),
            (Some("object"), _) => match (inner.get("propertyNames"), inner.get("additionalProperties").filter(|others| others.is_object())) {
                (Some(names), Some(others)) => Content::Pairs(Box::new(self.content(names)), Box::new(self.content(others))),
                _ => Content::Yaml,
            },
            (_, Some("Date")) => Content::Date,
            (_, Some("Minutes")) => Content::Minutes,
            (_, Some("Clock")) => Content::Clock,
            (_, Some(name)) if name.ends_with("Id") => {
                Content::Id(structure::SECTIONS.iter().find(|(of, ..)| *of == name).map(|(_, section, ..)| *section))
            }
            (Some("string"), _) if words.is_empty() => Content::Text,
            _ if !ways(inner).iter().all(|way| way.get("const").is_some()) => Content::Choice(ways(inner).iter().collect()),
            _ => Content::Word(name.unwrap_or(if words.contains(&"coverage") { "RuleCode" } else { "" }), words),
        }
    }
}

/// The column of an inner table that names the entry a row belongs to.
fn as_owner(id: &Column, table: &Table) -> Column {
    let of = table.list.last().copied();
    Column { path: vec![], role: Role::Owner, content: Content::Id(of), required: true, description: id.description, default: None }
}

fn ways(schema: &'static Value) -> &'static [Value] {
    schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether a schema is that of entries that are rows.
fn is_row(schema: &'static Value) -> bool {
    schema.get("properties").and_then(Value::as_object).is_some_and(|properties| properties.len() > 1) || keyed(schema).is_some()
}

/// The forms of an entry that is one key with its settings, one form for each key.
fn keyed(schema: &'static Value) -> Option<&'static [Value]> {
    let ways = ways(schema);
    let one = |way: &Value| way.get("properties").and_then(Value::as_object).is_some_and(|properties| properties.len() == 1);
    (ways.len() > 1 && ways.iter().all(one)).then_some(ways)
}
