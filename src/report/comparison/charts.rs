//! Charts as SVG. Each stands by itself: it brings colours of its own, so that it can be saved as a
//! file, and takes the page's where there is one.

use super::{Closing, Comparison, table};
use crate::{diagnostic::Lang, text};
use maud::{Markup, html};

/// Rules for charts inside a page, light and dark.
pub(super) const STYLE: &str = "
figure.drawn { max-width: 860px; margin: 0 0 1.4rem; } figure.drawn svg { display: block; width: 100%; height: auto; }
.c-text { fill: var(--ink); } .c-soft { fill: var(--soft); } .c-line { stroke: var(--line); } .c-range { fill: var(--plain); } .c-best { fill: var(--accent); } .c-late { fill: var(--late); }
";

const ROW: usize = 24;
const LABEL: usize = 250;
const WIDTH: usize = 860;

/// For each case the range from bound to penalty: where two ranges do not overlap, the difference is
/// proven. Cases that count otherwise are left out.
pub fn ranges(comparison: &Comparison, lang: Lang) -> String {
    let shown: Vec<_> = comparison
        .lines
        .iter()
        .filter(|line| line.comparable)
        .filter_map(|line| Some((line, line.measures.as_ref()?, line.measures.as_ref()?.bound?)))
        .collect();
    let most = shown.iter().map(|(_, own, _)| own.penalty).max().unwrap_or(0);
    let least = shown.iter().map(|(.., bound)| *bound).min().unwrap_or(0);
    // From 0, unless that would squeeze everything into the right end.
    let from = if least > most / 2 { least - (most - least).max(1) / 5 } else { 0 };
    let scale = Scale { from: from as f64, to: most.max(from + 1) as f64 };
    let height = shown.len() * ROW + 30;
    let rows = html! {
        @for (row, (line, own, bound)) in shown.iter().enumerate() {
            @let (y, left, right) = (row * ROW + 6, scale.at(*bound as f64), scale.at(own.penalty as f64));
            text.c-text fill="#1a2027" x=(LABEL - 10) y=(y + 13) text-anchor="end" { (line.name.in_lang(lang)) }
            line.c-line stroke="#dfe3e7" x1=(LABEL) x2=(WIDTH - 70) y1=(y + 9) y2=(y + 9) {}
            rect.c-range fill="#7fa3b0" x=(coordinate(left)) y=(y + 3) width=(coordinate((right - left).max(1.5))) height="12" {}
            rect.c-best fill="#0d5a63" x=(coordinate(right - 1.5)) y=(y) width="3" height="18" {}
            text.c-soft fill="#56606b" x=(coordinate(right + 6.0)) y=(y + 13) { (own.penalty) }
        }
        text.c-soft fill="#56606b" x=(LABEL) y=(height - 6) { (text!("浅色条从下界到罚分，深色线是排出的班表", "pale bar: from bound to penalty; dark line: the roster found").in_lang(lang)) }
    };
    figure(&rows, height, text!("各情景的罚分与下界", "penalty and bound of each scenario").in_lang(lang))
}

/// Shortages, hours above 48, most nights and public-health work of each case, side by side.
pub fn measures(comparison: &Comparison, lang: Lang) -> String {
    const SHOWN: [&str; 4] = ["missing", "hours_above_48", "nights_most", "public_health_percent"];
    const WIDE: usize = 145;
    let columns: Vec<_> = table::columns().into_iter().filter(|column| SHOWN.contains(&column.code)).collect();
    let cases: Vec<_> = comparison.lines.iter().filter_map(|line| Some((line, line.measures.as_ref()?))).collect();
    let height = cases.len() * ROW + 34;
    let rows = html! {
        @for (number, column) in columns.iter().enumerate() {
            @let x = LABEL + number * (WIDE + 8);
            @let most = cases.iter().map(|(_, own)| (column.value)(own)).fold(1.0, f64::max);
            text.c-text fill="#1a2027" font-weight="600" x=(x) y="16" { (column.short.in_lang(lang)) }
            @for (row, (_, own)) in cases.iter().enumerate() {
                @let (y, width) = (row * ROW + 28, (column.value)(own) / most * (WIDE - 50) as f64);
                rect.c-range fill="#7fa3b0" x=(x) y=(y + 3) width=(coordinate(width.max(0.5))) height="12" {}
                text.c-soft fill="#56606b" x=(coordinate(x as f64 + width + 5.0)) y=(y + 13) { ((column.cell)(own)) }
            }
        }
        @for (row, (line, _)) in cases.iter().enumerate() {
            text.c-text fill="#1a2027" x=(LABEL - 10) y=(row * ROW + 41) text-anchor="end" { (line.name.in_lang(lang)) }
        }
    };
    figure(&rows, height, text!("各情景的缺口、工时、夜班和公卫", "shortages, hours, nights and public-health work of each scenario").in_lang(lang))
}

/// What is short by the number of doctors.
pub fn curve(closing: &Closing, lang: Lang) -> String {
    const HEIGHT: usize = 240;
    const BASE: usize = HEIGHT - 56;
    /// Bars nearer to each other than this have no room for unit and title below, and their skills
    /// stand on two lines by turns.
    const NARROW: usize = 130;
    let most = closing.steps.iter().map(|step| step.measures.missing).max().unwrap_or(0).max(1);
    let gap = (WIDTH - 140) / closing.steps.len().max(1);
    let rows = html! {
        line.c-line stroke="#aab2bb" x1="50" x2=(WIDTH - 30) y1=(BASE) y2=(BASE) {}
        @for (number, step) in closing.steps.iter().enumerate() {
            @let (x, tall) = (70 + number * gap, step.measures.missing as usize * (BASE - 44) / most as usize);
            rect.c-late fill="#c9832b" x=(x) y=(BASE - tall) width=((gap * 3 / 5).max(4)) height=(tall) {}
            text.c-text fill="#1a2027" font-weight="600" x=(x) y=(BASE - tall - 6) { (step.measures.missing) }
            text.c-text fill="#1a2027" x=(x) y=(BASE + 17) { (step.doctors) }
            @if let Some(added) = &step.added {
                @let (kind, skills) = parts(added.in_lang(lang));
                @if gap >= NARROW { text.c-soft fill="#56606b" font-size="10" x=(x) y=(BASE + 32) { "+ " (kind) } }
                @let lower = gap >= NARROW || number % 2 == 0;
                text.c-soft fill="#56606b" font-size="10" x=(x) y=(BASE + if lower { 46 } else { 32 }) { (skills.replace('_', " ")) }
            }
        }
        text.c-soft fill="#56606b" x="50" y="14" { (text!("缺口（人·天），按医生人数", "persons × days short, by number of doctors").in_lang(lang)) }
    };
    figure(&rows, HEIGHT, text!("缺口随医生人数的变化", "shortages by number of doctors").in_lang(lang))
}

/// Unit and title, and the skills behind them.
fn parts(name: &str) -> (&str, &str) {
    name.split_at(name.find(['(', '（']).unwrap_or(name.len()))
}

struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn at(&self, value: f64) -> f64 {
        LABEL as f64 + (value - self.from) / (self.to - self.from) * (WIDTH - LABEL - 70) as f64
    }
}

fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}

fn figure(content: &Markup, height: usize, label: &str) -> String {
    let font = "Helvetica Neue, Arial, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";
    let svg = html! {
        figure.drawn {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}")) font-family=(font) font-size="12" role="img" aria-label=(label) { (content) }
        }
    };
    svg.into_string()
}
