//! Tables of what the roster costs.

use super::{Table, table};
use crate::{diagnostic::Lang, report::Timetable, rules::Finding};
use serde_json::{Value, json};

pub(super) fn objective(timetable: &Timetable) -> Table {
    let objective = &timetable.objective;
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for rule in &objective.rules {
        rows.push(vec![json!("rule"), json!(rule.code), json!(rule.hard), json!(rule.weighted), json!(rule.penalty)]);
    }
    rows.push(vec![json!("total"), Value::Null, json!(objective.hard()), Value::Null, json!(objective.penalty)]);
    rows.extend(objective.bound.map(|bound| vec![json!("bound"), Value::Null, Value::Null, Value::Null, json!(bound)]));
    table!("objective", "一条规则的罚分；另有合计与下界各一行", "The share of a rule; one row each for the total and the bound", {
        "part": "rule 规则、total 合计、bound 下界", "rule, total or bound";
        "rule": "规则代码", "code of the rule";
        "hard": "硬性违规数", "hard findings";
        "weighted": "计分项数", "weighted findings";
        "penalty": "罚分", "penalty";
    }, rows)
}

pub(super) fn findings(timetable: &Timetable, lang: Lang) -> Table {
    let row = |finding: &Finding| -> Vec<Value> {
        vec![
            json!(finding.rule),
            json!(finding.hard),
            json!(finding.doctor.as_ref().map(crate::domain::DoctorId::as_str)),
            json!(finding.unit.as_ref().map(crate::domain::UnitId::as_str)),
            json!(finding.post.as_ref().map(crate::domain::PostId::as_str)),
            json!(finding.date.map(|date| date.to_string())),
            json!(finding.amount),
            json!(finding.penalty),
            json!(finding.text.in_lang(lang)),
        ]
    };
    table!("findings", "一项审计发现", "A finding of the auditor", {
        "rule": "规则代码", "code of the rule";
        "hard": "是否硬性违规", "whether the rule must hold";
        "doctor": "医生编号", "id of the doctor it concerns";
        "unit": "科室编号", "id of the unit";
        "post": "岗位编号", "id of the post";
        "date": "日期", "first day it concerns";
        "amount": "超出多少", "by how much the rule is broken";
        "penalty": "罚分", "penalty; 0 for a hard rule";
        "text": "说明（报告语言）", "the breach in words, in the language of the report";
    }, timetable.findings.iter().map(row).collect())
}
