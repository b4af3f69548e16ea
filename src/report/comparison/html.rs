//! The comparison as one self-contained page with charts.

use super::{Comparison, Line, charts, table};
use crate::{
    diagnostic::{Lang, Text},
    report::html::style,
    text,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The page in one language.
pub fn page(comparison: &Comparison, lang: Lang) -> String {
    let say = |text: &Text| text.in_lang(lang).to_owned();
    let title = format!("{} · {}", say(&comparison.alliance), say(&comparison.title));
    let page = html! {
        (DOCTYPE)
        html lang=(if lang == Lang::Zh { "zh-CN" } else { "en" }) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(style::sheet(lang, &title))) (PreEscaped(charts::STYLE)) }
            }
            body {
                header.top {
                    h1 { (say(&comparison.alliance)) " " span.kind { (say(&comparison.title)) } }
                    p.dates { (say(&comparison.dates)) }
                }
                main {
                    @if let Some(closing) = &comparison.closing {
                        section {
                            h2 { (say(&text!("还差几名医生", "How many doctors more"))) }
                            p { (say(&table::closing(closing))) }
                            (PreEscaped(charts::curve(closing, lang)))
                            (steps(closing, lang))
                        }
                    }
                    section {
                        h2 { (say(&text!("总罚分及其下界", "Penalty and bound"))) }
                        @for note in table::notes() { p.note { (say(&note)) } }
                        (PreEscaped(charts::ranges(comparison, lang)))
                        (standing(comparison, lang))
                    }
                    section {
                        h2 { (say(&text!("工作与人", "Work and people"))) }
                        (PreEscaped(charts::measures(comparison, lang)))
                        (measures(comparison, lang))
                    }
                    section {
                        h2 { (say(&text!("罚分（按先后）", "Penalty by objective, the most important first"))) }
                        (priorities(comparison, lang))
                    }
                }
            }
        }
    };
    page.into_string()
}

fn scroll(lang: Lang, content: &Markup) -> Markup {
    let label = text!("可左右滚动", "scrolls sideways");
    html! { div.scroll tabindex="0" role="group" aria-label=(label.in_lang(lang)) { table.list { (content) } } }
}

fn name(line: &Line, lang: Lang) -> Markup {
    html! { th scope="row" { (line.name.in_lang(lang)) @if line.name.in_lang(lang) != line.id { span.sub { code { (line.id) } } } } }
}

fn measures(comparison: &Comparison, lang: Lang) -> Markup {
    let columns = table::columns();
    scroll(
        lang,
        &html! {
            thead { tr { th scope="col" { (text!("情景", "Scenario").in_lang(lang)) } @for column in &columns { th.n scope="col" title=(column.about.in_lang(lang)) { (column.short.in_lang(lang)) } } } }
            tbody {
                @for line in &comparison.lines {
                    tr {
                        (name(line, lang))
                        @match &line.measures {
                            Some(own) => { @for column in &columns { td.n { ((column.cell)(own)) } } }
                            None => { td.warn colspan=(columns.len()) { (line.ending.in_lang(lang)) } }
                        }
                    }
                }
            }
        },
    )
}

fn priorities(comparison: &Comparison, lang: Lang) -> Markup {
    let own = || comparison.lines.iter().filter_map(|line| Some((line, line.measures.as_ref()?)));
    let heads: Vec<&str> = own().next().map(|(_, own)| own.priorities.iter().map(|(name, _)| name.in_lang(lang)).collect()).unwrap_or_default();
    scroll(
        lang,
        &html! {
            thead { tr { th scope="col" { (text!("情景", "Scenario").in_lang(lang)) } @for head in &heads { th.n scope="col" { (head) } } } }
            tbody { @for (line, own) in own() { tr { (name(line, lang)) @for (_, sum) in &own.priorities { td.n { (sum) } } } } }
        },
    )
}

fn standing(comparison: &Comparison, lang: Lang) -> Markup {
    let heads = [text!("罚分", "Penalty"), text!("下界", "Bound"), text!("差距", "Gap"), text!("与现状相差", "Differs")];
    scroll(
        lang,
        &html! {
            thead { tr {
                th scope="col" { (text!("情景", "Scenario").in_lang(lang)) }
                @for head in &heads { th.n scope="col" { (head.in_lang(lang)) } }
                th scope="col" { (text!("结论", "Verdict").in_lang(lang)) }
            } }
            tbody {
                @for (position, line) in comparison.lines.iter().enumerate() {
                    tr {
                        (name(line, lang))
                        @match &line.measures {
                            Some(own) => {
                                td.n { (own.penalty) }
                                td.n { (table::number(own.bound)) }
                                td.n { (table::gap(own)) }
                                td.n { @if position > 0 { (table::difference(comparison, line).unwrap_or_else(|| "–".to_owned())) } }
                                td { (table::against_base(comparison, position).in_lang(lang)) }
                            }
                            None => { td.warn colspan="5" { (line.ending.in_lang(lang)) } }
                        }
                    }
                }
            }
        },
    )
}

fn steps(closing: &super::Closing, lang: Lang) -> Markup {
    let heads = [text!("医生", "Doctors"), text!("缺口（人·天）", "Short (persons × days)"), text!("罚分", "Penalty"), text!("下界", "Bound")];
    scroll(
        lang,
        &html! {
            thead { tr { th scope="col" { (text!("增加", "Added").in_lang(lang)) } @for head in &heads { th.n scope="col" { (head.in_lang(lang)) } } } }
            tbody {
                @for step in &closing.steps {
                    tr {
                        th scope="row" { (step.added.as_ref().map_or_else(|| text!("现状", "as it stands"), Clone::clone).in_lang(lang)) }
                        td.n { (step.doctors) }
                        td.n { (step.measures.missing) }
                        td.n { (step.measures.penalty) }
                        td.n { (table::number(step.measures.bound)) }
                    }
                }
            }
        },
    )
}
