//! What became of each request, and why a refused one was refused.

use super::{Source, StintLine, gaps};
use crate::{
    diagnostic::Text,
    domain::{FactKind, Request, Want},
    report::words,
    text,
};

/// A request and its answer.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// Position of the doctor.
    pub doctor: usize,
    /// Day of the horizon.
    pub day: usize,
    /// Free or on duty.
    pub want: Want,
    /// What was asked for, in words.
    pub wish: Text,
    /// Why, in the doctor's words.
    pub reason: Option<String>,
    /// Whether it was granted.
    pub granted: bool,
    /// What stands in the way of a refused one.
    pub because: Option<Text>,
}

pub(super) fn requests(source: &Source<'_>, stints: &[StintLine]) -> Vec<RequestLine> {
    let instance = source.instance;
    let heads = gaps::heads(source);
    let line = |request: &Request| {
        let day = instance.horizon.day_within(request.date)?;
        let doctor = *source.doctors.get(&request.doctor)?;
        let meant = |post: &&usize| {
            let post = &instance.posts[**post];
            request.post.as_ref().is_none_or(|wanted| post.id == *wanted)
                && request.shift.is_none_or(|kind| instance.shift(&post.shift).is_some_and(|shift| shift.kind == kind))
        };
        let met: Vec<usize> = source.duties[doctor][day].iter().filter(meant).copied().collect();
        let granted = met.is_empty() == (request.want == Want::Off);
        let because = match request.want {
            _ if granted => None,
            Want::Off => met.first().map(|post| why_on(source, &heads, *post, day)),
            Want::On => Some(why_off(source, stints, doctor, day)),
        };
        Some(RequestLine { doctor, day, want: request.want, wish: wish(source, request), reason: request.reason.clone(), granted, because })
    };
    let mut lines: Vec<RequestLine> = instance.requests.iter().filter_map(line).collect();
    lines.sort_by_key(|line| (line.doctor, line.day));
    lines
}

fn wish(source: &Source<'_>, request: &Request) -> Text {
    let what = match (&request.post, request.shift) {
        (Some(id), _) => words::name_or_id(source.instance.post(id).and_then(|post| post.name.as_ref()), &id.0),
        (None, Some(kind)) => words::shift_kind(kind),
        (None, None) => return if request.want == Want::Off { text!("休息", "free") } else { text!("上班", "on duty") },
    };
    let Text { zh, en } = what;
    if request.want == Want::Off { text!("不上{zh}", "no {en}") } else { text!("上{zh}", "{en}") }
}

fn why_on(source: &Source<'_>, heads: &[Vec<u32>], post: usize, day: usize) -> Text {
    let there = heads[post][day];
    let need = gaps::minima(source, post)[day].unwrap_or(0);
    let Text { zh, en } = words::name_or_id(source.instance.posts[post].name.as_ref(), &source.instance.posts[post].id.0);
    if there <= need {
        text!("{zh}需要 {need} 人，在岗 {there} 人", "{en} needs {need} and has {there}")
    } else {
        text!("排在{zh}（在岗 {there} 人）", "put on {en} ({there} there)")
    }
}

fn why_off(source: &Source<'_>, stints: &[StintLine], doctor: usize, day: usize) -> Text {
    let instance = source.instance;
    let date = instance.horizon.date(day as i64);
    if let Some(fact) = instance.doctors[doctor].fact_on(date, FactKind::is_absence) {
        return words::fact(fact.kind);
    }
    if let Some(stint) = stints.iter().find(|stint| stint.doctor == doctor && stint.is_away(day / 7)) {
        let Text { zh, en } = &stint.programme;
        return text!("派驻：{zh}", "on a stint: {en}");
    }
    match source.duties[doctor][day].first() {
        Some(post) => {
            let Text { zh, en } = words::name_or_id(instance.posts[*post].name.as_ref(), &instance.posts[*post].id.0);
            text!("当天排在{zh}", "on {en} that day")
        }
        None => text!("由其他人承担", "done by others"),
    }
}
