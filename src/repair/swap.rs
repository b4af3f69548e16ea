//! Two doctors exchange duties: does the auditor allow it, and what does it do to both.

use super::words;
use crate::{
    audit::{Verdict, audit_with},
    diagnostic::{Diagnostic, Lang, Text},
    domain::{DayType, DoctorId, Duty, Instance, PostId, Roster, Timesheet},
    rules::{Book, Finding},
    text,
};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};
use std::{fmt::Write as _, str::FromStr};

/// A day of a doctor, or one duty of it: `D017@2026-02-14`, `D017@2026-02-14:ed-night`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Who.
    pub doctor: DoctorId,
    /// When.
    pub date: NaiveDate,
    /// Only this post; not said: all duties of the day.
    pub post: Option<PostId>,
}

impl FromStr for Cell {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not of the form D017@2026-02-14 or D017@2026-02-14:POST");
        let (doctor, rest) = text.split_once('@').filter(|(doctor, _)| !doctor.is_empty()).ok_or_else(wrong)?;
        let (date, post) = rest.split_once(':').map_or((rest, None), |(date, post)| (date, Some(post)));
        Ok(Self { doctor: doctor.into(), date: date.parse().map_err(|_| wrong())?, post: post.map(Into::into) })
    }
}

/// Why an exchange says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSwap {
    /// The instance has no such doctor.
    Unknown(DoctorId),
    /// Neither has a duty there.
    Nothing,
    /// Both are the same person.
    Same,
    /// The rule book of the instance has mistakes.
    Rules(Vec<Diagnostic>),
}

impl NoSwap {
    /// What to tell who asked.
    pub fn words(&self) -> Text {
        match self {
            Self::Unknown(id) => text!("没有医生“{id}”", "there is no doctor `{id}`"),
            Self::Nothing => text!("两人在所说的日子都没有班，无可交换", "neither has a duty there: there is nothing to exchange"),
            Self::Same => text!("两处是同一个人；换班要两个人", "both are the same person; an exchange takes two"),
            Self::Rules(_) => text!("规则库有误，见 `shangxia check`", "the rule book has mistakes, see `shangxia check`"),
        }
    }
}

/// What somebody carries in a roster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Burdens {
    /// Working time in minutes over the horizon.
    pub minutes: i64,
    /// The most minutes in a calendar week.
    pub fullest_week: i64,
    /// Nights and duties round the clock.
    pub nights: u32,
    /// Duties that begin on a weekend day.
    pub weekends: u32,
    /// Duties that begin on a holiday.
    pub holidays: u32,
}

/// An exchange and what it does.
#[derive(Clone, Debug)]
pub struct Swap {
    /// The roster after it.
    pub roster: Roster,
    /// Who and what: duties that go from the first to the second, and back.
    pub given: [(DoctorId, Vec<Duty>); 2],
    /// Findings that come with it, hard ones first.
    pub new: Vec<Finding>,
    /// Findings that go with it.
    pub gone: Vec<Finding>,
    /// What both carry, before and after, and what their colleagues of the same home unit carry on average.
    pub burdens: [[Burdens; 3]; 2],
    /// Penalty before and after.
    pub penalty: (i64, i64),
}

