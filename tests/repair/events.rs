//! Events in a file: what is read, and what is said of what cannot be.

use super::{happened, town};
use shangxia::{
    diagnostic::Lang,
    domain::{Event, Horizon},
    format::{self, Source},
};

const WRONG: &str = "announced: 2026-07-30
events:
  - ill: { doctor: D03, from: 2026-05-11, to: 2026-05-17 }
  - ill: { doctor: D003, from: 2026-05-17, to: 2026-05-11 }
  - closed: { from: 2026-05-11, to: 2026-05-12 }
  - stint_ends: { doctor: D101, programme: visiting-obstetrics, last: 2026-05-12 }
  - leave_withdrawn: { doctor: D003, from: 2026-05-11, to: 2026-05-12 }
  - moved: { doctor: D003 }
";

#[test]
fn what_cannot_be_is_said_with_its_place_and_advice() {
    let (instance, roster) = town();
    let source = Source::new("events.yaml", WRONG);
    let reading = format::read_events(&source, &instance, &roster);
    assert!(reading.value.is_none());
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        insta::assert_snapshot!(format!("wrong_events_{name}"), format::render(&source, &reading.diagnostics, lang, false));
    }
}

#[test]
fn changes_are_announced_on_the_first_day_of_the_first_event_unless_it_is_said() {
    let (instance, roster) = town();
    let text = "events:
  - leaves: { doctor: D006, last: 2026-05-20 }
  - closed: { posts: [circuit], from: 2026-05-22, to: 2026-05-22 }
";
    let events = happened(text, &instance, &roster);
    assert_eq!(events.announced(&instance.horizon).to_string(), "2026-05-21");
    let said = happened(&format!("announced: 2026-05-18\n{text}"), &instance, &roster);
    assert_eq!(said.announced(&instance.horizon).to_string(), "2026-05-18");
    // Nothing is announced before the horizon begins.
    assert_eq!(said.announced(&Horizon { start: "2026-06-01".parse().unwrap(), weeks: 1 }).to_string(), "2026-06-01");
    assert!(matches!(events.events[0], Event::Leaves(_)));
}

#[test]
fn rates_are_read_by_title() {
    let source = Source::new("rates.yaml", "by_title:\n  resident: { per_thousand: 15, lengths: [1, 2] }\n");
    let rates = format::read_rates(&source).value.expect("rates");
    assert_eq!(rates.of(shangxia::domain::Title::Resident).lengths, [1, 2]);
    assert_eq!(rates.of(shangxia::domain::Title::Chief).per_thousand, 20);
    let wrong = format::read_rates(&Source::new("rates.yaml", "by_title:\n  resident: { per_thousand: 15, lengths: [0] }\n"));
    assert!(wrong.value.is_none());
}
