//! Text → domain, with everything that is wrong.

use super::{
    Source, attached, checks,
    node::Node,
    parse::parse,
    schema,
    structure::{Declared, Form, SECTIONS, form},
};
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Events, Instance, OwnCalendar, Roster, SickRates},
    text,
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeSet, path::Path};

/// More messages than this are counted, not shown.
const MOST_SHOWN: usize = 500;

/// What came of reading.
#[derive(Clone, Debug)]
pub struct Reading<T> {
    /// What was read; none if anything is wrong.
    pub value: Option<T>,
    /// Everything that is wrong or odd, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an instance: form, ids, meaning, and the settings of its rules.
pub fn read_instance(source: &Source) -> Reading<Instance> {
    match Document::read(source, schema::instance()) {
        Ok(document) => document.instance(source.folder(), &|place| document.line(place)),
        Err(refusal) => refusal,
    }
}

/// Reads an instance from a tree that something other than YAML was made into. Diagnostics come
/// with their place in the tree and without bytes. `called` is how a place is called in a message
/// about another one: `on line 7`, `in doctors!B7`; files the tree names are looked for in `folder`.
pub(crate) fn read_instance_tree(node: Node, folder: &Path, called: &dyn Fn(&Place) -> Text) -> Reading<Instance> {
    let source = Source::new("", "");
    let form = form(&node, schema::instance(), &source);
    let mut reading = Document { source: &source, node, form }.instance(folder, called);
    reading.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.span = None);
    reading
}

/// What is right of an instance by its form alone, and what is wrong with that.
#[cfg(test)]
pub(crate) fn form_of_instance(node: &Node) -> (Option<Instance>, Vec<Diagnostic>) {
    let form = form(node, schema::instance(), &Source::new("", ""));
    (form.value.and_then(|value| serde_json::from_value(value).ok()), form.diagnostics)
}

/// Reads a calendar that stands in a file of its own. What its dates mean for an instance is
/// checked with the instance.
pub fn read_calendar(source: &Source) -> Reading<OwnCalendar> {
    let document = match Document::read(source, schema::calendar()) {
        Ok(document) => document,
        Err(refusal) => return refusal,
    };
    let mut found = document.form.diagnostics.clone();
    let value = document.value::<OwnCalendar>(&mut found);
    document.reading(value, found)
}

/// Reads how often and for how long people fall ill.
pub fn read_rates(source: &Source) -> Reading<SickRates> {
    let document = match Document::read(source, schema::rates()) {
        Ok(document) => document,
        Err(refusal) => return refusal,
    };
    let mut found = document.form.diagnostics.clone();
    let value = document.value::<SickRates>(&mut found);
    document.reading(value, found)
}

/// Reads a roster of an instance: form, ids and dates. What the rules say of it is the auditor's
/// affair.
pub fn read_roster(source: &Source, instance: &Instance) -> Reading<Roster> {
    let document = match Document::read(source, schema::roster()) {
        Ok(document) => document,
        Err(refusal) => return refusal,
    };
    let mut found = document.form.diagnostics.clone();
    found.extend(declared_in(instance).unknown(&document.form.ids));
    let value = document.value::<Roster>(&mut found);
    if let Some(roster) = &value {
        let meant = checks::roster(roster, instance);
        found.extend(meant.into_iter().map(|diagnostic| document.as_written(diagnostic)));
    }
    document.reading(value, found)
}

/// Reads what happened to a roster of an instance: form, ids and dates. `roster` is the one it
/// happened to.
pub fn read_events(source: &Source, instance: &Instance, roster: &Roster) -> Reading<Events> {
    let document = match Document::read(source, schema::events()) {
        Ok(document) => document,
        Err(refusal) => return refusal,
    };
    let mut found = document.form.diagnostics.clone();
    found.extend(declared_in(instance).unknown(&document.form.ids));
    let value = document.value::<Events>(&mut found);
    if let Some(events) = &value {
        let meant = checks::events(events, instance, roster);
        found.extend(meant.into_iter().map(|diagnostic| document.as_written(diagnostic)));
    }
    document.reading(value, found)
}

/// Reads a document of another form that speaks of an instance. Ids are those of the instance, and
/// of what the document itself brings along: `….sites[0].id`.
#[cfg(feature = "solver")]
pub(crate) fn read_about<T: DeserializeOwned>(source: &Source, schema: &serde_json::Value, instance: &Instance) -> Reading<T> {
    let document = match Document::read(source, schema) {
        Ok(document) => document,
        Err(refusal) => return refusal,
    };
    let mut found = document.form.diagnostics.clone();
    let mut declared = declared_in(instance);
    document.form.ids.iter().filter(|id| id.is_brought_along()).for_each(|id| declared.add(id.of, &id.id));
    found.extend(declared.unknown(&document.form.ids));
    let value = document.value::<T>(&mut found);
    document.reading(value, found)
}

