//! Who moves where: the difference of two rosters person by person, with who takes over from whom.

use super::words;
use crate::{
    diagnostic::Text,
    domain::{DoctorId, Instance, PostId, ProgrammeId, Roster},
    publish::{Changes, StintChange},
    text,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// What is different for one doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonMoves {
    /// Who.
    pub doctor: DoctorId,
    /// Stints that are new, gone, or of other weeks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stints: Vec<StintChange>,
    /// Days with other duties, by date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Move>,
}

/// A day of one doctor that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// When.
    pub date: NaiveDate,
    /// Duties no more.
    pub lost: Vec<Handover>,
    /// Duties that are new.
    pub gained: Vec<Handover>,
    /// Duties as before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<PostId>,
}

/// A duty that changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// On which post.
    pub post: PostId,
    /// Who has it now, or had it before; nobody: the post has one more or one less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<DoctorId>,
    /// What becomes of a post nobody takes over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
}

/// A post from which somebody goes and to which nobody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// It is closed on that day.
    Closed,
    /// So many are missing.
    Short(u32),
    /// Enough are left.
    Enough,
}

/// Every doctor for whom something is different, by code. `instance` is the one that holds after
/// the change.
pub fn moves(instance: &Instance, before: &Roster, after: &Roster) -> Vec<PersonMoves> {
    let changes = Changes::between(2, Some((1, before)), after);
    let mut hands: BTreeMap<(NaiveDate, &PostId), [Vec<&DoctorId>; 2]> = BTreeMap::new();
    for person in &changes.doctors {
        for day in &person.days {
            for (side, (one, other)) in [(&day.before, &day.after), (&day.after, &day.before)].into_iter().enumerate() {
                for post in one.iter().filter(|post| !other.contains(post)) {
                    hands.entry((day.date, post)).or_default()[side].push(&person.doctor);
                }
            }
        }
    }
    let left = |date: NaiveDate, post: &PostId| {
        let Some(need) = instance.post(post).and_then(|post| instance.need_on(post, date)) else { return Left::Closed };
        let there = after.duties.iter().filter(|duty| duty.date == date && duty.post == *post).count() as u32;
        if there < need.min { Left::Short(need.min - there) } else { Left::Enough }
    };
    let handover = |doctor: &DoctorId, date: NaiveDate, post: &PostId, side: usize| {
        let hands = hands.get(&(date, post));
        let place = hands.and_then(|hands| hands[side].iter().position(|other| *other == doctor));
        let with = hands.zip(place).and_then(|(hands, place)| hands[1 - side].get(place)).map(|other| (*other).clone());
        let left = (side == 0 && with.is_none()).then(|| left(date, post));
        Handover { post: post.clone(), with, left }
    };
    let person = |person: &crate::publish::PersonChanges| {
        let days = person.days.iter().map(|day| {
            let only = |one: &[PostId], other: &[PostId], side| -> Vec<Handover> {
                one.iter().filter(|post| !other.contains(post)).map(|post| handover(&person.doctor, day.date, post, side)).collect()
            };
            let (lost, gained) = (only(&day.before, &day.after, 0), only(&day.after, &day.before, 1));
            Move { date: day.date, lost, gained, kept: day.before.iter().filter(|post| day.after.contains(post)).cloned().collect() }
        });
        PersonMoves { doctor: person.doctor.clone(), stints: person.stints.clone(), days: days.collect() }
    };
    changes.doctors.iter().map(person).collect()
}

/// Days of somebody on which something is different.
pub fn cells(moves: &[PersonMoves]) -> BTreeSet<(&DoctorId, NaiveDate)> {
    moves.iter().flat_map(|person| person.days.iter().map(|day| (&person.doctor, day.date))).collect()
}

