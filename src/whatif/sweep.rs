//! Sweeps: a list where one value could stand makes a scenario of each value.

use super::scenario::{NewDoctors, NightAge, NoAge, People, Percent, Scenario, Several, WeekHours};
use crate::{diagnostic::Text, domain::Name, text};

/// The scenarios a scenario stands for, in the order of its values; without a list it is itself.
/// Lists in several keys give every combination, the first key slowest.
pub(super) fn expand(scenario: &Scenario) -> Vec<Scenario> {
    let mut all = vec![scenario.clone()];
    all = over(all, |s| s.cap.as_ref(), |s, hours| s.cap = Some(Several::One(hours)), |WeekHours(h)| (h.to_string(), text!("{h} 小时", "{h} h")));
    all = over(all, |s| s.nights_end_at.as_ref(), |s, age| s.nights_end_at = Some(Several::One(age)), age_words);
    let percent = |Percent(p)| (p.to_string(), text!("{p}%", "{p} %"));
    all = over(all, |s| s.quota_percent.as_ref(), |s, percent| s.quota_percent = Some(Several::One(percent)), percent);
    for position in 0..scenario.add_doctors.len() {
        let numbers = |s: &Scenario| s.add_doctors.get(position).and_then(|new: &NewDoctors| new.number.clone());
        let words = |People(n)| (n.to_string(), text!("{n} 人", "{n}"));
        all = over_owned(all, numbers, |s, number| s.add_doctors[position].number = Some(Several::One(number)), words);
    }
    all
}

fn age_words(age: NightAge) -> (String, Text) {
    match age {
        NightAge::From(age) => (age.to_string(), text!("{age} 岁", "{age}")),
        NightAge::Word(NoAge::Never) => ("never".to_owned(), text!("不限年龄", "no age")),
    }
}

fn over<T: Copy>(
    all: Vec<Scenario>,
    values: impl Fn(&Scenario) -> Option<&Several<T>>,
    set: impl Fn(&mut Scenario, T),
    words: impl Fn(T) -> (String, Text),
) -> Vec<Scenario> {
    over_owned(all, |scenario| values(scenario).cloned(), set, words)
}

fn over_owned<T: Copy>(
    all: Vec<Scenario>,
    values: impl Fn(&Scenario) -> Option<Several<T>>,
    set: impl Fn(&mut Scenario, T),
    words: impl Fn(T) -> (String, Text),
) -> Vec<Scenario> {
    let mut expanded = Vec::with_capacity(all.len());
    for scenario in all {
        let Some(Several::Each(each)) = values(&scenario) else {
            expanded.push(scenario);
            continue;
        };
        for value in each {
            let mut one = scenario.clone();
            set(&mut one, value);
            let (code, Text { zh, en }) = words(value);
            let named = |name: &Name| Name::both(&format!("{}：{zh}", name.zh()), &format!("{}: {en}", name.en()));
            one.name = one.name.as_ref().map(named);
            one.id = format!("{}-{code}", one.id);
            expanded.push(one);
        }
    }
    expanded
}
