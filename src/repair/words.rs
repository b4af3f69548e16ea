//! Names and dates in sentences.

use crate::{
    diagnostic::Text,
    domain::{Doctor, Instance, Name, PostId, ProgrammeId},
};
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [(&str, &str); 7] = [("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun")];

/// `2月14日（周六）`, `14 Feb (Sat)`.
pub(crate) fn day(date: NaiveDate) -> Text {
    let (month, day) = (date.month(), date.day());
    let (zh, en) = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
    let name = MONTHS[date.month0() as usize];
    Text::new(format!("{month}月{day}日（周{zh}）"), format!("{day} {name} ({en})"))
}

fn named(name: Option<&Name>, id: &str) -> Text {
    name.map_or_else(|| Text::new(id, id), |name| Text::new(name.zh(), name.en()))
}

/// What people call a post.
pub(crate) fn post(instance: &Instance, id: &PostId) -> Text {
    named(instance.post(id).and_then(|post| post.name.as_ref()), id.as_str())
}

/// What people call a programme.
pub(super) fn programme(instance: &Instance, id: &ProgrammeId) -> Text {
    named(instance.programme(id).and_then(|programme| programme.name.as_ref()), id.as_str())
}

/// `D017（主治医师 · 急诊科）`, `D017 (attending, Emergency department)`.
pub(crate) fn doctor(instance: &Instance, doctor: &Doctor) -> Text {
    let (id, title) = (&doctor.id, doctor.title.name());
    let unit = named(instance.unit(&doctor.home).and_then(|unit| unit.name.as_ref()), doctor.home.as_str());
    Text::new(format!("{id}（{} · {}）", title.zh(), unit.zh), format!("{id} ({}, {})", title.en(), unit.en))
}

/// Texts one after the other: `甲、乙`, `a, b`.
pub(crate) fn list(texts: &[Text]) -> Text {
    let join = |of: fn(&Text) -> &str, comma: &str| texts.iter().map(of).collect::<Vec<_>>().join(comma);
    Text::new(join(|text| &text.zh, "、"), join(|text| &text.en, ", "))
}

/// `1 day`, `3 days`.
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
