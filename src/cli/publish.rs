//! `shangxia publish`: versions of a roster, signed for step by step, in a plain folder.

use super::{
    Exit,
    args::{ApproveArgs, DraftArgs, FolderArgs, PublishCommand, ReleaseArgs, SignArgs, VerifyArgs},
    files,
};
use anyhow::Result;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use shangxia::{
    diagnostic::{Lang, Text},
    publish::{self, Acknowledged, Action, Drafted, Folder, Refusal, Signature, State},
    text,
};
use std::fmt::Write as _;

/// Beijing time, wherever the machine is.
const EAST: i32 = 8 * 3600;

pub fn run(command: &PublishCommand, lang: Lang) -> Result<Exit> {
    let done = match command {
        PublishCommand::Draft(options) => return draft(options, lang),
        PublishCommand::Approve(options) => approve(options),
        PublishCommand::Release(options) => release(options),
        PublishCommand::Log(options) => log(options, lang),
        PublishCommand::Verify(options) => verify(options, lang),
    };
    Ok(tell(done, lang))
}

fn tell(done: Result<(Exit, Text), Refusal>, lang: Lang) -> Exit {
    match done {
        Ok((exit, said)) => {
            if !said.in_lang(lang).is_empty() {
                eprintln!("{}", said.in_lang(lang));
            }
            exit
        }
        Err(refusal) => {
            let label = if lang == Lang::Zh { "错误" } else { "error" };
            eprintln!("{label}: {}", refusal.words().in_lang(lang));
            match refusal {
                Refusal::Busy | Refusal::File { .. } => Exit::Failure,
                Refusal::Broken(_) => Exit::Tampered,
                Refusal::Refused(_) => Exit::BadInput,
                Refusal::Hard(_) => Exit::HardFindings,
            }
        }
    }
}

/// Who signs; the one place where the clock of the system is asked.
fn signature(sign: &SignArgs) -> Signature {
    let now = || DateTime::<Utc>::from(std::time::SystemTime::now()).naive_utc() + chrono::Duration::seconds(i64::from(EAST));
    let here = |local: NaiveDateTime| {
        let utc = (local - chrono::Duration::seconds(i64::from(EAST))).and_utc();
        FixedOffset::east_opt(EAST).map_or_else(|| utc.fixed_offset(), |east| utc.with_timezone(&east))
    };
    // Whole seconds: nobody signs by the millisecond.
    let whole = |local: NaiveDateTime| local - chrono::Duration::nanoseconds(i64::from(local.and_utc().timestamp_subsec_nanos()));
    Signature { by: sign.by.clone(), at: sign.at.unwrap_or_else(|| here(whole(now()))) }
}

fn draft(options: &DraftArgs, lang: Lang) -> Result<Exit> {
    let (instance, roster) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let lay_down = || {
        let mut folder = Folder::open(&options.folder)?;
        let Drafted { version, hard_findings, short } = publish::draft(&mut folder, &instance, &roster, &signature(&options.sign))?;
        let place = folder.place(version);
        let place = place.display();
        if hard_findings > 0 {
            let said = text!(
                "第 {version} 版草稿：{place}\n有 {hard_findings} 处硬性违规，不能批准；见 shangxia audit。改正后请重新起草",
                "draft of version {version}: {place}\nit breaks hard rules {hard_findings} times and cannot be approved; see shangxia audit, mend it and draft it again"
            );
            return Ok((Exit::HardFindings, said));
        }
        let wanted = acknowledge(&short);
        let said = text!(
            "第 {version} 版草稿：{place}\n批准：shangxia publish approve {0} {version} --by 代码{wanted}",
            "draft of version {version}: {place}\nto approve: shangxia publish approve {0} {version} --by CODE{wanted}",
            options.folder.display()
        );
        Ok((Exit::Fine, said))
    };
    Ok(tell(lay_down(), lang))
}

fn acknowledge(short: &[Acknowledged]) -> String {
    short.iter().map(Acknowledged::option).fold(String::new(), |line, option| line + " " + &option)
}

fn approve(options: &ApproveArgs) -> Result<(Exit, Text), Refusal> {
    let mut folder = Folder::open(&options.folder)?;
    let known: Vec<Acknowledged> =
        options.acknowledge.iter().map(|(rule, findings)| Acknowledged { rule: rule.clone(), findings: *findings }).collect();
    publish::approve(&mut folder, options.version, &known, &signature(&options.sign))?;
    let (version, place) = (options.version, folder.place(options.version).join("approval"));
    let place = place.display();
    Ok((Exit::Fine, text!("第 {version} 版已批准，核对表：{place}", "version {version} is approved; its checklist: {place}")))
}

fn release(options: &ReleaseArgs) -> Result<(Exit, Text), Refusal> {
    let mut folder = Folder::open(&options.folder)?;
    publish::release(&mut folder, options.version, &signature(&options.sign))?;
    let (version, head) = (options.version, folder.head());
    let said = text!(
        "第 {version} 版已发布。记录的 SHA-256（请另处留存）：{head}",
        "version {version} is published. SHA-256 of the log, to be noted elsewhere: {head}"
    );
    Ok((Exit::Fine, said))
}

fn log(options: &FolderArgs, lang: Lang) -> Result<(Exit, Text), Refusal> {
    let folder = Folder::look(&options.folder)?;
    let mut lines = String::new();
    for entry in folder.entries() {
        let step = match entry.action {
            Action::Draft => text!("起草", "draft"),
            Action::Approve => text!("批准", "approve"),
            Action::Release => text!("发布", "release"),
        };
        let _ = writeln!(lines, "{:>4}  {}  v{:03}  {}  {}", entry.line, entry.at.to_rfc3339(), entry.version, step.in_lang(lang), entry.by);
    }
    for version in 1..=folder.newest().unwrap_or(0) {
        let Some(state) = folder.state(version) else { continue };
        let state = match state {
            State::Draft => text!("草稿", "draft"),
            State::Approved => text!("已批准", "approved"),
            State::Published => text!("已发布，现行", "published, in force"),
            State::Superseded => text!("已被取代", "superseded"),
        };
        let _ = writeln!(lines, "v{version:03}: {}", state.in_lang(lang));
    }
    let printed = files::print(&lines);
    Ok((if printed.is_ok() { Exit::Fine } else { Exit::Failure }, Text::new("", "")))
}

fn verify(options: &VerifyArgs, lang: Lang) -> Result<(Exit, Text), Refusal> {
    let faults = publish::verify(&options.folder, options.head.as_deref())?;
    for fault in &faults {
        eprintln!("✗ {}", fault.text.in_lang(lang));
    }
    if !faults.is_empty() {
        let number = faults.len();
        return Ok((Exit::Tampered, text!("{number} 处与记录不符", "{number} things are not as they were signed for")));
    }
    let folder = Folder::look(&options.folder)?;
    let (lines, head) = (folder.entries().len(), folder.head());
    Ok((Exit::Fine, text!("记录 {lines} 行，文件无改动；SHA-256 {head}", "{lines} lines of log, no file changed; SHA-256 {head}")))
}
