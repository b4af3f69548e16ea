//! The objective by rule, and the findings.

use super::layout::{Page, Style, pad, right};
use crate::{diagnostic::Text, report::words, rules::Finding, text};

/// Findings of a weighted rule shown one by one; the objective holds the sum of all.
const EXAMPLES: usize = 10;

pub(super) fn write(page: &mut Page<'_>) {
    let objective = &page.timetable.objective;
    page.heading(page.either("目标值（按规则）", "Objective by rule"));
    for rule in &objective.rules {
        let (hard, weighted) = (rule.hard, rule.weighted);
        let count = match hard {
            0 => Text::new(format!("{weighted} 处"), words::plural(weighted, "finding", "findings")),
            _ => Text::new(format!("硬性违规 {hard} 处"), words::plural(hard, "hard finding", "hard findings")),
        };
        let count = if hard > 0 { page.paint(page.say(&count), Style::Alarm) } else { page.say(&count).to_owned() };
        let name = format!("{} ({})", page.say(&rule.name), rule.code);
        let line = format!("{}{}  {count}", pad(&name, 44), right(&rule.penalty.to_string(), 10));
        page.line(&line);
    }
    for (name, sum) in &objective.priorities {
        let line = format!("{}{}", page.either("其中：", "of it: "), page.say(name));
        let line = format!("{}{}", pad(&line, 44), right(&sum.to_string(), 10));
        page.line(&line);
    }
    let sums = [
        (page.either("合计", "total"), Some(objective.penalty.to_string())),
        (page.either("下界", "bound"), objective.bound.map(|bound| bound.to_string())),
        (page.either("差距", "gap"), objective.gap_percent()),
    ];
    for (name, value) in sums {
        let value = value.unwrap_or_else(|| page.either("无", "none").to_owned());
        page.line(&format!("{}{}", pad(name, 44), right(&value, 10)));
    }
    if let Some(stated) = objective.stated {
        let text = text!("注意：文件中写的罚分是 {stated}", "Note: the roster's file states a penalty of {stated}");
        let text = page.paint(page.say(&text), Style::Alarm);
        page.paragraph(&text, 0);
    }
}

/// Findings in words: every hard one, and the dearest of each weighted rule.
pub(super) fn findings(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.findings.is_empty() {
        return;
    }
    page.heading(page.either("审计发现", "Findings"));
    for rule in &timetable.objective.rules {
        let name = page.paint(page.say(&rule.name), Style::Strong);
        page.line(&name);
        let of_rule = timetable.findings.iter().filter(|finding| finding.rule == rule.code);
        let (hard, mut weighted): (Vec<&Finding>, Vec<&Finding>) = of_rule.partition(|finding| finding.hard);
        weighted.sort_by_key(|finding| -finding.penalty);
        for finding in hard.into_iter().chain(weighted.iter().take(EXAMPLES).copied()) {
            let penalty = finding.penalty;
            let price = if finding.hard { text!("硬性", "hard") } else { text!("罚 {penalty}", "penalty {penalty}") };
            let line = format!("  [{}] {}", page.say(&price), page.say(&finding.text));
            page.paragraph(&line, 4);
        }
        if weighted.len() > EXAMPLES {
            let rest = weighted.len() - EXAMPLES;
            let text = text!("  另有 {rest} 项罚分不更高", "  and {rest} more that cost no more");
            let text = page.say(&text).to_owned();
            page.line(&text);
        }
    }
}
