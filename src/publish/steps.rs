//! The three steps of a version. Each looks at the folder under its lock and takes place whole or
//! not at all.

use super::{
    Acknowledged, Changes, Checklist, Folder, Refusal, State,
    checklist::{self, shortages},
    folder::name,
    log::{Action, Entry, hash},
};
use crate::{
    audit::{Verdict, audit},
    diagnostic::Lang,
    domain::{Instance, Roster},
    format::{Source, instance_hash, read_instance, read_roster, write_instance, write_roster},
    text,
};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;

/// Who signs, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Code or role, such as `HR-01` or `医务科`; never a person's name.
    pub by: String,
    /// The moment.
    pub at: DateTime<FixedOffset>,
}

/// A version that was laid down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// Its number.
    pub version: u32,
    /// Hard findings: with any it cannot be approved.
    pub hard_findings: usize,
    /// What must be acknowledged to approve it.
    pub short: Vec<Acknowledged>,
}

/// Lays down a new version.
///
/// # Errors
/// [`Refusal`]; among others that the newest version is the same.
pub fn draft(folder: &mut Folder, instance: &Instance, roster: &Roster, signature: &Signature) -> Result<Drafted, Refusal> {
    in_order(folder, signature)?;
    let verdict = judge(instance, roster)?;
    let version = folder.log.last().unwrap_or(0) + 1;
    let (instance_text, roster_text) = (write_instance(instance), write_roster(roster));
    if let Some(last) = folder.log.last() {
        let drafted = folder.log.step(last, Action::Draft).map(|entry| &entry.files);
        let is_same = |file: &str, text: &str| drafted.and_then(|files| files.get(&format!("{}/{file}", name(last)))) == Some(&hash(text.as_bytes()));
        if is_same("instance.yaml", &instance_text) && is_same("roster.yaml", &roster_text) {
            return Err(Refusal::Refused(text!("与第 {last} 版完全相同", "it is the same as version {last}")));
        }
    }
    let since = folder.published().or(folder.log.last());
    let before = since.map(|since| read_version(folder, since)).transpose()?;
    let changes = Changes::between(version, since.zip(before.as_ref().map(|(_, roster)| roster)), roster);
    let base = since.map_or_else(|| "null".to_owned(), |since| since.to_string());
    let files = [
        ("version.yaml", format!("# `version` is the number that calendars carry as their SEQUENCE.\nversion: {version}\nsince: {base}\n")),
        ("instance.yaml", instance_text),
        ("roster.yaml", roster_text),
        ("changes.yaml", changes.yaml()),
        ("changes.zh.md", changes.page(instance, Lang::Zh)),
        ("changes.en.md", changes.page(instance, Lang::En)),
    ];
    let entry = entry(folder, Action::Draft, version, signature, instance_hash(instance));
    folder.commit(&name(version), &files, entry)?;
    Ok(Drafted { version, hard_findings: verdict.hard().count(), short: shortages(&verdict) })
}

/// Signs for a draft: no hard finding, and every shortage acknowledged by rule and count.
///
/// # Errors
/// [`Refusal`]; among others which acknowledgements are missing or wrong.
pub fn approve(folder: &mut Folder, version: u32, known: &[Acknowledged], signature: &Signature) -> Result<Checklist, Refusal> {
    in_order(folder, signature)?;
    expect(folder, version, State::Draft)?;
    current(folder, version)?;
    let (instance, roster) = read_version(folder, version)?;
    let verdict = judge(&instance, &roster)?;
    let hard = verdict.hard().count();
    if hard > 0 {
        return Err(Refusal::Hard(hard));
    }
    let short = shortages(&verdict);
    let mut known = known.to_vec();
    known.sort();
    if short != known {
        let wanted = short.iter().map(Acknowledged::option).collect::<Vec<_>>().join(" ");
        return Err(Refusal::Refused(if short.is_empty() {
            text!("没有需要知悉的缺口：去掉 --acknowledge", "nothing is short: leave out --acknowledge")
        } else {
            text!("请知悉每条规则的缺口数后再批准：{wanted}", "acknowledge what is short, by rule and count, and approve again: {wanted}")
        }));
    }
    let (by, at) = checklist::signed(signature);
    let horizon = instance.horizon;
    let hash = instance_hash(&instance);
    let roster_file = format!("{}/roster.yaml", name(version));
    let list = Checklist {
        version,
        by,
        at,
        from: horizon.start,
        to: horizon.date(horizon.days() as i64 - 1),
        instance: hash.clone(),
        roster: folder.log.step(version, Action::Draft).and_then(|entry| entry.files.get(&roster_file)).cloned().unwrap_or_default(),
        hard_findings: hard,
        acknowledged: short,
        penalty: verdict.penalty(),
        pack: verdict.pack.clone(),
        calendar: checklist::calendar(&instance.calendar),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        log: folder.head(),
    };
    let files =
        [("checklist.yaml", list.yaml()), ("checklist.zh.md", list.page(&instance, Lang::Zh)), ("checklist.en.md", list.page(&instance, Lang::En))];
    let entry = entry(folder, Action::Approve, version, signature, hash);
    folder.commit(&format!("{}/approval", name(version)), &files, entry)?;
    Ok(list)
}

