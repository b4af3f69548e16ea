//! Supply against demand before solving: what no roster can cover, in plain words.
//!
//! Everything here is arithmetic that a person can check on paper: hours, nights, skills and
//! quotas by unit. A warning is only given for what is certain: visitors are never counted on,
//! and nothing is said about an instance whose people suffice.

mod hours;
mod nights;
mod pool;
mod quotas;
mod settings;
mod skills;

use crate::{diagnostic::Diagnostic, domain::Instance};

/// Warnings about what the people of an instance cannot give: what, by how much, what to do.
pub fn supply(instance: &Instance) -> Vec<Diagnostic> {
    let mut warnings = hours::check(instance);
    warnings.extend(nights::check(instance));
    warnings.extend(skills::check(instance));
    warnings.extend(quotas::check(instance));
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    /// Two weeks of a ward whose six doctors have it easy: 7 × 8 h by day and 7 × 12 h by night
    /// are 140 h a week against 240 h by contract, 7 nights against 6 × 3, and 20 visits due
    /// where a session yields 10.
    const COMFORTABLE: &str = r#"
alliance: tiny
horizon: { start: 2026-01-05, weeks: 2 }
calendar: cn-2026
sites: [{ id: hospital, tier: tertiary }]
units: [{ id: ward, site: hospital }]
shifts:
  - { id: day, kind: day, start: "08:00", length: 8h }
  - { id: night, kind: night, start: "20:00", length: 12h }
posts:
  - { id: ward-day, unit: ward, shift: day, kind: ward, days: [daily], need: { min: 1, max: 2 } }
  - { id: ward-night, unit: ward, shift: night, kind: night, days: [daily] }
  - { id: visits, unit: ward, shift: day, kind: public_health, days: [workday], need: { min: 0, max: 1 } }
quotas:
  - { id: visits, site: hospital, produced_by: [{ post: visits, items: 10 }], target: 20, window: week, eligible: { population: 100 } }
doctors:
  - { id: D001, home: ward, title: chief, skills: { internal: 3 } }
  - { id: D002, home: ward, title: attending, skills: { internal: 2 } }
  - { id: D003, home: ward, title: attending }
  - { id: D004, home: ward, title: attending }
  - { id: D005, home: ward, title: resident }
  - { id: D006, home: ward, title: resident }
rules:
  entries:
    - weekly_hours: { max: 60h, enforce: hard }
    - night_spacing: { days: 3, enforce: hard }
    - night_exemption: { age: 50, enforce: hard }
"#;

    /// The comfortable ward with parts of its text replaced.
    fn ward(changes: &[(&str, &str)]) -> Instance {
        let text = changes.iter().fold(COMFORTABLE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        serde_yaml::from_str(&text).unwrap()
    }

    /// Code, place and cause in English of every warning.
    fn said(changes: &[(&str, &str)]) -> Vec<String> {
        let warnings = supply(&ward(changes));
        assert!(warnings.iter().all(|w| !w.advice.in_lang(Lang::Zh).is_empty() && !w.cause.in_lang(Lang::Zh).is_empty()));
        warnings.iter().map(|w| format!("{} {}: {}", w.code, w.place, w.cause.en)).collect()
    }

    #[test]
    fn nothing_is_said_where_people_suffice() {
        assert_eq!(said(&[]), Vec::<String>::new());
    }

    #[test]
    fn hours_above_the_contracts_are_overtime() {
        // 7 × 3 × 8 h + 7 × 12 h + 2 × 8 h for the visits = 268 h; 6 × 40 h = 240 h.
        assert_eq!(
            said(&[("need: { min: 1, max: 2 }", "need: { min: 3 }")]),
            ["hours-above-contract units[0]: ward: its posts ask more than the contracts hold in 2 of 2 weeks; \
              most in the week from 2026-01-05: 268h asked, 240h by contract, so 28h of overtime for 6 doctors"]
        );
    }

    #[test]
    fn hours_above_the_ceiling_cannot_be_worked() {
        // 7 × 6 × 8 h + 84 h + 16 h = 436 h. In the second week D006 is away: 5 × 60 h = 300 h.
        let away = "home: ward, title: resident, facts: [{ kind: leave, from: 2026-01-12, to: 2026-01-18 }] }\nrules:";
        assert_eq!(
            said(&[("need: { min: 1, max: 2 }", "need: { min: 6 }"), ("home: ward, title: resident }\nrules:", away)])[0],
            "hours-above-ceiling units[0]: ward: its posts ask more than its doctors may work in 2 of 2 weeks; \
             worst in the week from 2026-01-12: 436h asked, 300h possible, so at least 136h stay uncovered"
        );
    }

    #[test]
    fn nights_are_held_against_those_who_may_do_them_and_their_spacing() {
        // D001 and D002 do none, D003 and D004 are past 50. Every third night, 14 days hold 5 at
        // most for each of the other two: 10 of 14. A week holds 3 for each: 6 of 7.
        let spared = [("title: chief", "title: chief, no_nights: true"), ("title: attending, skills", "title: attending, no_nights: true, skills")];
        let old = ("title: attending }", "title: attending, born: 1970-01-01 }");
        assert_eq!(
            said(&[spared[0], spared[1], old]),
            ["nights-short units[0]: ward: its posts ask 14 nights over the whole horizon, and 2 doctors may do at most 10 \
              (every third day at most)"]
        );
        // Nobody is past 50; D003 to D006 are on leave from the second Tuesday on. One day holds
        // one night for each of them: 4 of 7.
        let leave = ", facts: [{ kind: leave, from: 2026-01-13, to: 2026-01-18 }] }";
        let (attending, resident) = (format!("title: attending{leave}"), format!("title: resident{leave}"));
        assert_eq!(
            said(&[spared[0], spared[1], ("title: attending }", &attending), ("title: resident }", &resident)]).last().unwrap(),
            "nights-short units[0]: ward: its posts ask 7 nights in the week from 2026-01-12, and 4 doctors may do at most 4 \
             (every third day at most)"
        );
    }

    #[test]
    fn what_a_single_doctor_can_do_is_a_single_point_of_failure() {
        assert_eq!(
            said(&[("kind: night, days: [daily]", "kind: night, days: [mon], who: { title_at_least: chief }")]),
            ["single-point posts[1].who: only D001 can take: ward-night"]
        );
    }

    #[test]
    fn a_mix_nobody_can_make_up_is_named() {
        assert_eq!(
            said(&[("need: { min: 1, max: 2 }", "need: { min: 2 }, mix: [{ at_least: 3, skill: internal }]")]),
            ["mix-out-of-reach posts[0].mix[0]: ward-day: asks for 3 with skill internal on duty together, and 2 of those who can come have it"]
        );
    }

    #[test]
    fn a_post_only_a_visitor_can_take_is_empty_on_the_other_days() {
        // 10 workdays; the visitor comes one day a week.
        let changes = [
            ("units: [{ id: ward, site: hospital }]", "units: [{ id: ward, site: hospital }, { id: elsewhere, site: hospital }]"),
            ("quotas:", "  - { id: heart, unit: ward, shift: day, kind: clinic, days: [workday], who: { skills_all: [heart] } }\nquotas:"),
            (
                "rules:",
                "  - { id: D007, home: elsewhere, title: chief, skills: { heart: 3 } }\nprogrammes:\n  - { id: visit, kind: down, host: ward, \
                 who: { doctors: [D007] }, stint: { min_weeks: 1, max_weeks: 2 }, heads: { target: 1, max: 1 }, mode: { sessional: 1 } }\nrules:",
            ),
        ];
        assert_eq!(
            said(&changes),
            [
                "visitors-only posts[3]: heart: asked 10 times, and only visitors can take it, who come at most 2 times: at least 8 stay empty",
                "single-point posts[3].who: only D007 can take: heart",
            ]
        );
        // Three half-days hold one day shift, or three mornings.
        let by_half_days = changes.map(|(from, to)| (from, to.replace("sessional: 1", "half_days: 3")));
        let morning = ("shifts:", "shifts:\n  - { id: am, kind: session, start: \"08:00\", length: 4h }".to_owned());
        let on_mornings = ("unit: ward, shift: day, kind: clinic", "unit: ward, shift: am, kind: clinic".to_owned());
        let come = |changes: &[(&str, String)]| said(&changes.iter().map(|(from, to)| (*from, to.as_str())).collect::<Vec<_>>())[0].clone();
        assert!(come(&by_half_days).contains("come at most 2 times"), "{}", come(&by_half_days));
        let with_mornings: Vec<_> = by_half_days.into_iter().chain([morning, on_mornings]).collect();
        assert!(come(&with_mornings).contains("come at most 6 times"), "{}", come(&with_mornings));
    }

    #[test]
    fn a_target_above_the_people_left_says_how_long_they_last() {
        assert_eq!(
            said(&[("population: 100", "population: 100, done: 70")]),
            ["quota-above-people quotas[0].target: visits: 20 a week for 2 weeks are 40, but only 30 are left: 1.5 weeks' worth"]
        );
    }

    #[test]
    fn a_quarter_asks_its_part_by_days() {
        // 14 of 90 days: 900 × 14 / 90 = 140, and ten sessions of 10.
        let asked = [("target: 20, window: week", "target: 900, window: quarter"), ("population: 100", "population: 1000")];
        let warnings = said(&asked);
        assert_eq!(
            warnings.iter().filter(|warning| warning.starts_with("quota")).collect::<Vec<_>>(),
            ["quota-above-posts quotas[0].target: visits: the posts yield at most 100 of the 140 due in the quarter from 2026-01-05, 40 too few; \
              so it is in 1 of 1 windows"]
        );
        let people = [asked[0], ("population: 100", "population: 130")];
        assert!(said(&people)[0].contains("900 a quarter are 140 in this horizon, but only 130 are left"), "{:?}", said(&people));
    }

    #[test]
    fn a_target_above_what_the_posts_yield_says_by_how_much() {
        // Five sessions of 10; the population is large enough.
        assert_eq!(
            said(&[("target: 20", "target: 64"), ("population: 100", "population: 1000")]),
            ["quota-above-posts quotas[0].target: visits: the posts yield at most 50 of the 64 due in the week from 2026-01-05, 14 too few; \
              so it is in 2 of 2 windows"]
        );
    }
}
