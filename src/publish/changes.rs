//! What is different in a version, person by person: as data and in sentences.

use crate::{
    diagnostic::{Lang, Text},
    domain::{DoctorId, Instance, Name, PostId, ProgrammeId, Roster, Stint},
    text,
};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write as _};

/// The difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The new version.
    pub version: u32,
    /// The version it is compared with; none: it is the first.
    pub since: Option<u32>,
    /// Whoever is concerned, by code.
    pub doctors: Vec<PersonChanges>,
}

/// What is different for one doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonChanges {
    /// Who.
    pub doctor: DoctorId,
    /// Stints that are new, gone, or of other weeks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stints: Vec<StintChange>,
    /// Days with other duties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayChange>,
}

/// A stint before and after; one of them is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StintChange {
    /// In which programme.
    pub programme: ProgrammeId,
    /// First Monday and weeks before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Weeks>,
    /// First Monday and weeks now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Weeks>,
}

/// When a stint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Weeks {
    /// Monday of the first week.
    pub first: NaiveDate,
    /// Number of weeks.
    pub weeks: usize,
}

/// The duties of a day before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayChange {
    /// When they begin.
    pub date: NaiveDate,
    /// Posts before.
    pub before: Vec<PostId>,
    /// Posts now.
    pub after: Vec<PostId>,
}

type Sides<'a> = [Vec<&'a PostId>; 2];

impl Changes {
    /// Compares two rosters; without one to compare with nothing is different.
    pub fn between(version: u32, before: Option<(u32, &Roster)>, after: &Roster) -> Self {
        let mut people: BTreeMap<&DoctorId, PersonChanges> = BTreeMap::new();
        let since = before.map(|(since, _)| since);
        if let Some((_, before)) = before {
            let person = |id: &DoctorId| PersonChanges { doctor: id.clone(), stints: Vec::new(), days: Vec::new() };
            let mut days: BTreeMap<(&DoctorId, NaiveDate), Sides<'_>> = BTreeMap::new();
            for (side, roster) in [before, after].into_iter().enumerate() {
                for duty in &roster.duties {
                    days.entry((&duty.doctor, duty.date)).or_default()[side].push(&duty.post);
                }
            }
            for change in stints(before, after) {
                people.entry(change.0).or_insert_with(|| person(change.0)).stints.push(change.1);
            }
            for ((doctor, date), mut sides) in days {
                sides[0].sort();
                sides[1].sort();
                if sides[0] != sides[1] {
                    let [before, after] = sides.map(|posts| posts.into_iter().cloned().collect());
                    people.entry(doctor).or_insert_with(|| person(doctor)).days.push(DayChange { date, before, after });
                }
            }
        }
        Self { version, since, doctors: people.into_values().collect() }
    }

    /// As YAML.
    pub fn yaml(&self) -> String {
        serde_yaml::to_string(self).unwrap_or_default()
    }

    /// As a page of sentences, a heading for each person.
    pub fn page(&self, instance: &Instance, lang: Lang) -> String {
        let (version, number) = (self.version, self.doctors.len());
        let days: usize = self.doctors.iter().map(|person| person.days.len()).sum();
        let head = match self.since {
            None => text!(
                "# 第 {version} 版\n\n第一版，没有可比较的版本。\n",
                "# Version {version}\n\nThe first version; there is none to compare it with.\n"
            ),
            Some(since) if number == 0 => text!(
                "# 第 {version} 版与第 {since} 版比较\n\n没有变动。\n",
                "# Version {version} against version {since}\n\nNothing is different.\n"
            ),
            Some(since) => text!(
                "# 第 {version} 版与第 {since} 版比较\n\n涉及 {number} 名医生、{days} 人日。\n",
                "# Version {version} against version {since}\n\n{number} doctors are concerned, on {days} days of theirs.\n"
            ),
        };
        let mut out = head.in_lang(lang).to_owned();
        for person in &self.doctors {
            let _ = write!(out, "\n## {}\n\n", person.doctor);
            let stints = person.stints.iter().map(|change| change.sentence(instance, lang));
            for sentence in stints.chain(person.days.iter().map(|change| change.sentence(instance, lang))) {
                let _ = writeln!(out, "- {}", sentence.in_lang(lang));
            }
        }
        out
    }
}

/// Stints that differ, each beside the one of the same doctor and programme it takes the place of.
fn stints<'a>(before: &'a Roster, after: &'a Roster) -> Vec<(&'a DoctorId, StintChange)> {
    let mut gone: Vec<&Stint> = before.stints.iter().filter(|stint| !after.stints.contains(stint)).collect();
    let weeks = |stint: &Stint| Some(Weeks { first: stint.first, weeks: stint.weeks });
    let mut changes = Vec::new();
    for stint in after.stints.iter().filter(|stint| !before.stints.contains(stint)) {
        let place = gone.iter().position(|old| old.doctor == stint.doctor && old.programme == stint.programme);
        let old = place.map(|place| gone.remove(place));
        changes.push((&stint.doctor, StintChange { programme: stint.programme.clone(), before: old.and_then(weeks), after: weeks(stint) }));
    }
    changes
        .extend(gone.into_iter().map(|stint| (&stint.doctor, StintChange { programme: stint.programme.clone(), before: weeks(stint), after: None })));
    changes
}

fn in_lang(name: Option<&Name>, id: &str, lang: Lang) -> String {
    name.map_or(id, |name| if lang == Lang::Zh { name.zh() } else { name.en() }).to_owned()
}

impl StintChange {
    fn sentence(&self, instance: &Instance, lang: Lang) -> Text {
        let name = in_lang(instance.programme(&self.programme).and_then(|programme| programme.name.as_ref()), self.programme.as_str(), lang);
        let words = |span: &Weeks| {
            let (first, weeks) = (span.first, span.weeks);
            text!("{first} 起 {weeks} 周", "{weeks} weeks from {first}")
        };
        match (self.before.as_ref().map(words), self.after.as_ref().map(words)) {
            (Some(before), Some(after)) => Text::new(
                format!("派驻“{name}”：由{}改为{}。", before.zh, after.zh),
                format!("Stint “{name}”: {} instead of {}.", after.en, before.en),
            ),
            (None, Some(after)) => Text::new(format!("新增派驻“{name}”：{}。", after.zh), format!("New stint “{name}”: {}.", after.en)),
            (Some(before), None) => {
                Text::new(format!("取消派驻“{name}”（原为{}）。", before.zh), format!("Stint “{name}” is off (it was {}).", before.en))
            }
            (None, None) => Text::new(name.clone(), name),
        }
    }
}

impl DayChange {
    fn sentence(&self, instance: &Instance, lang: Lang) -> Text {
        let names = |posts: &[PostId]| {
            let name = |id: &PostId| format!("“{}”", in_lang(instance.post(id).and_then(|post| post.name.as_ref()), id.as_str(), lang));
            posts.iter().map(name).collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
        };
        let date = self.date;
        let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][date.weekday().num_days_from_monday() as usize];
        let (en, before, after) = (date.weekday(), names(&self.before), names(&self.after));
        match (self.before.is_empty(), self.after.is_empty()) {
            (true, _) => text!("{date}（{zh}）：新增{after}。", "{en} {date}: {after}, where there was no duty."),
            (_, true) => text!("{date}（{zh}）：不再上{before}，改为无班。", "{en} {date}: no duty any more (it was {before})."),
            _ => text!("{date}（{zh}）：由{before}改为{after}。", "{en} {date}: {after} instead of {before}."),
        }
    }
}
