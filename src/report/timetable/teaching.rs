//! How much of the learners' time somebody who may teach is there.

use super::{Source, StintLine};
use crate::{
    diagnostic::Text,
    domain::{Direction, Doctor, Entry, PostKind, ShiftKind, Timesheet},
};

/// Teaching in a unit. Time is counted by the clock, from begin to end of the shift; handover and
/// standby at home do not count.
#[derive(Clone, Debug)]
pub struct TeachingLine {
    /// Position of the unit.
    pub unit: usize,
    /// Minutes of duties on its teaching posts.
    pub on_posts: i64,
    /// Learners it receives, by programme.
    pub learners: Vec<LearnerLine>,
}

/// Doctors on the stints of an up or training programme.
#[derive(Clone, Debug)]
pub struct LearnerLine {
    /// What people call the programme.
    pub programme: Text,
    /// Up or training.
    pub kind: Direction,
    /// How many doctors.
    pub people: usize,
    /// Minutes they are on duty in the unit.
    pub minutes: i64,
    /// Minutes among them with a doctor on duty in the unit who may teach and is no learner there.
    pub taught: i64,
}

impl LearnerLine {
    /// Share of the time with a teacher there, in percent.
    pub fn percent(&self) -> i64 {
        self.taught * 100 / self.minutes.max(1)
    }
}

type Duty<'a> = (usize, &'a Doctor, &'a Entry<'a>);

pub(super) fn teaching(source: &Source<'_>, stints: &[StintLine]) -> Vec<TeachingLine> {
    let instance = source.instance;
    let sheet = Timesheet::new(instance, source.roster);
    let mut by_unit: Vec<Vec<Duty<'_>>> = vec![Vec::new(); instance.units.len()];
    for (d, (doctor, entries)) in sheet.each().enumerate() {
        for entry in entries.iter().filter(|entry| entry.shift.kind != ShiftKind::Standby) {
            if let Some(unit) = source.unit(&entry.post.unit) {
                by_unit[unit].push((d, doctor, entry));
            }
        }
    }
    let line = |(unit, duties): (usize, &Vec<Duty<'_>>)| {
        let on_teaching_posts = duties.iter().filter(|(_, _, entry)| entry.post.kind == PostKind::Teaching && !entry.is_past());
        TeachingLine { unit, on_posts: on_teaching_posts.map(|(_, _, entry)| entry.shift.length.0).sum(), learners: learners(stints, unit, duties) }
    };
    let lines = by_unit.iter().enumerate().map(line);
    lines.filter(|line| line.on_posts > 0 || !line.learners.is_empty()).collect()
}

fn learners(stints: &[StintLine], unit: usize, duties: &[Duty<'_>]) -> Vec<LearnerLine> {
    let learning: Vec<&StintLine> = stints.iter().filter(|stint| stint.host == unit && stint.kind != Direction::Down).collect();
    let covers = |stint: &StintLine, entry: &Entry<'_>| usize::try_from(entry.day.div_euclid(7)).is_ok_and(|week| stint.within.contains(&week));
    let stint_of = |(d, _, entry): &Duty<'_>| learning.iter().find(|stint| stint.doctor == *d && covers(stint, entry)).copied();
    let teachers = joined(duties.iter().filter(|duty| duty.1.teaches && stint_of(duty).is_none()).map(|duty| span(duty.2)).collect());
    let mut lines: Vec<(usize, Vec<usize>, LearnerLine)> = Vec::new();
    for stint in &learning {
        let at = lines.iter().position(|(programme, _, _)| *programme == stint.programme_at).unwrap_or_else(|| {
            let line = LearnerLine { programme: stint.programme.clone(), kind: stint.kind, people: 0, minutes: 0, taught: 0 };
            lines.push((stint.programme_at, Vec::new(), line));
            lines.len() - 1
        });
        let (_, people, line) = &mut lines[at];
        if !people.contains(&stint.doctor) {
            people.push(stint.doctor);
            line.people += 1;
        }
        for (_, _, entry) in duties.iter().filter(|duty| duty.0 == stint.doctor && covers(stint, duty.2)) {
            let (from, to) = span(entry);
            line.minutes += to - from;
            line.taught += teachers.iter().map(|(begin, end)| (to.min(*end) - from.max(*begin)).max(0)).sum::<i64>();
        }
    }
    lines.sort_by_key(|(programme, _, line)| (line.kind, *programme));
    lines.into_iter().map(|(_, _, line)| line).collect()
}

fn span(entry: &Entry<'_>) -> (i64, i64) {
    let from = entry.day * 24 * 60 + entry.shift.start.0;
    (from, from + entry.shift.length.0)
}

/// The same time as spans that do not overlap, in order.
fn joined(mut spans: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    spans.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = (*end).max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}