impl Move {
    /// `2月14日（周六） 急诊大夜 → 休息；D021 接`.
    pub fn sentence(&self, instance: &Instance) -> Text {
        let posts = |handovers: &[Handover]| {
            let kept = self.kept.iter();
            let all: Vec<Text> = kept.chain(handovers.iter().map(|handover| &handover.post)).map(|id| words::post(instance, id)).collect();
            if all.is_empty() { text!("休息", "off") } else { words::list(&all) }
        };
        let (day, before, after) = (words::day(self.date), posts(&self.lost), posts(&self.gained));
        let mut sentence = Text::new(format!("{} {} → {}", day.zh, before.zh, after.zh), format!("{}: {} → {}", day.en, before.en, after.en));
        let lost = self.lost.iter().map(|handover| handover.given(instance, self.lost.len() > 1));
        for clause in lost.chain(self.gained.iter().filter_map(|handover| handover.taken(instance, self.gained.len() > 1))) {
            let _ = write!(sentence.zh, "；{}", clause.zh);
            let _ = write!(sentence.en, "; {}", clause.en);
        }
        sentence
    }
}

impl Handover {
    /// What becomes of a duty somebody no longer has; `named` says which, where there are several.
    fn given(&self, instance: &Instance, named: bool) -> Text {
        let said = match (&self.with, self.left) {
            (Some(with), _) => text!("{with} 接", "{with} takes it"),
            (None, Some(Left::Closed)) => text!("岗位关闭", "the post is closed"),
            (None, Some(Left::Short(missing))) => text!("无人接，缺 {missing} 人", "nobody takes it, {missing} missing"),
            (None, _) => text!("无人接，人数仍够", "nobody takes it, enough are left"),
        };
        let post = words::post(instance, &self.post);
        if named { Text::new(format!("{} {}", post.zh, said.zh), format!("{}: {}", post.en, said.en)) } else { said }
    }

    fn taken(&self, instance: &Instance, named: bool) -> Option<Text> {
        let with = self.with.as_ref()?;
        let post = words::post(instance, &self.post);
        Some(if named { Text::new(format!("{}替 {with}", post.zh), format!("{} for {with}", post.en)) } else { text!("替 {with}", "for {with}") })
    }
}

/// A stint that is different, in a sentence.
pub fn stint_sentence(instance: &Instance, change: &StintChange) -> Text {
    let name = words::programme(instance, &change.programme);
    let (zh, en) = (name.zh, name.en);
    let span = |weeks: &crate::publish::Weeks| {
        let (first, weeks) = (weeks.first, weeks.weeks);
        (format!("{first} 起 {weeks} 周"), format!("{} from {first}", words::plural(weeks, "week", "weeks")))
    };
    match (change.before.as_ref().map(span), change.after.as_ref().map(span)) {
        (Some(before), Some(after)) => {
            Text::new(format!("派驻“{zh}”：{} → {}", before.0, after.0), format!("stint “{en}”: {} → {}", before.1, after.1))
        }
        (Some(before), None) => Text::new(format!("派驻“{zh}”取消（原为 {}）", before.0), format!("stint “{en}” is off (it was {})", before.1)),
        (None, Some(after)) => Text::new(format!("新增派驻“{zh}”：{}", after.0), format!("new stint “{en}”: {}", after.1)),
        (None, None) => Text::new(zh, en),
    }
}

/// Weeks of somebody on another programme, or on one no more.
pub fn stint_weeks(before: &Roster, after: &Roster) -> usize {
    let weeks = |roster: &Roster| -> BTreeSet<(DoctorId, ProgrammeId, NaiveDate)> {
        let of = |stint: &crate::domain::Stint| {
            let (doctor, programme, first) = (stint.doctor.clone(), stint.programme.clone(), stint.first);
            (0..stint.weeks as u64).map(move |week| (doctor.clone(), programme.clone(), first + chrono::Days::new(week * 7)))
        };
        roster.stints.iter().flat_map(of).collect()
    };
    weeks(before).symmetric_difference(&weeks(after)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Stint;

    #[test]
    fn weeks_that_are_new_count_as_those_that_are_gone() {
        let with = |doctor: &str, first: &str, weeks| Roster {
            stints: vec![Stint { doctor: doctor.into(), programme: "down".into(), first: first.parse().unwrap(), weeks }],
            ..Roster::default()
        };
        let before = with("D001", "2026-01-05", 4);
        assert_eq!(stint_weeks(&before, &before), 0);
        assert_eq!(stint_weeks(&before, &with("D001", "2026-01-19", 4)), 4);
        assert_eq!(stint_weeks(&before, &with("D001", "2026-01-05", 7)), 3);
        assert_eq!(stint_weeks(&before, &with("D002", "2026-01-05", 4)), 8);
    }
}
