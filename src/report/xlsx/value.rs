//! How good the roster is, what the auditor found, and where it comes from.

use super::{
    XlsxError,
    sheet::Book,
    table::{Value, list},
};
use crate::{diagnostic::Lang, text};

/// Findings listed at most; the auditor has the rest.
const MOST: usize = 5000;

/// The objective by rule, with bound and gap.
pub(super) fn objective(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let objective = &book.timetable.objective;
    let name = book.either("目标值", "Objective");
    let penalty = objective.penalty;
    let bound = objective.bound.map_or_else(|| "–".to_owned(), |bound| bound.to_string());
    let gap = objective.gap_percent().unwrap_or_else(|| "–".to_owned());
    let (zh, en) = (&objective.status.zh, &objective.status.en);
    let note = text!("罚分合计 {penalty}，下界 {bound}，差距 {gap}（{zh}）", "Penalty {penalty}, bound {bound}, gap {gap} ({en})");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[("规则", 26.0), ("代码", 22.0), ("硬性违规", 10.0), ("加权违规", 10.0), ("罚分", 12.0)],
        Lang::En => &[("Rule", 34.0), ("Code", 22.0), ("Hard", 10.0), ("Weighted", 10.0), ("Penalty", 12.0)],
    };
    let mut rows: Vec<Vec<Value>> = objective
        .rules
        .iter()
        .map(|rule| {
            let hard = if rule.hard > 0 { Value::Alarm(rule.hard.to_string()) } else { Value::Number(0.0) };
            vec![
                Value::Text(book.say(&rule.name).to_owned()),
                Value::Text(rule.code.to_owned()),
                hard,
                Value::count(rule.weighted as i64),
                Value::count(rule.penalty),
            ]
        })
        .collect();
    let section = |label: String, number: Option<i64>| {
        vec![Value::Text(label), Value::Nothing, Value::Nothing, Value::Nothing, number.map_or(Value::Nothing, Value::count)]
    };
    for (name, sum) in &objective.priorities {
        rows.push(section(format!("{}{}", book.either("按次序：", "in order: "), book.say(name)), Some(*sum)));
    }
    rows.push(section(book.either("罚分合计", "penalty").to_owned(), Some(penalty)));
    rows.push(section(book.either("下界", "bound").to_owned(), objective.bound));
    rows.push(vec![Value::Text(book.either("差距", "gap").to_owned()), Value::Nothing, Value::Nothing, Value::Nothing, Value::Text(gap)]);
    list(book, name, note.in_lang(book.lang), heads, &rows)
}

/// What the auditor found, hard findings first.
pub(super) fn findings(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let findings = &book.timetable.findings;
    let name = book.either("审计明细", "Findings");
    let more = findings.len().saturating_sub(MOST);
    let note = if more > 0 {
        text!("另有 {more} 处未列出，见 shangxia audit --all", "{more} more are not listed: `shangxia audit --all`")
    } else {
        text!("", "")
    };
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[("性质", 8.0), ("规则", 20.0), ("日期", 12.0), ("工号", 9.0), ("说明", 80.0), ("罚分", 9.0)],
        Lang::En => &[("Kind", 9.0), ("Rule", 20.0), ("Date", 12.0), ("Doctor", 9.0), ("What", 80.0), ("Penalty", 9.0)],
    };
    let row = |finding: &crate::rules::Finding| {
        let kind = if finding.hard {
            Value::Alarm(book.either("硬性", "hard").to_owned())
        } else {
            Value::Text(book.either("加权", "weighted").to_owned())
        };
        vec![
            kind,
            Value::Text(finding.rule.to_owned()),
            finding.date.map_or(Value::Nothing, Value::Date),
            Value::Text(finding.doctor.as_ref().map(ToString::to_string).unwrap_or_default()),
            Value::Text(book.say(&finding.text).to_owned()),
            Value::count(finding.penalty),
        ]
    };
    let rows: Vec<_> = findings.iter().take(MOST).map(row).collect();
    list(book, name, note.in_lang(book.lang), heads, &rows)
}

/// How the roster came to be.
pub(super) fn provenance(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("来源", "Provenance");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[("项目", 24.0), ("内容", 80.0)],
        Lang::En => &[("Item", 24.0), ("Value", 80.0)],
    };
    let mut lines = vec![
        (book.either("规则", "Rules"), book.say(&timetable.statement).to_owned()),
        (book.either("求解状态", "Status"), book.say(&timetable.objective.status).to_owned()),
        (book.either("制表标识", "Fingerprint"), timetable.fingerprint.clone()),
    ];
    if let Some(provenance) = &timetable.provenance {
        lines.extend([
            (book.either("医联体", "Alliance"), provenance.alliance.clone()),
            (book.either("实例 SHA-256", "SHA-256 of the instance"), provenance.instance.clone()),
            (book.either("程序版本", "Version"), format!("shangxia {}", provenance.program)),
            (book.either("求解器", "Solver"), provenance.solver.clone()),
            (book.either("随机种子", "Seed"), provenance.seed.to_string()),
            (book.either("时间限制（秒）", "Time limit (s)"), provenance.time_limit_seconds.to_string()),
            (book.either("规则包", "Rule pack"), provenance.pack.clone().unwrap_or_default()),
            (book.either("罚分", "Penalty"), provenance.penalty.to_string()),
            (book.either("下界", "Bound"), provenance.bound.map(|bound| bound.to_string()).unwrap_or_default()),
        ]);
    }
    let rows: Vec<_> = lines.into_iter().map(|(label, value)| vec![Value::Text(label.to_owned()), Value::Text(value)]).collect();
    list(book, name, "", heads, &rows)
}
