//! Ids: where things are given one, and where they are referred to. The schema says which values
//! are ids and of what, so no reference can be forgotten, not even one in a rule's settings.

use crate::{
    diagnostic::{Diagnostic, Place, Step, Text},
    format::suggest,
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// An id in a document.
#[derive(Clone, Debug)]
pub(in crate::format) struct IdUse {
    /// Name of its type, such as `DoctorId`.
    pub of: &'static str,
    /// The id.
    pub id: String,
    /// Where it stands in the document.
    pub place: Place,
}

impl IdUse {
    /// `doctors[3].id` gives an id out; everything else refers to one.
    pub fn is_given(&self) -> bool {
        self.place.0.len() == 3 && self.is_brought_along()
    }

    /// The same, however deep in the document.
    pub fn is_brought_along(&self) -> bool {
        let (section, _) = section_of(self.of);
        matches!(self.place.0.as_slice(), [.., Step::Key(list), Step::Index(_), Step::Key(last)] if list == section && last == "id")
    }
}

/// Types of ids, the part of an instance that gives them out, and what they name.
pub(in crate::format) const SECTIONS: &[(&str, &str, &str, &str)] = &[
    ("SiteId", "sites", "成员单位", "site"),
    ("UnitId", "units", "科室", "unit"),
    ("ShiftId", "shifts", "班次", "shift"),
    ("PostId", "posts", "岗位", "post"),
    ("QuotaId", "quotas", "任务", "quota"),
    ("DoctorId", "doctors", "医生", "doctor"),
    ("ProgrammeId", "programmes", "派驻项目", "programme"),
];

/// After so many different unknown ids something larger is wrong than a slip.
const MOST_GUESSES: usize = 50;

/// The name of a type of ids, if it is one that a part of the instance gives out.
pub(super) fn known_type(name: &str) -> Option<&'static str> {
    SECTIONS.iter().map(|(of, ..)| *of).find(|of| *of == name)
}

fn section_of(of: &str) -> (&'static str, Text) {
    SECTIONS.iter().find(|(known, ..)| *known == of).map_or(("", text!("", "")), |(_, section, zh, en)| (*section, Text::new(*zh, *en)))
}

/// Every id given out, by type.
#[derive(Debug, Default)]
pub(in crate::format) struct Declared {
    known: BTreeMap<&'static str, BTreeSet<String>>,
    /// Parts that could not be read whole: who is missing there is not known.
    incomplete: BTreeSet<&'static str>,
}

impl Declared {
    /// One more id.
    pub fn add(&mut self, of: &'static str, id: &str) {
        self.known.entry(of).or_default().insert(id.to_owned());
    }

    /// The ids given out in a document, and what is given out twice. `called` is how a
    /// place is called in a message about another.
    pub fn collect(ids: &[IdUse], called: &dyn Fn(&Place) -> Text, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut declared = Self::default();
        let mut first: BTreeMap<(&str, &str), &Place> = BTreeMap::new();
        for given in ids.iter().filter(|id| id.is_given()) {
            let (of, id) = (given.of, given.id.as_str());
            declared.add(of, id);
            if let Some(earlier) = first.get(&(of, id)) {
                let Text { zh: at_zh, en: at_en } = called(earlier);
                let Text { zh, en } = section_of(of).1;
                let cause = text!("{zh}“{id}”在{at_zh}已经有了", "there is already a {en} `{id}` {at_en}");
                let advice = text!("换一个没有用过的编号，或删除重复的一项", "choose an id that is not in use, or remove the copy");
                diagnostics.push(Diagnostic::error("duplicate-id", given.place.clone(), cause, advice));
            } else {
                first.insert((of, id), &given.place);
            }
        }
        declared
    }

    /// Notes the parts of the document some of whose ids could not be read.
    pub fn miss(&mut self, section: &str) {
        self.incomplete.extend(SECTIONS.iter().filter(|(_, known, ..)| *known == section).map(|(of, ..)| of));
    }

    /// References to ids nobody gave out.
    pub fn unknown(&self, ids: &[IdUse]) -> Vec<Diagnostic> {
        let none = BTreeSet::new();
        let mut said: BTreeMap<(&str, &str), Text> = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for used in ids.iter().filter(|id| !id.is_given() && !self.incomplete.contains(id.of)) {
            let known = self.known.get(used.of).unwrap_or(&none);
            if known.contains(&used.id) {
                continue;
            }
            let (section, Text { zh, en }) = section_of(used.of);
            let id = &used.id;
            let cause = text!("没有{zh}“{id}”", "there is no {en} `{id}`");
            let said_so_far = said.len();
            let advice = said.entry((used.of, id)).or_insert_with(|| {
                if known.is_empty() {
                    text!("先在 `{section}` 中写出它", "write it into `{section}` first")
                } else if said_so_far < MOST_GUESSES {
                    suggest::advice(id, known.iter().map(String::as_str))
                } else {
                    text!("在 `{section}` 中查找正确的编号", "look for the right id in `{section}`")
                }
            });
            diagnostics.push(Diagnostic::error("unknown-id", used.place.clone(), cause, advice.clone()));
        }
        diagnostics
    }
}
