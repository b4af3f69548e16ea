//! The course of a search as a table: what a curve of incumbent and bound over time is drawn from.

use shangxia::engine::{Observer, Snapshot};
use std::{collections::BTreeMap, fmt::Write as _, sync::Mutex, time::Instant};

/// Passes a search on to another observer and keeps a line whenever something changes.
pub struct Trace<'a> {
    inner: &'a dyn Observer,
    begin: Instant,
    course: Mutex<Course>,
}

#[derive(Default)]
struct Course {
    stage: String,
    last: (Option<f64>, Option<f64>),
    lines: String,
}

impl<'a> Trace<'a> {
    /// Begins now.
    pub fn new(inner: &'a dyn Observer) -> Self {
        Self { inner, begin: Instant::now(), course: Mutex::default() }
    }

    /// The search has ended with a roster.
    pub fn end(&self, penalty: i64, bound: Option<i64>) {
        self.note(Some("end"), (Some(penalty as f64), bound.map(|bound| bound as f64)));
    }

    /// The table as CSV: seconds since the beginning, stage, penalty of the best solution of that
    /// stage, bound; a cell without a value is empty.
    pub fn csv(&self) -> String {
        let lines = self.course.lock().map(|course| course.lines.clone()).unwrap_or_default();
        format!("seconds,stage,incumbent,bound\n{lines}")
    }

    fn note(&self, stage: Option<&str>, state: (Option<f64>, Option<f64>)) {
        let seconds = self.begin.elapsed().as_secs_f64();
        let Ok(mut course) = self.course.lock() else { return };
        if let Some(stage) = stage {
            stage.clone_into(&mut course.stage);
        } else if course.last == state {
            return;
        }
        course.last = state;
        let cell = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.3}"));
        let (stage, incumbent, bound) = (course.stage.clone(), cell(state.0), cell(state.1));
        let _ = writeln!(course.lines, "{seconds:.3},\"{stage}\",{incumbent},{bound}");
    }
}

impl Observer for Trace<'_> {
    fn stage(&self, zh: &str, en: &str) {
        self.note(Some(en), (None, None));
        self.inner.stage(zh, en);
    }

    fn news(&self, snapshot: Snapshot) {
        self.note(None, (snapshot.incumbent, snapshot.bound));
        self.inner.news(snapshot);
    }

    fn short(&self, by_unit: &BTreeMap<u32, i64>) {
        self.inner.short(by_unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shangxia::engine::Silent;

    #[test]
    fn a_line_for_every_change_and_none_without() {
        let trace = Trace::new(&Silent);
        trace.stage("先", "stints first, week by week");
        for (incumbent, bound) in [(None, 3.5), (Some(20.0), 3.5), (Some(20.0), 3.5), (Some(20.0), 20.0)] {
            trace.news(Snapshot { incumbent, bound: Some(bound), nodes: 1 });
        }
        trace.end(20, None);
        let csv = trace.csv();
        let rows: Vec<&str> = csv.lines().map(|line| line.split_once(',').map_or(line, |(_, rest)| rest)).collect();
        let week = "\"stints first, week by week\"";
        let expected = ["stage,incumbent,bound".to_owned(), format!("{week},,"), format!("{week},,3.500")];
        assert_eq!(rows[..3], expected);
        assert_eq!(rows[3..], [format!("{week},20.000,3.500"), format!("{week},20.000,20.000"), "\"end\",20.000,".to_owned()]);
    }
}
