//! `shangxia import-solution`: another solver's answer, audited, as a roster.

use super::{Exit, args::ImportSolutionArgs, audit::words, files};
use anyhow::{Context, Result};
use shangxia::{
    audit::{Verdict, audit_with},
    diagnostic::{Lang, Text},
    domain::{Instance, Provenance, Roster},
    format,
    milp::{Mistake, Wrong},
    planning::{Mode, Plan},
    report::{Timetable, terminal},
    rules::Book,
    text,
};
use std::path::Path;

/// Mistakes shown at most.
const SHOWN: usize = 20;

pub fn run(options: &ImportSolutionArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let file = options.solution.display();
    let failed = text!("无法读取 {file}", "cannot read {file}");
    let answer = std::fs::read(&options.solution).with_context(|| failed.in_lang(lang).to_owned())?;
    let Ok(book) = Book::new(&instance) else { return Ok(Exit::BadInput) };
    let mut plan = Plan::new(&instance, Mode::Strict);
    book.formulate(&mut plan);
    let answer = match plan.program.read_answer(&String::from_utf8_lossy(&answer)) {
        Ok(answer) => answer,
        Err(mistakes) => {
            complain(&options.solution, &mistakes, lang);
            return Ok(Exit::BadInput);
        }
    };
    let mut roster = plan.decode(&answer.values);
    let verdict = audit_with(&book, &instance, &roster);
    if verdict.hard().next().is_some() {
        eprint!("{}", words(&verdict, false, lang));
        let message = text!("错误：{file} 的解违反硬性规则，没有写出班表", "error: the answer of {file} breaks hard rules; no roster was written");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::HardFindings);
    }
    let penalty = verdict.penalty();
    if let Some(stated) = answer.objective.filter(|stated| (stated - penalty as f64).abs() > 0.5) {
        let message = text!(
            "提示：{file} 写的目标值是 {stated}；由决定重新数出的罚分是 {penalty}",
            "note: {file} states an objective of {stated}; counted afresh from its decisions the penalty is {penalty}"
        );
        eprintln!("{}", message.in_lang(lang));
    }
    // Penalties are integers: what no roster can go below can be rounded up, but for noise.
    let bound = options.bound.map(|bound| ((bound - 1e-6).ceil() as i64).max(0));
    if let Some(bound) = bound.filter(|bound| *bound > penalty) {
        let message = text!(
            "错误：界 {bound} 高于罚分 {penalty}，不可能是界；请核对 --bound",
            "error: a bound of {bound} above the penalty of {penalty} is none; look at --bound again"
        );
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    }
    roster.provenance = Some(provenance(&instance, &verdict, options, bound));
    hand_out(&instance, &roster, &verdict, &options.output, lang)
}

fn hand_out(instance: &Instance, roster: &Roster, verdict: &Verdict, output: &Path, lang: Lang) -> Result<Exit> {
    let written = format::write_roster(roster);
    if output == Path::new("-") {
        files::print(&written)?;
        return Ok(Exit::Fine);
    }
    files::write(output, &written, lang)?;
    let look = terminal::TerminalOptions { width: 80, colour: false, unit: None, week: None };
    files::print(&terminal::summary(&Timetable::new(instance, roster, verdict), lang, &look))?;
    eprintln!("{}", text!("班表：{}", "roster: {}", output.display()).in_lang(lang));
    Ok(Exit::Fine)
}

/// Where the roster comes from: the file instead of a search with its seed and limits.
fn provenance(instance: &Instance, verdict: &Verdict, options: &ImportSolutionArgs, bound: Option<i64>) -> Provenance {
    let file = options.solution.file_name().unwrap_or(options.solution.as_os_str()).to_string_lossy();
    let penalty = verdict.penalty();
    Provenance {
        alliance: instance.alliance.zh().to_owned(),
        instance: format::instance_hash(instance),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        solver: options.solver.as_ref().map_or_else(|| file.clone().into_owned(), |solver| format!("{solver} ({file})")),
        pack: verdict.pack.clone(),
        status: "imported".to_owned(),
        penalty,
        penalty_by_priority: verdict.penalty_by_priority(),
        penalty_by_rule: verdict.penalty_by_rule(),
        bound,
        gap_basis_points: bound.map(|bound| if penalty == 0 { 0 } else { ((penalty - bound) * 10_000 + penalty - 1) / penalty } as u32),
        ..Provenance::default()
    }
}

fn complain(path: &Path, mistakes: &[Mistake], lang: Lang) {
    let label = if lang == Lang::Zh { "错误" } else { "error" };
    for Mistake { line, wrong } in mistakes.iter().take(SHOWN) {
        let place = if *line == 0 { path.display().to_string() } else { format!("{}:{line}", path.display()) };
        eprintln!("{label}: {place}: {}", said(wrong).in_lang(lang));
    }
    let more = mistakes.len().saturating_sub(SHOWN);
    if more > 0 {
        eprintln!("{}", text!("还有 {more} 处没有列出", "{more} more are not listed").in_lang(lang));
    }
}

fn said(wrong: &Wrong) -> Text {
    match wrong {
        Wrong::NoSolution => text!(
            "求解器没有找到解；请给它更多时间，或先用 `shangxia check` 看实例",
            "the solver found no solution; give it more time, or look at the instance with `shangxia check`"
        ),
        Wrong::Empty => {
            text!("文件里没有“名称 数值”的行；请让求解器写出解文件", "there is no line `name value` in it; let the solver write its solution file")
        }
        Wrong::NoPair(line) => text!(
            "“{line}”不是“名称 数值”；能读的是 HiGHS、SCIP、CBC、Gurobi 和 MIPLIB 的解文件",
            "`{line}` is no `name value`; the solution files of HiGHS, SCIP, CBC, Gurobi and MIPLIB are understood"
        ),
        Wrong::Unknown { name, near: Some(near) } => text!(
            "模型里没有列“{name}”。是不是“{near}”？请用同一个实例重新 `shangxia export`",
            "the model has no column `{name}`. Did you mean `{near}`? Export the model of this very instance anew"
        ),
        Wrong::Unknown { name, near: None } => text!(
            "模型里没有列“{name}”；请用同一个实例重新 `shangxia export`",
            "the model has no column `{name}`; export the model of this very instance anew"
        ),
        Wrong::Twice { name, before } => {
            text!("列“{name}”在第 {before} 行已经有值；请只留一行", "column `{name}` has a value in line {before} already; keep one of them")
        }
        Wrong::Fraction { name, value } => text!(
            "决定“{name}”的值 {value} 不是整数（容差 1e-6）；请按整数规划求解",
            "decision `{name}` is {value}, no integer within 1e-6; solve the model as an integer program"
        ),
        Wrong::Outside { name, value } => {
            text!("决定“{name}”不能取 {value}；文件可能属于别的模型", "decision `{name}` cannot be {value}; the file may belong to another model")
        }
    }
}
