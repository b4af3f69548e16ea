//! The fewest doctors more that leave nothing short: added one by one, each time the one who closes
//! most, and then checked: whether any choice of one fewer would do.

use super::{
    BASE, Case, Effort, Ending, Folder, Watch,
    compare::measures,
    patch::{NewDoctor, add, require_coverage},
    run::run,
};
use crate::{
    diagnostic::{Diagnostic, Text},
    domain::{Instance, Roster, Title},
    engine::{self, Interrupt, Limits, Silent, Status},
    format,
    milp::Portion,
    planning::{Mode, Plan},
    report::comparison::{Closing, ClosingStep, Proof},
    rules::Book,
    text,
};
use itertools::Itertools;
use std::{collections::BTreeMap, io};

/// Doctors added at most.
const MOST: usize = 30;
/// Choices of one fewer that are looked at, at most.
const CHOICES: usize = 120;

/// What the closing of shortages needs.
struct Search<'a> {
    instance: &'a Instance,
    effort: &'a Effort,
    folder: Option<&'a Folder>,
    interrupt: &'a Interrupt,
    watch: &'a dyn Watch,
}

/// Looks for the fewest doctors more that leave nothing short. Candidates are doctors who could be
/// on a post that is short: at home in its unit, with the title and the skills it asks for. Nothing
/// if it was interrupted, or if the instance has no roster at all.
///
/// # Errors
/// A file cannot be written.
pub fn close(instance: &Instance, effort: &Effort, folder: Option<&Folder>, interrupt: &Interrupt, watch: &dyn Watch) -> io::Result<Option<Closing>> {
    let search = Search { instance, effort, folder, interrupt, watch };
    let Some((roster, begin)) = search.step(&[], None, &[])? else { return Ok(None) };
    let (mut steps, mut added, mut roster) = (vec![begin], Vec::new(), roster);
    let mut kinds: Vec<NewDoctor> = Vec::new();
    while steps.last().is_some_and(|step| step.measures.missing > 0) && added.len() < MOST {
        let candidates = candidates(instance, &roster);
        kinds.extend(candidates.iter().filter(|new| !kinds.contains(new)).cloned().collect::<Vec<_>>());
        if candidates.is_empty() {
            break;
        }
        let before = steps.last().map_or(0, |step| step.measures.missing);
        let Some((next, best, step)) = search.best(&added, &roster, &candidates)? else { return Ok(None) };
        if step.measures.missing >= before {
            break;
        }
        added.push(best);
        steps.push(step);
        roster = next;
    }
    kinds.sort();
    let mut proof = Proof::NotClosed;
    while steps.last().is_some_and(|step| step.measures.missing == 0) {
        proof = Proof::Enough;
        let Some(fewer) = added.len().checked_sub(1) else {
            proof = Proof::Smallest;
            break;
        };
        match search.fewer(&kinds, fewer) {
            Fewer::No => proof = Proof::Smallest,
            Fewer::Unknown => {}
            Fewer::Yes(choice) => {
                let Some(shorter) = search.path(&choice)? else { return Ok(None) };
                if shorter.last().is_some_and(|step| step.measures.missing == 0) {
                    (steps, added) = (shorter, choice);
                    continue;
                }
            }
        }
        break;
    }
    let kinds = kinds.iter().map(|new| name(new, instance)).collect();
    Ok(Some(Closing { steps, proof, kinds }))
}

/// Whether some choice of one fewer leaves nothing short.
enum Fewer {
    Yes(Vec<NewDoctor>),
    /// Proven for every choice.
    No,
    Unknown,
}

