//! Progress on stderr: a line that moves where it is a terminal, plain lines where it is not.

use indicatif::{ProgressBar, ProgressStyle};
use shangxia::{
    diagnostic::Lang,
    engine::{Observer, Snapshot},
    text,
};
use std::{
    collections::BTreeMap,
    io::IsTerminal,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Plain lines come at most this often.
const EVERY: Duration = Duration::from_secs(5);

/// Units named at most; the others are counted.
const NAMED: usize = 3;

/// Shows a search on stderr.
pub struct Progress {
    lang: Lang,
    units: Vec<String>,
    bar: Option<ProgressBar>,
    begin: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    stage: String,
    short: String,
    printed: Option<Instant>,
}

impl Progress {
    /// `units` are their names, by position.
    pub fn new(lang: Lang, units: Vec<String>) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {wide_msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { lang, units, bar, begin: Instant::now(), state: Mutex::default() }
    }

    /// Takes the moving line away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn words(&self, snapshot: &Snapshot) -> String {
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.0}"));
        let gap = snapshot.gap().map_or_else(|| "–".to_owned(), |gap| format!("{:.2} %", gap * 100.0));
        let (incumbent, bound) = (number(snapshot.incumbent), number(snapshot.bound));
        match self.lang {
            Lang::Zh => format!("罚分 {incumbent}  界 {bound}  差距 {gap}"),
            Lang::En => format!("penalty {incumbent}  bound {bound}  gap {gap}"),
        }
    }

    fn show(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.set_message(text.to_owned()),
            None => eprintln!("{:>5.1} s  {text}", self.begin.elapsed().as_secs_f64()),
        }
    }
}

impl Observer for Progress {
    fn stage(&self, zh: &str, en: &str) {
        let stage = if self.lang == Lang::Zh { zh } else { en };
        if let Ok(mut state) = self.state.lock() {
            stage.clone_into(&mut state.stage);
            state.short.clear();
            state.printed = None;
        }
        self.show(stage);
    }

    fn news(&self, snapshot: Snapshot) {
        let Ok(mut state) = self.state.lock() else { return };
        if self.bar.is_none() && state.printed.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        state.printed = Some(Instant::now());
        let text = format!("{}  {}{}", state.stage, self.words(&snapshot), state.short);
        drop(state);
        self.show(&text);
    }

    fn short(&self, by_unit: &BTreeMap<u32, i64>) {
        let mut worst: Vec<(i64, u32)> = by_unit.iter().map(|(unit, number)| (-number, *unit)).collect();
        worst.sort_unstable();
        let named = worst.iter().take(NAMED).filter_map(|(number, unit)| Some(format!("{} {}", self.units.get(*unit as usize)?, -number)));
        let mut named: Vec<String> = named.collect();
        if worst.len() > NAMED {
            let (rest, others) = (-worst[NAMED..].iter().map(|(number, _)| number).sum::<i64>(), worst.len() - NAMED);
            named.push(text!("另 {others} 处 {rest}", "{others} more {rest}").in_lang(self.lang).to_owned());
        }
        let (zh, en) = (named.join("、"), named.join(", "));
        let text = if named.is_empty() { String::new() } else { text!("  缺：{zh}", "  short: {en}").in_lang(self.lang).to_owned() };
        if let Ok(mut state) = self.state.lock() {
            state.short = text;
        }
    }
}
