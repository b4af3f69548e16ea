//! The comparison on a terminal of 80 columns.

use super::{Comparison, Line, Standing, table};
use crate::{
    diagnostic::{Lang, Text},
    report::terminal::layout::{pad, right, wrap},
    text,
};

const WIDTH: usize = 80;
const NAME: usize = 21;
/// Proven pairs listed at most.
const PAIRS: usize = 12;

/// Everything, in tables one under the other.
pub fn text(comparison: &Comparison, lang: Lang) -> String {
    let say = |text: &Text| text.in_lang(lang).to_owned();
    let mut out = format!("{} · {}\n{}\n", say(&comparison.title), say(&comparison.alliance), say(&comparison.dates));
    measures(&mut out, comparison, lang);
    priorities(&mut out, comparison, lang);
    standing(&mut out, comparison, lang);
    pairs(&mut out, comparison, lang);
    if let Some(closing) = &comparison.closing {
        heading(&mut out, &text!("还差几名医生", "How many doctors more"), lang);
        paragraph(&mut out, &table::closing(closing), lang);
        for step in &closing.steps {
            let added = step.added.as_ref().map_or_else(|| say(&text!("现状", "as it stands")), |added| format!("+ {}", say(added)));
            let (doctors, missing) = (step.doctors, step.measures.missing);
            let counts = text!("医生 {doctors}  缺口 {missing}", "{doctors} doctors  {missing} short");
            line(&mut out, &format!("{}{}", pad(&added, 52), right(&say(&counts), 28)));
        }
    }
    out.push('\n');
    for note in table::notes() {
        paragraph(&mut out, &note, lang);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn paragraph(out: &mut String, text: &Text, lang: Lang) {
    for part in wrap(text.in_lang(lang), WIDTH, 0) {
        line(out, &part);
    }
}

fn heading(out: &mut String, title: &Text, lang: Lang) {
    let title = title.in_lang(lang);
    let rule = WIDTH.saturating_sub(unicode_width::UnicodeWidthStr::width(title) + 1);
    line(out, "");
    line(out, &format!("{title} {}", "-".repeat(rule)));
}

fn name(case: &Line, lang: Lang) -> String {
    pad(case.name.in_lang(lang), NAME)
}

fn measures(out: &mut String, comparison: &Comparison, lang: Lang) {
    const WIDTHS: [usize; 9] = [6, 8, 8, 7, 7, 7, 6, 5, 5];
    heading(out, &text!("工作与人", "Work and people"), lang);
    let columns = table::columns();
    let heads: String = columns.iter().zip(WIDTHS).map(|(column, width)| right(column.short.in_lang(lang), width)).collect();
    line(out, &format!("{}{heads}", " ".repeat(NAME)));
    for case in &comparison.lines {
        match &case.measures {
            Some(own) => {
                let cells: String = columns.iter().zip(WIDTHS).map(|(column, width)| right(&(column.cell)(own), width)).collect();
                line(out, &format!("{}{cells}", name(case, lang)));
            }
            None => line(out, &format!("{}  {}", name(case, lang), pad(case.ending.in_lang(lang), WIDTH - NAME - 2))),
        }
    }
    let stop = if lang == Lang::Zh { "：" } else { ": " };
    let about: Vec<String> = columns.iter().map(|column| format!("{}{stop}{}", column.short.in_lang(lang), column.about.in_lang(lang))).collect();
    let about = about.join(if lang == Lang::Zh { "；" } else { "; " });
    paragraph(out, &Text::new(about.clone(), about), lang);
}

fn priorities(out: &mut String, comparison: &Comparison, lang: Lang) {
    heading(out, &text!("罚分（按先后）", "Penalty by objective, the most important first"), lang);
    let Some(base) = comparison.lines.iter().find_map(|case| case.measures.as_ref()) else { return };
    let width = |name: &str| (unicode_width::UnicodeWidthStr::width(name) + 1).max(9);
    let heads: Vec<&str> = base.priorities.iter().map(|(name, _)| name.in_lang(lang)).collect();
    // `law and safety` is long for a column.
    let heads: Vec<&str> = heads.iter().map(|head| head.rsplit(' ').next().unwrap_or(head)).collect();
    let cells: String = heads.iter().map(|head| right(head, width(head))).collect();
    line(out, &format!("{}{cells}", " ".repeat(NAME)));
    for case in &comparison.lines {
        let Some(own) = &case.measures else { continue };
        let cells: String = own.priorities.iter().zip(&heads).map(|((_, sum), head)| right(&sum.to_string(), width(head))).collect();
        line(out, &format!("{}{cells}", name(case, lang)));
    }
}

fn standing(out: &mut String, comparison: &Comparison, lang: Lang) {
    let title = text!("总罚分，与现状相比", "Penalty in all, against the first line");
    heading(out, &title, lang);
    let say = |text: Text| text.in_lang(lang).to_owned();
    let heads = [text!("罚分", "penalty"), text!("下界", "bound"), text!("差距", "gap"), text!("相差", "differs")];
    let heads: String = heads.into_iter().map(|head| right(&say(head), 9)).collect();
    line(out, &format!("{}{heads}", " ".repeat(NAME)));
    for (position, case) in comparison.lines.iter().enumerate() {
        let Some(own) = &case.measures else { continue };
        let differs = if position == 0 { String::new() } else { table::difference(comparison, case).unwrap_or_default() };
        let cells = [own.penalty.to_string(), table::number(own.bound), table::gap(own), differs];
        let cells: String = cells.iter().map(|cell| right(cell, 9)).collect();
        line(out, &format!("{}{cells}  {}", name(case, lang), table::against_base(comparison, position).in_lang(lang)));
    }
}

/// Pairs besides those with the first line of which something is proven.
fn pairs(out: &mut String, comparison: &Comparison, lang: Lang) {
    let told = |standing: Standing| matches!(standing, Standing::Cheaper | Standing::Dearer | Standing::Same);
    let proven: Vec<_> = comparison.pairs.iter().filter(|pair| pair.first > 0 && told(pair.standing)).collect();
    if proven.is_empty() {
        return;
    }
    heading(out, &text!("其他已证明的差别", "Other differences that are proven"), lang);
    for pair in proven.iter().take(PAIRS) {
        let [first, second] = [pair.first, pair.second].map(|position| comparison.lines[position].name.in_lang(lang));
        let sign = match pair.standing {
            Standing::Cheaper => ">",
            Standing::Dearer => "<",
            _ => "=",
        };
        line(out, &format!("{} {sign} {}", pad(first, 36), pad(second, 40)));
    }
    if let Some(rest) = proven.len().checked_sub(PAIRS).filter(|rest| *rest > 0) {
        line(out, text!("另有 {rest} 对，见 JSON 或网页", "and {rest} more, see the JSON or the page").in_lang(lang));
    }
}