/// Gives an approved version out: it is the one people work by from now on.
///
/// # Errors
/// [`Refusal`]; among others that it is published already, or was drafted against a version that
/// is no longer the published one.
pub fn release(folder: &mut Folder, version: u32, signature: &Signature) -> Result<(), Refusal> {
    in_order(folder, signature)?;
    expect(folder, version, State::Approved)?;
    current(folder, version)?;
    let (instance, _) = read_version(folder, version)?;
    let entry = entry(folder, Action::Release, version, signature, instance_hash(&instance));
    folder.commit(&name(version), &[], entry)
}

fn entry(folder: &Folder, action: Action, version: u32, signature: &Signature, instance: String) -> Entry {
    let line = folder.log.entries.len() + 1;
    Entry { line, at: signature.at, action, version, by: signature.by.clone(), instance, files: BTreeMap::new(), previous: folder.head() }
}

/// A code or role signs, and not before what is signed already.
fn in_order(folder: &Folder, signature: &Signature) -> Result<(), Refusal> {
    let by = &signature.by;
    let is_code = by.chars().all(|sign| sign.is_alphanumeric() || "-_./".contains(sign));
    if by.is_empty() || by.chars().count() > 40 || !is_code {
        return Err(Refusal::Refused(text!(
            "“{by}”不能作为签署人：写代码或职务，如 HR-01、医务科",
            "`{by}` cannot sign: give a code or a role without blanks, such as HR-01 or medical-office"
        )));
    }
    if let Some(last) = folder.log.entries.last().filter(|last| signature.at < last.at) {
        let (now, before) = (signature.at.to_rfc3339(), last.at.to_rfc3339());
        return Err(Refusal::Refused(text!(
            "签署时间 {now} 早于上一条记录 {before}：检查时钟",
            "the time of signing, {now}, is before that of the last entry, {before}: look at the clock"
        )));
    }
    Ok(())
}

fn expect(folder: &Folder, version: u32, wanted: State) -> Result<(), Refusal> {
    let Some(state) = folder.log.state(version) else {
        return Err(Refusal::Refused(text!("没有第 {version} 版", "there is no version {version}")));
    };
    if state == wanted {
        return Ok(());
    }
    Err(Refusal::Refused(match state {
        State::Draft => text!("第 {version} 版还没有批准", "version {version} is not approved yet"),
        State::Approved => text!("第 {version} 版已经批准", "version {version} is approved already"),
        State::Published | State::Superseded => {
            text!(
                "第 {version} 版已经发布，不能再改：有变动请另起一版",
                "version {version} is published and stays as it is: draft another one for any change"
            )
        }
    }))
}

/// What a version is compared with must be what people work by.
fn current(folder: &Folder, version: u32) -> Result<(), Refusal> {
    let published = folder.log.entries.iter().enumerate().rfind(|(_, entry)| entry.action == Action::Release);
    let drafted = folder.log.entries.iter().position(|entry| entry.version == version && entry.action == Action::Draft);
    match (published, drafted) {
        (Some((released, other)), Some(drafted)) if drafted < released => {
            let other = other.version;
            Err(Refusal::Refused(text!(
                "第 {version} 版起草之后，第 {other} 版已经发布：请重新起草，变动要与它比较",
                "version {other} was published after version {version} was drafted: draft it again, so that it is compared with that one"
            )))
        }
        _ => Ok(()),
    }
}

fn judge(instance: &Instance, roster: &Roster) -> Result<Verdict, Refusal> {
    audit(instance, roster).map_err(|_| Refusal::Refused(text!("规则库有误，见 shangxia check", "the rule book has mistakes, see shangxia check")))
}

/// Instance and roster of a version, as they were laid down.
fn read_version(folder: &Folder, version: u32) -> Result<(Instance, Roster), Refusal> {
    folder.assert_untouched(version)?;
    let unreadable = |file: &str| Refusal::Broken(text!("第 {version} 版的 {file} 读不出来", "{file} of version {version} cannot be read"));
    let path = |file: &str| format!("{}/{file}", name(version));
    let source = |file: &str| folder.text(&path(file)).map(|text| Source::new(path(file), text));
    let instance = read_instance(&source("instance.yaml")?).value.ok_or_else(|| unreadable("instance.yaml"))?;
    let roster = read_roster(&source("roster.yaml")?, &instance).value.ok_or_else(|| unreadable("roster.yaml"))?;
    Ok((instance, roster))
}
