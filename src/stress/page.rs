//! A report of stress in words, as JSON and as CSV.

use super::{Often, Stress, percentile};
use crate::{
    diagnostic::{Lang, Text},
    domain::{Instance, Shortage},
    repair::words,
    text,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Lines of a ranking at most.
const SHOWN: usize = 15;
/// Upper ends of the groups in which changes are counted.
const GROUPS: [usize; 7] = [0, 1, 2, 5, 10, 20, 50];

/// The report as people read it.
pub fn page(instance: &Instance, stress: &Stress, lang: Lang) -> String {
    let mut out = String::new();
    let mut say = |text: Text| {
        let _ = writeln!(out, "{}", text.in_lang(lang).trim_end());
    };
    let (runs, failed, uncovered) = (stress.played.len(), stress.failed(), stress.uncovered());
    let (zh, en, expected) = (instance.alliance.zh(), instance.alliance.en(), stress.expected_hundredths);
    let (whole, part) = (expected / 100, expected % 100);
    say(text!(
        "{zh}：演练 {runs} 次缺勤，各自修复；按设定的比率，全期预计缺勤 {whole}.{part:02} 次",
        "{en}: {runs} absences played, each repaired alone; by the rates set {whole}.{part:02} are to be expected in the horizon"
    ));
    say(text!("修不好（仍有硬性违规）：{failed} 次", "not mended, hard rules still broken: {failed}"));
    say(text!("有岗位因此低于最低人数：{uncovered} 次", "a post was left below its minimum: {uncovered}"));
    let changes = stress.changes();
    let [half, most, all] = [50, 90, 100].map(|percent| percentile(&changes, percent));
    say(text!(
        "除缺勤者本人外的改动（人日）：一半不超过 {half}，九成不超过 {most}，最多 {all}",
        "changes beside those of the absent (days of somebody): half of them at most {half}, nine of ten at most {most}, the most {all}"
    ));
    for (name, times) in groups(&changes) {
        let bar = "█".repeat(times * 40 / changes.len().max(1));
        say(text!("  {name:>6} {times:>4} {bar}", "  {name:>6} {times:>4} {bar}"));
    }
    let posts = stress.posts();
    if !posts.is_empty() {
        say(text!("常缺人的岗位：", "posts left below their minimum:"));
    }
    for (post, often) in posts.iter().take(SHOWN) {
        let (Often { times, of, missing }, name) = (*often, words::post(instance, post));
        let (zh, en) = (name.zh, name.en);
        say(text!("  {zh}：{of} 次中 {times} 次，共缺 {missing} 人次", "  {en}: {times} of {of}, {missing} missing in all"));
    }
    let people = stress.people();
    if !people.is_empty() {
        say(text!("缺勤后补不上的人（✗ 为每次都补不上，即单点）：", "people who could not be replaced (✗ every time: single points of failure):"));
    }
    for (id, often) in people.iter().take(SHOWN) {
        let name = instance.doctor(id).map_or_else(|| Text::new(id.as_str(), id.as_str()), |doctor| words::doctor(instance, doctor));
        let (Often { times, of, missing }, zh, en) = (*often, name.zh, name.en);
        let mark = if times == of { "✗" } else { "·" };
        say(text!(
            "  {mark} {zh}：缺勤 {of} 次，{times} 次补不上，共缺 {missing} 人次",
            "  {mark} {en}: absent {of}, not replaced {times}, {missing} missing in all"
        ));
    }
    out
}

/// Numbers of changes in groups: what a group is called, and how often.
fn groups(changes: &[usize]) -> Vec<(String, usize)> {
    let mut groups = Vec::new();
    let mut least = 0;
    for most in GROUPS.into_iter().chain([usize::MAX]) {
        let name = match most {
            usize::MAX => format!("> {}", GROUPS[GROUPS.len() - 1]),
            _ if least == most => most.to_string(),
            _ => format!("{least}–{most}"),
        };
        groups.push((name, changes.iter().filter(|number| least <= **number && **number <= most).count()));
        least = most.saturating_add(1);
    }
    groups
}

/// The report as data.
pub fn json(stress: &Stress) -> Value {
    let changes = stress.changes();
    let posts: Vec<Value> = stress.posts().into_iter().map(|(post, often)| json!({ "post": post, "often": often })).collect();
    let people: Vec<Value> = stress.people().into_iter().map(|(doctor, often)| json!({ "doctor": doctor, "often": often })).collect();
    let percentiles: serde_json::Map<String, Value> =
        [10, 25, 50, 75, 90, 100].into_iter().map(|percent| (percent.to_string(), json!(percentile(&changes, percent)))).collect();
    json!({
        "runs": stress.played.len(),
        "failed": stress.failed(),
        "uncovered": stress.uncovered(),
        "expected_absences_hundredths": stress.expected_hundredths,
        "changes_percentiles": percentiles,
        "posts": posts,
        "people": people,
        "single_points": stress.single_points(),
        "played": stress.played,
    })
}

/// The absences as CSV, one on a line.
pub fn csv(instance: &Instance, stress: &Stress) -> String {
    let mut out = "run,doctor,title,from,to,changed,of_the_absent,people,missing,posts,broken\n".to_owned();
    for played in &stress.played {
        let title = instance.doctor(&played.doctor).map(|doctor| serde_json::to_value(doctor.title).unwrap_or_default());
        let title = title.as_ref().and_then(Value::as_str).unwrap_or_default();
        let missing: u32 = played.short.iter().map(|shortage| shortage.missing).sum();
        let place = |shortage: &Shortage| format!("{}@{}", shortage.post, shortage.date);
        let posts = played.short.iter().map(place).collect::<Vec<_>>().join(" ");
        let fields = [played.number.to_string(), played.doctor.to_string(), title.to_owned(), played.from.to_string(), played.to.to_string()];
        let counts = [played.cells, played.forced, played.people].map(|count| count.to_string());
        let rest = [missing.to_string(), posts, played.broken.join(" ")];
        let line: Vec<&str> = fields.iter().chain(&counts).chain(&rest).map(String::as_str).collect();
        out += &(line.join(",") + "\n");
    }
    out
}
