//! Questions that are answered by solving: why is there no roster, why this cell.

use super::{Exit, args::AskArgs, files, progress::Progress, solve::listen};
use anyhow::Result;
use shangxia::{
    diagnose::{
        cell::{self, Question, Unanswered},
        infeasible::{self, Reason},
    },
    diagnostic::Lang,
    domain::Instance,
    engine::{Interrupt, Observer},
    text,
};
use std::{path::Path, time::Duration};

/// Answers a question about an instance or a roster; nothing where none is asked.
pub fn run(what: &str, ask: &AskArgs, lang: Lang) -> Result<Option<Exit>> {
    if ask.infeasible {
        return infeasible(Path::new(what), ask, lang).map(Some);
    }
    let Some(path) = &ask.roster else { return Ok(None) };
    let question = match (&ask.doctor, ask.date, &ask.shortage) {
        (Some(doctor), _, None) if ask.stint => Question::Stint { doctor: doctor.as_str().into() },
        (Some(doctor), Some(date), None) => Question::Day { doctor: doctor.as_str().into(), date },
        (None, date, Some(post)) => Question::Shortage { post: post.as_str().into(), date },
        _ => {
            let advice = text!(
                "错误：没有说要问什么；请写 --doctor 加 --date，或 --doctor 加 --stint，或 --shortage",
                "error: nothing is asked; give --doctor with --date, --doctor with --stint, or --shortage"
            );
            eprintln!("{}", advice.in_lang(lang));
            return Ok(Some(Exit::BadInput));
        }
    };
    let (instance, roster) = match files::instance_and_roster(Path::new(what), path, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(Some(exit)),
    };
    let known = cell::Options::default();
    let options = cell::Options { time_limit: ask.time_limit.map_or(known.time_limit, Duration::from_secs), seed: ask.seed, ..known };
    let interrupt = interruptible(lang)?;
    let progress = Progress::new(lang, Vec::new());
    let answered = cell::answer(&instance, &roster, &question, &options, &interrupt, &progress);
    progress.finish();
    match answered {
        Ok(answer) => {
            files::print(&cell::page(&answer, &instance, lang))?;
            Ok(Some(if interrupt.is_asked() { Exit::Interrupted } else { Exit::Fine }))
        }
        Err(Unanswered::Nothing(why)) => {
            let label = text!("错误：{}", "error: {}", why.in_lang(lang));
            eprintln!("{}", label.in_lang(lang));
            Ok(Some(Exit::BadInput))
        }
        Err(Unanswered::Rules(mistakes)) => {
            files::explain(Path::new(what), &mistakes, lang)?;
            Ok(Some(Exit::BadInput))
        }
    }
}

fn infeasible(path: &Path, ask: &AskArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(path, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let known = infeasible::Options::default();
    let options = infeasible::Options { time_limit: ask.time_limit.map(Duration::from_secs).or(known.time_limit), seed: ask.seed, ..known };
    let interrupt = interruptible(lang)?;
    let progress = Progress::new(lang, Vec::new());
    let reason = infeasible::infeasible(&instance, &options, &interrupt, &progress);
    progress.finish();
    Ok(match reason {
        Err(mistakes) => {
            files::explain(path, &mistakes, lang)?;
            Exit::BadInput
        }
        Ok(Reason::Roster(_)) => {
            let fine = text!(
                "有班表：硬性规则可以同时成立，用 `shangxia solve` 排出",
                "there is a roster: the hard rules can hold together; `shangxia solve` makes one"
            );
            files::print(&format!("{}\n", fine.in_lang(lang)))?;
            Exit::Fine
        }
        Ok(Reason::Contradiction(why)) => {
            files::print(&infeasible::page(&why, &instance, lang))?;
            if interrupt.is_asked() { Exit::Interrupted } else { Exit::NoRoster }
        }
        Ok(Reason::Unknown) if interrupt.is_asked() => {
            let interrupted = text!("已中断，还没有找到原因", "interrupted before a reason was found");
            eprintln!("{}", interrupted.in_lang(lang));
            Exit::Interrupted
        }
        Ok(Reason::Unknown) => {
            let unknown = text!(
                "在限定时间内既没有班表，也没有找到矛盾；请加大 --time-limit",
                "neither a roster nor a contradiction was found in the time allowed; give more with --time-limit"
            );
            eprintln!("{}", unknown.in_lang(lang));
            Exit::NoRoster
        }
    })
}

/// Asked to end by Ctrl-C, and at once by a second one.
fn interruptible(lang: Lang) -> Result<Interrupt> {
    let interrupt = Interrupt::default();
    let ending = text!("\n正在结束，说出已经知道的；再按一次立即退出", "\nending with what is known so far; once more to leave at once");
    listen(&interrupt, &ending, lang)?;
    Ok(interrupt)
}

/// Why a search found no roster, on stderr, as far as it is found in the time given.
pub fn why(instance: &Instance, time_limit: Option<Duration>, seed: u32, interrupt: &Interrupt, lang: Lang) {
    let options = infeasible::Options { seed, time_limit, ..infeasible::Options::default() };
    let progress = Progress::new(lang, Vec::new());
    progress.stage("查找原因", "looking for the reason");
    let reason = infeasible::infeasible(instance, &options, interrupt, &progress);
    progress.finish();
    let said = match reason {
        Ok(Reason::Contradiction(why)) => infeasible::page(&why, instance, lang),
        Ok(Reason::Roster(_)) => format!("{}\n", text!("硬性规则可以同时成立", "the hard rules can hold together").in_lang(lang)),
        Ok(Reason::Unknown) if !interrupt.is_asked() => {
            let open = text!(
                "硬性规则能否同时成立还不清楚；用 `shangxia explain --infeasible` 继续查",
                "whether the hard rules can hold together is not known yet; `shangxia explain --infeasible` asks on"
            );
            format!("{}\n", open.in_lang(lang))
        }
        _ => return,
    };
    eprint!("{said}");
}
