//! One doctor more and one fewer of each kind there is: unit, title and skill.

use super::{
    Case,
    patch::{NewDoctor, add, lose_one},
    read::{BASE, find_neighbours},
};
use crate::{
    diagnostic::{Diagnostic, Text},
    domain::{Doctor, Instance, SkillId, Title, UnitId},
    format,
    report::comparison::{Comparison, Line, Measures},
    text,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// Doctors who can stand in for each other: of one unit and title, with the same best skill.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// The unit they belong to.
    pub home: UnitId,
    /// Their title.
    pub title: Title,
    /// The skill they have the highest level in, if any.
    pub skill: Option<SkillId>,
}

impl Kind {
    /// The kind of a doctor.
    pub fn of(doctor: &Doctor) -> Self {
        let best = doctor.skills.iter().max_by_key(|(skill, level)| (**level, Reverse((*skill).clone())));
        Self { home: doctor.home.clone(), title: doctor.title, skill: best.map(|(skill, _)| skill.clone()) }
    }

    /// The kinds of an instance.
    pub fn all(instance: &Instance) -> Vec<Self> {
        let mut kinds: Vec<Self> = instance.doctors.iter().map(Self::of).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// Unit, title and skill in words.
    pub fn name(&self, instance: &Instance) -> Text {
        let id = self.home.as_str();
        let unit = instance.unit(&self.home).and_then(|unit| unit.name.as_ref());
        let unit = unit.map_or_else(|| Text::new(id, id), |name| Text::new(name.zh(), name.en()));
        let title = self.title.name();
        let skill = self.skill.as_ref().map(|skill| format!(" ({skill})")).unwrap_or_default();
        Text::new(format!("{} {}{skill}", unit.zh, title.zh()), format!("{}, {}{skill}", unit.en, title.en()))
    }

    fn code(&self) -> String {
        let skill = self.skill.as_ref().map(|skill| format!("-{skill}")).unwrap_or_default();
        let title = serde_json::to_value(self.title).ok().and_then(|title| title.as_str().map(str::to_owned)).unwrap_or_default();
        let code = format!("{}-{title}{skill}", self.home);
        code.chars().map(|letter| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '_' }).collect()
    }

    /// One more: as the first of the kind there is, without what is that doctor's own.
    pub(super) fn new_doctor(&self, instance: &Instance) -> NewDoctor {
        let model = instance.doctors.iter().find(|doctor| Self::of(doctor) == *self);
        NewDoctor {
            home: self.home.clone(),
            title: self.title,
            skills: model.map_or_else(|| self.skill.iter().map(|skill| (skill.clone(), 1)).collect::<BTreeMap<_, _>>(), |model| model.skills.clone()),
            fte: model.map_or(100, |model| model.contract.fte),
            teaches: model.is_some_and(|model| model.teaches),
            no_nights: model.is_some_and(|model| model.no_nights),
        }
    }
}

/// The instance as it stands, and with one doctor more and one fewer of each kind, where that makes
/// an instance at all. `more` and `fewer` begin the ids.
///
/// ```
/// use shangxia::{format::{self, Source}, whatif};
///
/// let ward = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/instances/ward_of_two.yaml"));
/// let ward = format::read_instance(&Source::new("ward.yaml", ward)).value.ok_or("an instance")?;
/// let ids: Vec<String> = whatif::worth(&ward).into_iter().map(|case| case.id).collect();
/// assert_eq!(ids, ["base", "more-ward-resident", "fewer-ward-resident", "more-ward-associate_chief", "fewer-ward-associate_chief"]);
/// # Ok::<(), &str>(())
/// ```
pub fn worth(instance: &Instance) -> Vec<Case> {
    let mut cases = vec![Case { id: BASE.to_owned(), name: text!("现状", "as it stands"), instance: instance.clone(), near: Vec::new() }];
    for kind in Kind::all(instance) {
        let (Text { zh, en }, code) = (kind.name(instance), kind.code());
        let mut more = instance.clone();
        add(&kind.new_doctor(instance), &mut more);
        let mut fewer = instance.clone();
        lose_one(&mut fewer, |doctor| Kind::of(doctor) == kind);
        cases.push(Case { id: format!("more-{code}"), name: text!("+1 {zh}", "+1 {en}"), instance: more, near: Vec::new() });
        cases.push(Case { id: format!("fewer-{code}"), name: text!("−1 {zh}", "−1 {en}"), instance: fewer, near: Vec::new() });
    }
    cases.retain(|case| !format::check_instance(&case.instance).iter().any(Diagnostic::is_error));
    find_neighbours(&mut cases);
    cases
}

/// Puts the cases of a comparison into the order of what they improve against the first: shortages
/// closed, then hours above 48, then public-health work, then the penalty. Cases without a roster
/// come last.
pub fn rank(comparison: &Comparison) -> Comparison {
    let gain = |line: &Line| line.measures.as_ref().map(|Measures { missing, above48, items, penalty, .. }| (*missing, *above48, -items, *penalty));
    let mut order: Vec<usize> = (1..comparison.lines.len()).collect();
    order.sort_by_key(|position| {
        let gain = gain(&comparison.lines[*position]);
        (gain.is_none(), gain, *position)
    });
    order.insert(0, 0);
    let mut ranked = comparison.clone();
    ranked.lines = order.iter().filter_map(|position| comparison.lines.get(*position).cloned()).collect();
    let now: BTreeMap<usize, usize> = order.iter().enumerate().map(|(now, before)| (*before, now)).collect();
    for pair in &mut ranked.pairs {
        // The base stays first; how two others stand is told from whoever comes first now.
        let (first, second) = (now.get(&pair.first).copied().unwrap_or(0), now.get(&pair.second).copied().unwrap_or(0));
        *pair = if first < second { crate::report::comparison::Pair { first, second, ..*pair } } else { pair.turned(second, first) };
    }
    ranked.pairs.sort_by_key(|pair| (pair.first, pair.second));
    ranked
}
