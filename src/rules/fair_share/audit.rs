//! Works out each peer's share on the calendar and counts timesheets and stints against it.

mod remote;
mod shares;
mod stints;
mod unit;

use super::{Burden, FairShare};
use crate::{
    diagnostic::Text,
    domain::{Doctor, Enforce, Instance, Roster, Timesheet, Unit, UnitId},
    rules::{Finding, Settings},
    text,
};
use shares::Share;
pub(super) use stints::hosts;

/// Those who share a burden: of a unit, or of the whole alliance.
struct Group<'a> {
    unit: Option<&'a Unit>,
    /// Each with part of a full post times days.
    peers: Vec<(&'a Doctor, i64)>,
    /// How much there is to share.
    burden: i64,
    /// The weights together, without the days on which peers may be expected elsewhere.
    among: i64,
}

pub(super) fn audit(rule: &FairShare, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let sheets = Timesheet::new(instance, roster);
    let groups = groups(rule, instance);
    let mut findings = Vec::new();
    for group in &groups {
        let mut largest: Option<(i64, &Doctor)> = None;
        for mut share in shares::of(rule, instance, group) {
            if group.unit.is_some() {
                let (weeks, elsewhere) = stints::weeks(instance, roster, share.doctor);
                share.allowance = shares::round_up(share.allowance * (weeks - elsewhere), weeks.max(1));
            }
            let borne = match group.unit {
                Some(_) => unit::borne(rule, instance, share.doctor, sheets.of(&share.doctor.id)),
                None => remote::borne(instance, roster, share.doctor),
            };
            let excess = borne - share.allowance;
            if excess > 0 {
                findings.push(finding(rule, rule.enforce, excess, above(rule, &share, borne), share.doctor, &share.doctor.home));
                if largest.is_none_or(|(known, _)| excess > known) {
                    largest = Some((excess, share.doctor));
                }
            }
        }
        if let Some((excess, doctor)) = largest.filter(|_| rule.largest_weight > 0 && !rule.enforce.is_hard()) {
            let price = Enforce::Weight(rule.largest_weight);
            findings.push(finding(rule, price, excess, furthest(rule, instance, group, excess, doctor), doctor, &doctor.home));
        }
    }
    findings
}

fn groups<'a>(rule: &FairShare, instance: &'a Instance) -> Vec<Group<'a>> {
    if rule.of == Burden::RemoteWeeks { vec![remote::group(rule, instance)] } else { unit::groups(rule, instance) }
}

/// Of each group its peers, each with part of a full post times days.
pub(super) fn peers<'a>(rule: &FairShare, instance: &'a Instance) -> Vec<Vec<(&'a Doctor, i64)>> {
    groups(rule, instance).into_iter().map(|group| group.peers).collect()
}

fn finding(rule: &FairShare, price: Enforce, excess: i64, text: Text, doctor: &Doctor, unit: &UnitId) -> Finding {
    let begun = excess.div_euclid(rule.of.per()) + i64::from(excess.rem_euclid(rule.of.per()) > 0);
    Finding::new(&FairShare::CARD, price, begun, rule.of.measure(), text).doctor(&doctor.id).unit(unit)
}

fn above(rule: &FairShare, share: &Share<'_>, borne: i64) -> Text {
    let (id, Text { zh, en }) = (&share.doctor.id, rule.of.name());
    let [borne, allowance, carried] = [borne, share.allowance, share.carried].map(|amount| rule.of.quantity(amount));
    if rule.of.per() == 1 {
        return Text::new(
            format!("{id} 上 {}{zh}，超过应分担的 {}（此前已上 {}）", borne.zh, allowance.zh, carried.zh),
            format!("{id} has {} {en}, above a share of {} ({} before the start)", borne.en, allowance.en, carried.en),
        );
    }
    Text::new(
        format!("{id} 的{zh}为 {}，超过应分担的 {}（此前已有 {}）", borne.zh, allowance.zh, carried.zh),
        format!("{id} has {} of {en}, above a share of {} ({} before the start)", borne.en, allowance.en, carried.en),
    )
}

fn furthest(rule: &FairShare, instance: &Instance, group: &Group<'_>, excess: i64, doctor: &Doctor) -> Text {
    let (id, Text { zh, en }, excess) = (&doctor.id, rule.of.name(), rule.of.quantity(excess));
    let (excess_zh, excess_en) = (excess.zh, excess.en);
    match group.unit.map(|unit| instance.unit_called(&unit.id)) {
        Some(unit) if rule.of.per() == 1 => {
            text!("{unit:#}分担最不均的是 {id}，多 {excess_zh}{zh}", "in {unit} {id} is furthest above the share, by {excess_en} {en}")
        }
        Some(unit) => text!("{unit:#}的{zh}分担最不均的是 {id}，多 {excess_zh}", "in {unit} {id} is furthest above the share of {en}, by {excess_en}"),
        None => text!("{zh}分担最不均的是 {id}，多 {excess_zh}", "{id} is furthest above the share of {en}, by {excess_en}"),
    }
}
