//! Fields → what the file says, by position: shifts and people are numbered in its order.

use super::{
    fields::{Ids, number},
    sections::{Field, Section, Sections},
};
use crate::{diagnostic::Diagnostic, text};
use std::collections::{BTreeMap, BTreeSet};

/// Weeks that can be planned.
const MOST_DAYS: u32 = 52 * 7;
const DAY: u32 = 24 * 60;
const MOST_MINUTES: u32 = 1_000_000;
/// What the rules of the book take.
const LONGEST_RUN: u32 = 56;
const LONGEST_SHORTEST_RUN: u32 = 14;
const MOST_HEADS: u32 = 1000;
const LARGEST_WEIGHT: u32 = 1_000_000;
const LARGEST_WISH: u32 = 100;

/// A benchmark file.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub days: usize,
    pub shifts: Vec<Shift>,
    pub staff: Vec<Person>,
    pub wishes: Vec<Wish>,
    /// Heads needed, by day and shift.
    pub cover: BTreeMap<(usize, usize), u32>,
    /// Penalty for each head missing and for each too many.
    pub weights: (u32, u32),
}

#[derive(Debug)]
pub(super) struct Shift {
    pub id: String,
    pub minutes: u32,
    /// Shifts that may not follow on the next day.
    pub bars: BTreeSet<usize>,
}

#[derive(Debug)]
pub(super) struct Person {
    pub id: String,
    /// Most of each shift, where there is a limit.
    pub most_of: BTreeMap<usize, u32>,
    pub most_minutes: u32,
    pub least_minutes: u32,
    pub longest_run: u32,
    pub shortest_run: u32,
    pub shortest_off: u32,
    pub weekends: u32,
    pub days_off: BTreeSet<usize>,
}

#[derive(Debug)]
pub(super) struct Wish {
    pub person: usize,
    pub day: usize,
    pub shift: usize,
    pub weight: u32,
    pub on: bool,
}

impl Table {
    /// What the sections say; none if a part is missing that nothing can be said without.
    pub fn read(sections: &Sections<'_>, wrong: &mut Vec<Diagnostic>) -> Option<Self> {
        let days = horizon(sections, wrong);
        let mut reader = Reader {
            sections,
            wrong,
            days,
            shifts: Ids::of("班次", "shift", sections.is_whole(Section::Shifts)),
            people: Ids::of("人员", "person", sections.is_whole(Section::Staff)),
        };
        let shifts = reader.shifts();
        let mut staff = reader.staff();
        reader.days_off(&mut staff);
        let mut wishes = reader.wishes(Section::On);
        wishes.extend(reader.wishes(Section::Off));
        let (cover, weights) = reader.cover();
        Some(Self { days: days? as usize, shifts, staff, wishes, cover, weights })
    }
}

fn horizon(sections: &Sections<'_>, wrong: &mut Vec<Diagnostic>) -> Option<u32> {
    let mut rows = sections.rows(Section::Horizon);
    let field = &rows.next()?[0];
    if let Some(second) = rows.next() {
        let cause = text!("天数写了两遍", "the number of days is given twice");
        wrong.push(second[0].wrong("row-twice", cause, text!("只保留一个", "keep one of them")));
    }
    let days = number(field, &(7..=MOST_DAYS), wrong)?;
    if days % 7 != 0 {
        let (before, after) = (days / 7 * 7, days.div_ceil(7) * 7);
        let cause = text!("{days} 天不是整周", "{days} days are no whole weeks");
        wrong.push(field.wrong("no-whole-weeks", cause, text!("写 {before} 或 {after}", "write {before} or {after}")));
        return None;
    }
    Some(days)
}

struct Reader<'s, 'a, 'w> {
    sections: &'s Sections<'a>,
    wrong: &'w mut Vec<Diagnostic>,
    days: Option<u32>,
    shifts: Ids,
    people: Ids,
}