/// Exchanges duties of two doctors and asks the auditor. Nothing is searched.
///
/// # Examples
/// ```
/// use shangxia::{format::{self, Source}, repair::swap};
///
/// let open = |path: &str| Source::open(path.as_ref());
/// let instance = format::read_instance(&open("instances/ward_of_two.yaml")?).value.ok_or("an instance")?;
/// let roster = format::read_roster(&open("solutions/ward_of_two.yaml")?, &instance).value.ok_or("a roster")?;
/// let exchange = swap(&instance, &roster, &"D001@2026-01-05".parse()?, &"D002@2026-01-06".parse()?).map_err(|why| why.words().en)?;
/// assert_eq!(exchange.is_allowed(), exchange.new.iter().all(|finding| !finding.hard));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoSwap`] says why there is nothing to say.
pub fn swap(instance: &Instance, roster: &Roster, one: &Cell, other: &Cell) -> Result<Swap, NoSwap> {
    if let Some(unknown) = [one, other].into_iter().find(|cell| instance.doctor(&cell.doctor).is_none()) {
        return Err(NoSwap::Unknown(unknown.doctor.clone()));
    }
    if one.doctor == other.doctor {
        return Err(NoSwap::Same);
    }
    let is_of =
        |duty: &Duty, cell: &Cell| duty.doctor == cell.doctor && duty.date == cell.date && cell.post.as_ref().is_none_or(|post| *post == duty.post);
    let duties = |cell: &Cell| -> Vec<Duty> { roster.duties.iter().filter(|duty| is_of(duty, cell)).cloned().collect() };
    let (first, second) = (duties(one), duties(other));
    if first.is_empty() && second.is_empty() {
        return Err(NoSwap::Nothing);
    }
    let book = Book::new(instance).map_err(NoSwap::Rules)?;
    let exchanged = roster.duties.iter().map(|duty| {
        let goes_to = if is_of(duty, one) { other } else { one };
        if is_of(duty, one) || is_of(duty, other) { Duty { doctor: goes_to.doctor.clone(), ..duty.clone() } } else { duty.clone() }
    });
    let after = roster.with_duties(instance, exchanged.collect());
    let (was, is) = (audit_with(&book, instance, roster), audit_with(&book, instance, &after));
    let burdens = [one, other].map(|cell| {
        let of = |roster: &Roster, id: &DoctorId| burdens(instance, roster, id);
        [of(roster, &cell.doctor), of(&after, &cell.doctor), colleagues(instance, &after, &cell.doctor)]
    });
    let (new, gone) = (less(&is, &was), less(&was, &is));
    let given = [(one.doctor.clone(), first), (other.doctor.clone(), second)];
    Ok(Swap { roster: after, given, new, gone, burdens, penalty: (was.penalty(), is.penalty()) })
}

/// Findings of one verdict that the other has not.
fn less(one: &Verdict, other: &Verdict) -> Vec<Finding> {
    let mut rest: Vec<&Finding> = other.findings.iter().collect();
    let mut left = Vec::new();
    for finding in &one.findings {
        match rest.iter().position(|known| *known == finding) {
            Some(place) => drop(rest.swap_remove(place)),
            None => left.push(finding.clone()),
        }
    }
    left
}

fn burdens(instance: &Instance, roster: &Roster, id: &DoctorId) -> Burdens {
    let sheet = Timesheet::new(instance, roster);
    let mut weeks = vec![0; instance.horizon.weeks];
    let mut sum = Burdens::default();
    for entry in sheet.of(id).iter().filter(|entry| !entry.is_past()) {
        sum.minutes += entry.worked();
        if let Some(week) = weeks.get_mut((entry.day / 7) as usize) {
            *week += entry.worked();
        }
        let day = instance.calendar.day_type(entry.duty.date);
        sum.nights += u32::from(entry.is_night());
        sum.weekends += u32::from(day == DayType::Weekend);
        sum.holidays += u32::from(day == DayType::Holiday);
    }
    sum.fullest_week = weeks.into_iter().max().unwrap_or(0);
    sum
}

/// What the others at home in the same unit carry on average, rounded to the nearest.
fn colleagues(instance: &Instance, roster: &Roster, id: &DoctorId) -> Burdens {
    let Some(home) = instance.doctor(id).map(|doctor| &doctor.home) else { return Burdens::default() };
    let others: Vec<Burdens> = instance
        .doctors
        .iter()
        .filter(|doctor| doctor.home == *home && doctor.id != *id)
        .map(|doctor| burdens(instance, roster, &doctor.id))
        .collect();
    let count = others.len().max(1) as i64;
    let mean = |of: &dyn Fn(&Burdens) -> i64| (others.iter().map(of).sum::<i64>() * 2 + count).div_euclid(2 * count);
    Burdens {
        minutes: mean(&|one| one.minutes),
        fullest_week: mean(&|one| one.fullest_week),
        nights: mean(&|one| i64::from(one.nights)) as u32,
        weekends: mean(&|one| i64::from(one.weekends)) as u32,
        holidays: mean(&|one| i64::from(one.holidays)) as u32,
    }
}

