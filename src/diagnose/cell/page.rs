//! The answer in words.

use super::{Alternative, Answer, Outcome, Substitute, substitutes::Place};
use crate::{
    diagnose::{infeasible::parts_words, name_of},
    diagnostic::{Lang, Text},
    domain::Instance,
    text,
};
use std::fmt::Write as _;

/// Lines of one kind told at most.
const SHOWN: usize = 8;

/// Why a cell is as it is, what else would cost, and who else could do it.
pub fn page(answer: &Answer, instance: &Instance, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", answer.now.in_lang(lang));
    if !answer.alternatives.is_empty() {
        let head = text!("如果改成（只改这一处会怎样；周围重新求解后怎样）：", "instead (changed alone; and with what is around it solved anew):");
        let _ = writeln!(out, "\n{}", head.in_lang(lang));
    }
    for alternative in &answer.alternatives {
        tell(&mut out, alternative, instance, lang);
    }
    if !answer.substitutes.is_empty() {
        let head = text!("谁可以顶替，由易到难（别的都不动）：", "who else could take it, the easiest first (nothing else changed):");
        let _ = writeln!(out, "\n{}", head.in_lang(lang));
    }
    for substitute in answer.substitutes.iter().take(2 * SHOWN) {
        let _ = writeln!(out, "  {}", words(substitute, instance).in_lang(lang));
    }
    let more = answer.substitutes.len().saturating_sub(2 * SHOWN);
    if more > 0 {
        let _ = writeln!(out, "  {}", text!("以及另外 {more} 人", "and {more} more").in_lang(lang));
    }
    out
}

fn tell(out: &mut String, alternative: &Alternative, instance: &Instance, lang: Lang) {
    let _ = writeln!(out, "  · {}", alternative.what.in_lang(lang));
    for finding in alternative.broken.iter().take(SHOWN) {
        let rule = name_of(finding.rule);
        let _ = writeln!(out, "      ✗ {}{}{}", rule.in_lang(lang), colon(lang), finding.text.in_lang(lang));
    }
    match &alternative.outcome {
        Outcome::Unknown => {
            let _ = writeln!(out, "      {}", text!("在限定时间内没有找到这样的班表", "no roster with it was found within the limits").in_lang(lang));
        }
        Outcome::Impossible(conflict) => {
            let _ = writeln!(out, "      {}", text!("没有一份班表允许这样：", "no roster allows it:").in_lang(lang));
            for part in parts_words(conflict, instance) {
                let _ = writeln!(out, "        · {}", part.in_lang(lang));
            }
        }
        Outcome::Costs { penalty, differences, changes, .. } => {
            let line = text!(
                "可以：罚分 {penalty:+}，新排或改排的班和派驻 {changes} 处",
                "possible: penalty {penalty:+}, {changes} duties and stints that were not there before"
            );
            let _ = writeln!(out, "      {}", line.in_lang(lang));
            for one in differences.iter().take(SHOWN) {
                let who = one.doctor.as_ref().map_or_else(String::new, |doctor| format!(" {doctor}"));
                let _ = writeln!(out, "        {:+}  {}{who}", one.penalty, name_of(one.rule).in_lang(lang));
            }
        }
    }
}

fn colon(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "：" } else { ": " }
}

fn words(substitute: &Substitute, instance: &Instance) -> Text {
    let (doctor, penalty) = (&substitute.doctor, substitute.penalty);
    let place = match &substitute.place {
        Place::Duty(duty) => instance.post_called(&duty.post),
        Place::Stint(stint) => instance.programme_called(&stint.programme),
        Place::Missing { post, .. } => instance.post_called(post),
    };
    match substitute.broken.first() {
        None => text!("✓ {doctor}（{place:#}）：可以，罚分 {penalty:+}", "✓ {doctor} ({place}): allowed, penalty {penalty:+}"),
        Some(first) => {
            let (Text { zh, en }, Text { zh: rule_zh, en: rule_en }) = (&first.text, name_of(first.rule));
            let more = substitute.broken.len() - 1;
            let (and_zh, and_en) =
                if more == 0 { (String::new(), String::new()) } else { (format!("（另有 {more} 处）"), format!(" (and {more} more)")) };
            text!("✗ {doctor}（{place:#}）：违反{rule_zh}：{zh}{and_zh}", "✗ {doctor} ({place}): breaks {rule_en}: {en}{and_en}")
        }
    }
}