impl<'a> Reader<'_, 'a, '_> {
    fn rows(&self, section: Section) -> Vec<Vec<Field<'a>>> {
        self.sections.rows(section).map(<[_]>::to_vec).collect()
    }

    /// A number from 0 to `most`; 0 where it is wrong.
    fn up_to(&mut self, field: &Field<'_>, most: u32) -> u32 {
        number(field, &(0..=most), self.wrong).unwrap_or_default()
    }

    /// A day of the horizon, counted from 0.
    fn day(&mut self, field: &Field<'_>) -> Option<usize> {
        let last = self.days.unwrap_or(MOST_DAYS) - 1;
        number(field, &(0..=last), self.wrong).map(|day| day as usize)
    }

    fn shifts(&mut self) -> Vec<Shift> {
        let rows = self.rows(Section::Shifts);
        for row in &rows {
            self.shifts.give(&row[0], self.wrong);
        }
        let mut shifts = Vec::new();
        for row in &rows {
            let minutes = number(&row[1], &(1..=DAY), self.wrong).unwrap_or(DAY);
            let barred = row.get(2).into_iter().flat_map(|field| field.parts('|')).filter(|part| !part.text.is_empty());
            let bars = barred.filter_map(|field| self.shifts.find(&field, self.wrong)).collect();
            shifts.push(Shift { id: row[0].text.to_owned(), minutes, bars });
        }
        shifts
    }

    fn staff(&mut self) -> Vec<Person> {
        let mut staff = Vec::new();
        for row in self.rows(Section::Staff) {
            self.people.give(&row[0], self.wrong);
            let most_of = self.most_of(&row[1]);
            let (most_minutes, least_minutes) = (self.up_to(&row[2], MOST_MINUTES), self.up_to(&row[3], MOST_MINUTES));
            let longest_run = self.longest_run(&row[4]);
            let [shortest_run, shortest_off] = [5, 6].map(|column| self.up_to(&row[column], LONGEST_SHORTEST_RUN));
            let weekends = self.up_to(&row[7], MOST_HEADS);
            for (column, low, high) in [(3, least_minutes, most_minutes), (5, shortest_run, longest_run)] {
                if low > high {
                    let (least, most) = (row[column].column, row[column - 1].column);
                    let cause = text!("{least} = {low} 大于 {most} = {high}", "{least} = {low} is more than {most} = {high}");
                    self.wrong.push(row[column].wrong("contradiction", cause, text!("改小前者或改大后者", "lower the first or raise the second")));
                }
            }
            staff.push(Person {
                id: row[0].text.to_owned(),
                most_of,
                most_minutes,
                least_minutes,
                longest_run,
                shortest_run,
                shortest_off,
                weekends,
                days_off: BTreeSet::new(),
            });
        }
        staff
    }

    /// A run as long as the horizon is no limit.
    fn longest_run(&mut self, field: &Field<'_>) -> u32 {
        let Some(value) = number(field, &(0..=MOST_MINUTES), self.wrong) else { return u32::MAX };
        if value == 0 || value > LONGEST_RUN && self.days.is_some_and(|days| value < days) {
            let column = field.column;
            let cause = text!("{value} 超出范围", "{value} is out of range");
            let advice = text!(
                "{column} 可以是 1 到 {LONGEST_RUN}，或者不少于全部天数（不限）",
                "{column} may be 1 to {LONGEST_RUN}, or all days and more for no limit"
            );
            self.wrong.push(field.wrong("out-of-range", cause, advice));
        }
        value
    }

    /// `E=14|D=0`
    fn most_of(&mut self, field: &Field<'_>) -> BTreeMap<usize, u32> {
        let mut most_of = BTreeMap::new();
        for part in field.parts('|').filter(|part| !part.text.is_empty()) {
            let sides: Vec<Field<'_>> = part.parts('=').collect();
            let [shift, most] = sides.as_slice() else {
                let what = part.text;
                let cause = text!("“{what}”不是“班次=次数”的样子", "`{what}` is not of the form `shift=number`");
                let advice = text!("每个班次写最多几次，用 | 隔开：E=14|D=0", "give the most of each shift, separated by |: E=14|D=0");
                self.wrong.push(part.wrong("wrong-form", cause, advice));
                continue;
            };
            let (position, limit) = (self.shifts.find(shift, self.wrong), self.up_to(most, MOST_HEADS));
            if position.is_some_and(|shift| most_of.insert(shift, limit).is_some()) {
                let id = shift.text;
                let cause = text!("班次“{id}”写了两遍", "the shift `{id}` is given twice");
                self.wrong.push(shift.wrong("row-twice", cause, text!("只保留一个", "keep one of them")));
            }
        }
        most_of
    }

    fn days_off(&mut self, staff: &mut [Person]) {
        for row in self.rows(Section::DaysOff) {
            let person = self.people.find(&row[0], self.wrong);
            for field in &row[1..] {
                let Some(day) = self.day(field) else { continue };
                if person.and_then(|person| staff.get_mut(person)).is_some_and(|person| !person.days_off.insert(day)) {
                    let id = row[0].text;
                    let cause = text!("{id} 第 {day} 天的休息写了两遍", "day {day} of {id} is given twice");
                    self.wrong.push(field.wrong("row-twice", cause, text!("只保留一个", "keep one of them")));
                }
            }
        }
    }

    fn wishes(&mut self, section: Section) -> Vec<Wish> {
        let mut first: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
        let mut wishes = Vec::new();
        for row in self.rows(section) {
            let person = self.people.find(&row[0], self.wrong);
            let (day, shift) = (self.day(&row[1]), self.shifts.find(&row[2], self.wrong));
            let weight = self.up_to(&row[3], LARGEST_WISH);
            let (Some(person), Some(day), Some(shift)) = (person, day, shift) else { continue };
            self.once(&mut first, (person, day, shift), &row[0]);
            wishes.push(Wish { person, day, shift, weight, on: section == Section::On });
        }
        wishes
    }

    fn cover(&mut self) -> (BTreeMap<(usize, usize), u32>, (u32, u32)) {
        let mut first: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut cover = BTreeMap::new();
        let mut weights: Option<((u32, u32), usize)> = None;
        for row in self.rows(Section::Cover) {
            let (day, shift) = (self.day(&row[0]), self.shifts.find(&row[1], self.wrong));
            let need = self.up_to(&row[2], MOST_HEADS);
            let [under, over] = [3, 4].map(|column| number(&row[column], &(0..=LARGEST_WEIGHT), self.wrong));
            if let Some((under, over)) = under.zip(over)
                && let ((under_there, over_there), line) = *weights.get_or_insert(((under, over), row[0].line))
                && (under, over) != (under_there, over_there)
            {
                let cause = text!(
                    "权重 {under} 和 {over} 与第 {line} 行的 {under_there} 和 {over_there} 不同",
                    "the weights {under} and {over} are not those of line {line}, {under_there} and {over_there}"
                );
                let advice = text!("所有行的两个权重要相同", "the two weights must be the same in all rows");
                self.wrong.push(row[3].wrong("cover-weights", cause, advice));
            }
            let (Some(day), Some(shift)) = (day, shift) else { continue };
            self.once(&mut first, (day, shift), &row[0]);
            cover.insert((day, shift), need);
        }
        (cover, weights.map_or((0, 0), |(weights, _)| weights))
    }

    fn once<T: Ord>(&mut self, first: &mut BTreeMap<T, usize>, key: T, field: &Field<'_>) {
        let line = *first.entry(key).or_insert(field.line);
        if line != field.line {
            let cause = text!("同样的内容在第 {line} 行已经有了", "the same is already on line {line}");
            self.wrong.push(field.wrong("row-twice", cause, text!("只保留一个", "keep one of them")));
        }
    }
}
