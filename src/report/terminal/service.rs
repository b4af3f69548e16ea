//! What stints bring: work of those down, teaching of those who learn, service that is credited.

use super::layout::{Page, Style, pad, right};
use crate::{
    diagnostic::Lang,
    report::{CreditLine, Idle, LearnerLine, TeachingLine, words},
    text,
};

fn label<'a>(page: &Page<'a>, unit: usize) -> &'a str {
    page.timetable.units.iter().find(|table| table.unit == unit).map_or("", |table| table.label.in_lang(page.lang))
}

/// Duties of those down that need no specialist, and time without any.
pub(super) fn specialists(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.specialists.is_empty() {
        return;
    }
    page.heading(page.either("下沉专家的班次与空闲", "Work and idle time of those down"));
    let columns = match page.lang {
        Lang::Zh => ["班次", "用不上专长", "空闲"],
        Lang::En => ["duties", "not specialist", "idle"],
    };
    page.line(&format!("{}{}", pad("", 38), row(&columns.map(ToOwned::to_owned))));
    for line in &timetable.specialists {
        let stint = &timetable.stints[line.stint];
        let cells = [
            line.duties.to_string(),
            line.unsuited.map_or_else(|| "-".to_owned(), |unsuited| unsuited.to_string()),
            match line.idle {
                Idle::HalfDays { idle, all } => format!("{idle}/{all} {}", page.either("半天", "half-days")),
                Idle::Days { idle, all } => format!("{idle}/{all} {}", page.either("天", "days")),
            },
        ];
        let name = format!("{} {}", timetable.doctors[stint.doctor].id, label(page, stint.host));
        page.line(&format!("{}{}", pad(&name, 38), row(&cells)));
    }
}

fn row(cells: &[String; 3]) -> String {
    cells.iter().zip([9, 15, 16]).map(|(cell, width)| right(cell, width)).collect()
}

/// How much of the learners' time a teacher is there.
pub(super) fn teaching(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.teaching.is_empty() {
        return;
    }
    page.heading(page.either("带教时间", "Teaching hours"));
    for line in &timetable.teaching {
        for learners in &line.learners {
            let text = taught(page, line, learners);
            page.line(&text);
        }
        if line.on_posts > 0 {
            let hours = words::hours(line.on_posts);
            let text = text!("教学岗位 {hours} 小时", "{hours} h on teaching posts");
            let text = format!("{} {}", pad(label(page, line.unit), 24), page.say(&text));
            page.line(&text);
        }
    }
}

fn taught(page: &Page<'_>, line: &TeachingLine, learners: &LearnerLine) -> String {
    let (hours, taught, percent) = (words::hours(learners.minutes), words::hours(learners.taught), learners.percent());
    let text = text!("学员 {hours} 小时，老师在场 {taught}（{percent}%）", "{hours} h, with a teacher {taught} ({percent}%)");
    format!("{} {} {}", pad(label(page, line.unit), 24), pad(page.say(&learners.programme), 16), page.say(&text))
}

/// Days of service before, in the plan, and needed.
pub(super) fn credit(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.credit.is_empty() {
        return;
    }
    page.heading(page.either("基层服务台账（天）", "Service credit (days)"));
    let columns = match page.lang {
        Lang::Zh => ["此前", "本期", "合计", "应有", "还差", "本期偏远加权", "申报日"],
        Lang::En => ["before", "plan", "total", "needed", "missing", "by remoteness", "application"],
    };
    page.line(&format!("{}{}", pad("", 8), account(&columns.map(ToOwned::to_owned))));
    for line in &timetable.credit {
        let cells = cells(page, line);
        let text = format!("{}{}", pad(&timetable.doctors[line.doctor].id, 8), account(&cells));
        let style = line.missing().filter(|missing| *missing > 0).map(|_| Style::Warn);
        let text = style.map_or(text.clone(), |style| page.paint(&text, style));
        page.line(&text);
    }
}

fn cells(page: &Page<'_>, line: &CreditLine) -> [String; 7] {
    let number = |number: Option<u32>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    [
        line.before.to_string(),
        line.planned.to_string(),
        line.total().to_string(),
        number(line.asked.map(|asked| asked.days)),
        number(line.missing()),
        words::hundredths(line.weighted),
        line.asked.map_or_else(|| "-".to_owned(), |asked| page.say(&words::full_date(asked.by)).to_owned()),
    ]
}

fn account(cells: &[String; 7]) -> String {
    cells.iter().zip([8, 8, 8, 8, 9, 15, 16]).map(|(cell, width)| right(cell, width)).collect()
}