impl Search<'_> {
    fn with(&self, added: &[NewDoctor]) -> Instance {
        let mut instance = self.instance.clone();
        for new in added {
            add(new, &mut instance);
        }
        instance
    }

    fn case(&self, added: &[NewDoctor]) -> Case {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for new in added {
            *counts.entry(code(new)).or_default() += 1;
        }
        let parts: Vec<String> = counts.iter().map(|(code, count)| format!("{count}-{code}")).collect();
        let id = if parts.is_empty() { BASE.to_owned() } else { format!("plus-{}", parts.join("-")) };
        let number = added.len();
        let name = if number == 0 { text!("现状", "as it stands") } else { text!("增加 {number} 名：{id}", "{number} more: {id}") };
        Case { id, name, instance: self.with(added), near: Vec::new() }
    }

    /// The step of one more, begun with a roster of one fewer.
    fn step(&self, before: &[NewDoctor], from: Option<&Roster>, more: &[NewDoctor]) -> io::Result<Option<(Roster, ClosingStep)>> {
        let all: Vec<NewDoctor> = before.iter().chain(more).cloned().collect();
        let case = self.case(&all);
        let effort = Effort { from: from.cloned().or_else(|| self.effort.from.clone()), ..self.effort.clone() };
        let endings = run(std::slice::from_ref(&case), &effort, self.folder, self.interrupt, self.watch)?;
        Ok(self.taken(&case, endings.first().and_then(Option::as_ref), more.first()))
    }

    fn taken(&self, case: &Case, ending: Option<&Ending>, added: Option<&NewDoctor>) -> Option<(Roster, ClosingStep)> {
        let roster = ending.and_then(Ending::roster)?.clone();
        let measures = measures(&case.instance, &roster)?;
        let added = added.map(|new| name(new, self.instance));
        Some((roster, ClosingStep { added, doctors: case.instance.doctors.len(), measures }))
    }

    /// The candidate who leaves the fewest short, then the cheapest roster.
    fn best(&self, added: &[NewDoctor], from: &Roster, candidates: &[NewDoctor]) -> io::Result<Option<(Roster, NewDoctor, ClosingStep)>> {
        let cases: Vec<Case> = candidates.iter().map(|new| self.case(&added.iter().chain([new]).cloned().collect::<Vec<_>>())).collect();
        let effort = Effort { from: Some(from.clone()), ..self.effort.clone() };
        let endings = run(&cases, &effort, self.folder, self.interrupt, self.watch)?;
        let tried = cases.iter().zip(&endings).zip(candidates);
        let taken =
            tried.filter_map(|((case, ending), new)| self.taken(case, ending.as_ref(), Some(new)).map(|(roster, step)| (roster, new.clone(), step)));
        Ok(taken.min_by_key(|(_, _, step)| (step.measures.missing, step.measures.penalty)))
    }

    /// Whether any choice of so many leaves nothing short: each is solved with every post to be
    /// filled, for a first roster and not a good one.
    fn fewer(&self, kinds: &[NewDoctor], number: usize) -> Fewer {
        let choices = || kinds.iter().combinations_with_replacement(number);
        if choices().take(CHOICES + 1).count() > CHOICES {
            return Fewer::Unknown;
        }
        let mut unknown = false;
        for choice in choices() {
            let choice: Vec<NewDoctor> = choice.into_iter().cloned().collect();
            match self.covers(&choice) {
                Some(true) => return Fewer::Yes(choice),
                Some(false) => {}
                None => unknown = true,
            }
        }
        if unknown { Fewer::Unknown } else { Fewer::No }
    }

    /// Whether all posts can be filled. "No" is believed only when two searches with different
    /// seeds say it.
    fn covers(&self, added: &[NewDoctor]) -> Option<bool> {
        let mut instance = self.with(added);
        require_coverage(&mut instance);
        let book = Book::new(&instance).ok()?;
        let mut plan = Plan::new(&instance, Mode::Strict);
        book.formulate(&mut plan);
        let Ok(whole) = Portion::new(&plan.program, &plan.program.bounds()) else { return Some(false) };
        let look = |seed: u32| {
            let limits = Limits { time: Some(self.effort.time_limit), gap: 1.0, seed, ..Limits::default() };
            let outcome = engine::solve(&whole.matrix, None, &limits, self.interrupt, &Silent);
            if outcome.values.is_some() { Some(true) } else { (outcome.status == Status::Infeasible).then_some(false) }
        };
        if look(self.effort.seed)? { Some(true) } else { look(self.effort.seed.wrapping_add(1)) }
    }

    fn path(&self, choice: &[NewDoctor]) -> io::Result<Option<Vec<ClosingStep>>> {
        let Some((mut roster, begin)) = self.step(&[], None, &[])? else { return Ok(None) };
        let mut steps = vec![begin];
        for number in 0..choice.len() {
            let Some((next, step)) = self.step(&choice[..number], Some(&roster), &choice[number..=number])? else { return Ok(None) };
            roster = next;
            steps.push(step);
        }
        Ok(Some(steps))
    }
}

/// Doctors who could be on a post that is short.
fn candidates(instance: &Instance, roster: &Roster) -> Vec<NewDoctor> {
    let mut all: Vec<NewDoctor> = Vec::new();
    for post in instance.posts.iter().filter(|post| roster.shortages.iter().any(|short| short.post == post.id)) {
        let home = post.who.units.first().unwrap_or(&post.unit).clone();
        let own = instance
            .unit(&home)
            .and_then(|unit| unit.specialty.as_ref())
            .filter(|_| post.who.skills_all.is_empty() && post.who.skills_any.is_empty());
        let skills = post.who.skills_all.iter().chain(post.who.skills_any.first()).chain(own);
        let new = NewDoctor {
            home,
            title: post.who.title_at_least.unwrap_or(Title::Attending),
            skills: skills.map(|skill| (skill.clone(), 2)).collect(),
            fte: 100,
            teaches: false,
            no_nights: false,
        };
        let mut with = instance.clone();
        add(&new, &mut with);
        let stands = || !format::check_instance(&with).iter().any(Diagnostic::is_error);
        if !all.contains(&new) && stands() {
            all.push(new);
        }
    }
    all.sort();
    all
}

fn kind(new: &NewDoctor) -> super::Kind {
    super::Kind { home: new.home.clone(), title: new.title, skill: None }
}

fn code(new: &NewDoctor) -> String {
    let skills: Vec<String> = new.skills.keys().map(ToString::to_string).collect();
    [vec![new.home.to_string()], skills].concat().join("-")
}

fn name(new: &NewDoctor, instance: &Instance) -> Text {
    let Text { zh, en } = kind(new).name(instance);
    let skills = new.skills.keys().join(", ");
    if skills.is_empty() { Text { zh, en } } else { Text { zh: format!("{zh}（{skills}）"), en: format!("{en} ({skills})") } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Source;

    #[test]
    fn whether_all_posts_can_be_filled_is_said_either_way() {
        let open = |name: &str| Source::open(std::path::Path::new(&format!("{}/instances/{name}", env!("CARGO_MANIFEST_DIR")))).unwrap();
        let ward = format::read_instance(&open("ward_of_two.yaml")).value.unwrap();
        let mut crowded = ward.clone();
        crowded.posts.iter_mut().for_each(|post| post.need.min += 2);
        let (effort, interrupt) = (Effort::default(), Interrupt::default());
        let covers = |instance: &Instance| {
            let search = Search { instance, effort: &effort, folder: None, interrupt: &interrupt, watch: &Silent };
            search.covers(&[])
        };
        assert_eq!((covers(&ward), covers(&crowded)), (Some(true), Some(false)));
    }
}