/// What is wrong with an instance that was made of another one. Files it names were read before.
pub fn check_instance(instance: &Instance) -> Vec<Diagnostic> {
    read_instance(&Source::new("", super::write_instance(instance))).diagnostics
}

struct Document<'a> {
    source: &'a Source,
    node: Node,
    form: Form,
}

impl<'a> Document<'a> {
    fn read<T>(source: &'a Source, schema: &serde_json::Value) -> Result<Self, Reading<T>> {
        let refuse = |diagnostic: Diagnostic| Reading { value: None, diagnostics: vec![diagnostic] };
        if let Some(refused) = source.refused() {
            return Err(refuse(refused.clone()));
        }
        let node = parse(source).map_err(|refusal| refuse(*refusal))?;
        let form = form(&node, schema, source);
        Ok(Self { source, node, form })
    }

    /// How a place is called in a message about another one.
    fn line(&self, place: &Place) -> Text {
        let line = self.source.line_of(self.node.locate(&self.form.spelled(place), self.source).start);
        text!("第 {line} 行", "on line {line}")
    }

    /// The instance in the document: ids, meaning, and the settings of its rules.
    fn instance(&self, folder: &Path, called: &dyn Fn(&Place) -> Text) -> Reading<Instance> {
        let form = &self.form;
        let mut found = form.diagnostics.clone();
        let mut declared = Declared::collect(&form.ids, called, &mut found);
        for (_, section, ..) in SECTIONS.iter().filter(|(_, section, ..)| form.lacks_ids_of(section)) {
            declared.miss(section);
        }
        found.extend(declared.unknown(&form.ids));
        let mut value = self.value::<Instance>(&mut found);
        if let Some(instance) = &mut value {
            found.extend(attached::read(instance, folder));
        }
        if let Some(instance) = &value {
            let broken: Vec<Place> = found.iter().filter(|d| d.is_error()).map(|d| d.place.clone()).collect();
            let written = |place: &Place| called(&form.written_at(place));
            let meant = checks::instance(instance, &broken, &written);
            found.extend(meant.into_iter().map(|diagnostic| self.as_written(diagnostic)));
        }
        self.reading(value, found)
    }

    /// What is right in the document as a value of the domain.
    fn value<T: DeserializeOwned>(&self, found: &mut Vec<Diagnostic>) -> Option<T> {
        let value = self.form.value.clone()?;
        serde_json::from_value(value)
            .map_err(|error| {
                let cause = text!("读不出来：{error}", "this cannot be read: {error}");
                let advice = text!("对照 instances/README.md 中的字段说明", "compare with the fields in instances/README.md");
                found.push(Diagnostic::error("unreadable", Place::root(), cause, advice));
            })
            .ok()
    }

    fn as_written(&self, diagnostic: Diagnostic) -> Diagnostic {
        Diagnostic { place: self.form.written_at(&diagnostic.place), ..diagnostic }
    }

    fn reading<T>(&self, value: Option<T>, mut found: Vec<Diagnostic>) -> Reading<T> {
        for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.span.is_none()) {
            diagnostic.span = Some(self.node.locate(&self.form.spelled(&diagnostic.place), self.source));
        }
        found.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| (span.start, span.end)));
        let mut said = BTreeSet::new();
        found.retain(|diagnostic| said.insert((diagnostic.code, diagnostic.place.clone(), diagnostic.cause.clone())));
        let value = value.filter(|_| !found.iter().any(Diagnostic::is_error));
        if found.len() > MOST_SHOWN {
            let more = found.len() - MOST_SHOWN;
            found.truncate(MOST_SHOWN);
            let cause = text!("还有 {more} 条没有列出", "{more} more are not listed");
            let advice = text!("先改正上面的", "put those above right first");
            let rest = Diagnostic::warning("and-more", Place::root(), cause, advice);
            found.push(if value.is_none() { Diagnostic { severity: crate::diagnostic::Severity::Error, ..rest } } else { rest });
        }
        Reading { value, diagnostics: found }
    }
}

fn declared_in(instance: &Instance) -> Declared {
    let mut declared = Declared::default();
    instance.sites.iter().for_each(|site| declared.add("SiteId", site.id.as_str()));
    instance.units.iter().for_each(|unit| declared.add("UnitId", unit.id.as_str()));
    instance.shifts.iter().for_each(|shift| declared.add("ShiftId", shift.id.as_str()));
    instance.posts.iter().for_each(|post| declared.add("PostId", post.id.as_str()));
    instance.quotas.iter().for_each(|quota| declared.add("QuotaId", quota.id.as_str()));
    instance.doctors.iter().for_each(|doctor| declared.add("DoctorId", doctor.id.as_str()));
    instance.programmes.iter().for_each(|programme| declared.add("ProgrammeId", programme.id.as_str()));
    declared
}
