//! Progress on stderr: a line that moves where it is a terminal, plain lines where it is not.

use indicatif::{ProgressBar, ProgressStyle};
use shangxia::{
    diagnostic::Lang,
    engine::{Observer, Snapshot},
};
use std::{
    io::IsTerminal,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Plain lines come at most this often.
const EVERY: Duration = Duration::from_secs(5);

/// Shows a search on stderr.
pub struct Progress {
    lang: Lang,
    bar: Option<ProgressBar>,
    begin: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    stage: String,
    printed: Option<Instant>,
}

impl Progress {
    pub fn new(lang: Lang) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {wide_msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { lang, bar, begin: Instant::now(), state: Mutex::default() }
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
        let text = format!("{}  {}", state.stage, self.words(&snapshot));
        drop(state);
        self.show(&text);
    }
}