impl Swap {
    /// Whether it breaks no hard rule that was not broken before.
    pub fn is_allowed(&self) -> bool {
        self.new.iter().all(|finding| !finding.hard)
    }

    /// In words.
    pub fn page(&self, instance: &Instance, lang: Lang) -> String {
        let mut out = String::new();
        let mut say = |text: Text| {
            let _ = writeln!(out, "{}", text.in_lang(lang));
        };
        for (side, (id, duties)) in self.given.iter().enumerate() {
            let to = &self.given[1 - side].0;
            let what: Vec<Text> = duties
                .iter()
                .map(|duty| {
                    let (day, post) = (words::day(duty.date), words::post(instance, &duty.post));
                    Text::new(format!("{} {}", day.zh, post.zh), format!("{} {}", day.en, post.en))
                })
                .collect();
            if !what.is_empty() {
                let Text { zh, en } = words::list(&what);
                say(text!("{id} → {to}：{zh}", "{id} → {to}: {en}"));
            }
        }
        let hard = self.new.iter().filter(|finding| finding.hard).count();
        say(if hard == 0 {
            text!("可以换：没有新的硬性违规", "allowed: no hard rule is newly broken")
        } else {
            text!("不能换：违反硬性规则 {hard} 处", "not allowed: hard rules are broken {hard} times")
        });
        for finding in &self.new {
            let (mark, price) = if finding.hard { ("✗", String::new()) } else { ("·", format!(" (+{})", finding.penalty)) };
            let Text { zh, en } = finding.said();
            say(text!("  {mark} {zh}{price}", "  {mark} {en}{price}"));
        }
        for finding in self.gone.iter().filter(|finding| finding.penalty > 0 || finding.hard) {
            let (Text { zh, en }, penalty) = (finding.said(), finding.penalty);
            say(text!("  ✓ {zh} (−{penalty})", "  ✓ {en} (−{penalty})"));
        }
        let (before, after) = self.penalty;
        say(text!("罚分 {before} → {after}", "penalty {before} → {after}"));
        for ((id, _), [was, is, others]) in self.given.iter().zip(&self.burdens) {
            say(text!("{id}（括号内是同科室其他人的平均）", "{id} (average of the others of the unit in brackets)"));
            let hours = |minutes: i64| format!("{}.{}", minutes / 60, minutes % 60 / 6);
            let line = |zh: &str, en: &str, values: [String; 3]| {
                let [was, is, others] = values;
                text!("  {zh}：{was} → {is}（{others}）", "  {en}: {was} → {is} ({others})")
            };
            say(line("全期工时", "hours in all", [was, is, others].map(|one| hours(one.minutes))));
            say(line("最忙一周工时", "hours of the fullest week", [was, is, others].map(|one| hours(one.fullest_week))));
            say(line("夜班", "nights", [was, is, others].map(|one| one.nights.to_string())));
            say(line("周末班", "weekend duties", [was, is, others].map(|one| one.weekends.to_string())));
            say(line("节假日班", "holiday duties", [was, is, others].map(|one| one.holidays.to_string())));
        }
        out
    }

    /// As data.
    pub fn json(&self) -> Value {
        let finding = |finding: &Finding| json!({ "rule": finding.rule, "hard": finding.hard, "penalty": finding.penalty, "zh": finding.text.zh, "en": finding.text.en });
        let people: Vec<Value> = self
            .given
            .iter()
            .zip(&self.burdens)
            .map(|((id, duties), [was, is, others])| json!({ "doctor": id, "gives": duties, "before": was, "after": is, "colleagues": others }))
            .collect();
        json!({
            "allowed": self.is_allowed(),
            "new": self.new.iter().map(finding).collect::<Vec<_>>(),
            "gone": self.gone.iter().map(finding).collect::<Vec<_>>(),
            "penalty": { "before": self.penalty.0, "after": self.penalty.1 },
            "people": people,
        })
    }
}
