//! The timetable's numbers against counts made here in another way: duty by duty, from the roster.

use crate::quarter::{Quarter, by_hand, quarter};
use shangxia::{
    domain::{DayToken, DayType, Direction, Duty, Post, Roster, Shift, ShiftKind, Title, Want},
    report::{Idle, PanelWeeks, Presence, Role, Timetable},
};
use std::collections::BTreeMap;

fn duties_of<'a>(quarter: &'a Quarter, doctor: &'a str) -> impl Iterator<Item = &'a Duty> {
    quarter.roster.duties.iter().filter(move |duty| duty.doctor.as_str() == doctor)
}

#[test]
fn hours_are_the_sum_of_the_shifts() {
    let quarter = quarter();
    for line in &quarter.timetable.doctors {
        let mut weeks = vec![0; quarter.instance.horizon.weeks];
        for duty in duties_of(&quarter, &line.id) {
            let shift = quarter.instance.shift_of(&duty.post).unwrap();
            let week = (duty.date - quarter.instance.horizon.start).num_days() / 7;
            weeks[week as usize] += shift.counted.unwrap_or(shift.length).0 + shift.handover.0;
        }
        assert_eq!(line.hours.weeks, weeks, "{}", line.id);
        assert_eq!(line.hours.total, weeks.iter().sum::<i64>(), "{}", line.id);
    }
}

#[test]
fn nights_weekends_and_holidays_are_duties_that_begin_on_them() {
    let quarter = quarter();
    let calendar = &quarter.instance.calendar;
    for line in &quarter.timetable.doctors {
        let nights = duties_of(&quarter, &line.id).filter(|duty| duty.post.as_str() == "er-night").count();
        let standby = |duty: &&Duty| quarter.instance.shift_of(&duty.post).unwrap().kind == ShiftKind::Standby;
        let days: Vec<_> = duties_of(&quarter, &line.id).filter(|duty| !standby(duty)).map(|duty| duty.date).collect();
        let count = |kind| days.iter().filter(|date| calendar.day_type(**date) == kind).count();
        let statutory = days.iter().filter(|date| calendar.is_statutory(**date)).count();
        let load = line.load;
        assert_eq!(
            [load.nights, load.weekends, load.holidays, load.statutory],
            [nights, count(DayType::Weekend), count(DayType::Holiday), statutory].map(|count| count as u32),
            "{}",
            line.id
        );
    }
}

#[test]
fn a_morning_and_an_afternoon_are_two_weekend_duties_and_standby_is_none() {
    let Quarter { mut instance, verdict, .. } = quarter();
    let saturday = instance.horizon.start + chrono::Days::new(5);
    let mut roster = Roster::default();
    let standby = Shift { id: "standby".into(), kind: ShiftKind::Standby, ..instance.shift(&"night".into()).unwrap().clone() };
    instance.shifts.push(standby);
    for shift in ["am", "pm", "standby"] {
        let post =
            Post { id: shift.into(), shift: shift.into(), days: vec![DayToken::Daily], ..instance.post(&"general-clinic".into()).unwrap().clone() };
        roster.duties.push(Duty { date: saturday, post: post.id.clone(), doctor: "D001".into() });
        instance.posts.push(post);
    }
    let load = Timetable::new(&instance, &roster, &verdict).doctors[0].load;
    assert_eq!([load.nights, load.weekends, load.holidays], [0, 2, 0]);
}

#[test]
fn the_busiest_seven_days_take_in_the_days_before_the_start() {
    let quarter = quarter();
    let doctor = quarter.timetable.doctors.iter().find(|doctor| doctor.id == "D006").unwrap();
    let all: Vec<(i64, i64)> = quarter
        .instance
        .history
        .duties
        .iter()
        .chain(&quarter.roster.duties)
        .filter(|duty| duty.doctor.as_str() == "D006")
        .map(|duty| ((duty.date - quarter.instance.horizon.start).num_days(), quarter.instance.shift_of(&duty.post).unwrap().worked()))
        .collect();
    let best = (-6..=84).map(|first| all.iter().filter(|(day, _)| (first..first + 7).contains(day)).map(|(_, minutes)| minutes).sum::<i64>()).max();
    assert_eq!(doctor.hours.busiest.map(|peak| peak.minutes), best);
}

#[test]
fn the_longest_stretch_joins_duties_without_a_break() {
    let quarter = quarter();
    let longest = |id: &str| quarter.timetable.doctors.iter().find(|doctor| doctor.id == id).unwrap().hours.longest.unwrap().minutes;
    assert_eq!(longest("D006"), 24 * 60 + 30, "a day, the night that follows at once, and its handover");
    assert_eq!(longest("D001"), 9 * 60, "a day shift by the clock, not by the hours counted");
}

#[test]
fn gaps_are_the_heads_that_are_not_there() {
    let quarter = quarter();
    let mut missing = 0;
    for post in &quarter.instance.posts {
        for date in quarter.instance.horizon.dates() {
            let Some(need) = quarter.instance.need_on(post, date) else { continue };
            let there = quarter.roster.duties.iter().filter(|duty| duty.post == post.id && duty.date == date).count() as u32;
            missing += need.min.saturating_sub(there);
        }
    }
    assert!(missing > 0, "the fixture is short somewhere");
    assert_eq!(quarter.timetable.missing(), missing);
    assert_eq!(quarter.timetable.gap_ranges.iter().map(shangxia::report::GapRange::total).sum::<u32>(), missing);
    assert_eq!(quarter.roster.shortages.iter().map(|shortage| shortage.missing).sum::<u32>(), missing);
}

#[test]
fn output_is_what_the_roster_states() {
    let quarter = quarter();
    let counted: Vec<i64> = quarter.timetable.quotas.iter().flat_map(|quota| quota.windows.iter().map(|window| window.items)).collect();
    let mut stated = quarter.roster.outputs.clone();
    stated.sort_by_key(|output| (quarter.instance.quotas.iter().position(|quota| quota.id == output.quota), output.from));
    assert_eq!(counted, stated.iter().map(|output| i64::from(output.items)).collect::<Vec<_>>());
    assert!(quarter.timetable.quotas[0].exceeds_eligible, "13 weeks of 40 for 510 people");
}

#[test]
fn every_duty_stands_in_the_table_of_its_unit_exactly_once() {
    let quarter = quarter();
    let timetable = &quarter.timetable;
    let mut shown: BTreeMap<(String, String, chrono::NaiveDate), usize> = BTreeMap::new();
    for table in &timetable.units {
        for row in &table.rows {
            for (day, cell) in row.cells.iter().enumerate() {
                for post in cell.duties.iter().filter(|post| timetable.posts[**post].unit == table.unit) {
                    let key = (timetable.doctors[row.doctor].id.clone(), timetable.posts[*post].id.clone(), timetable.days[day].date);
                    *shown.entry(key).or_default() += 1;
                }
            }
        }
    }
    assert!(shown.values().all(|count| *count == 1));
    assert_eq!(shown.len(), quarter.roster.duties.len());
    assert_eq!(timetable.duties(), quarter.roster.duties.len());
}

#[test]
fn who_is_away_is_away_at_home_and_present_at_the_host() {
    let quarter = quarter();
    let timetable = &quarter.timetable;
    let row = |unit: &str, doctor: &str| {
        let table = timetable.units.iter().find(|table| table.id == unit).unwrap();
        table.rows.iter().find(|row| timetable.doctors[row.doctor].id == doctor).unwrap()
    };
    let away = |cell: &shangxia::report::Cell| matches!(cell.presence, Presence::Away(_));
    let home = row("general", "D002");
    assert_eq!((home.role, home.cells.iter().filter(|cell| away(cell)).count()), (Role::Own, 9 * 7), "13 weeks from 8 December end on 8 March");
    let host = row("lake", "D002");
    assert!(matches!(host.role, Role::Visitor(_)));
    assert_eq!(host.cells.iter().filter(|cell| cell.presence == Presence::Here).count(), 9 * 7);
    assert!(row("general", "D001").cells.iter().all(|cell| !away(cell)), "a weekly clinic leaves the doctor at home");
}

#[test]
fn person_weeks_are_counted_inside_the_horizon_and_by_days() {
    let mut quarter = quarter();
    let counted = |timetable: &Timetable, site: usize, kind| {
        let site = &timetable.sites[site];
        [site.sent(kind), site.received(kind)].map(|weeks| (weeks.whole, weeks.sessional))
    };
    let timetable = &quarter.timetable;
    // In half-days: D002 9 weeks, D003 4, both whole; D001 ten weeks of one day.
    assert_eq!(counted(timetable, 0, Direction::Down), [((9 + 4) * 10, 20), (0, 0)]);
    // D008 6 weeks, D012 4 weeks of them in the hospital.
    assert_eq!(counted(timetable, 0, Direction::Up), [(0, 0), ((6 + 4) * 10, 0)]);
    assert_eq!(counted(timetable, 1, Direction::Up), [(6 * 10, 0), (0, 0)]);
    assert_eq!(counted(timetable, 2, Direction::Down), [(0, 0), (0, 20)]);
    let owes = timetable.sites[0].owes.unwrap();
    let (sent, received) = (timetable.sites[0].sent(Direction::Down), timetable.sites[0].received(Direction::Up));
    assert_eq!((sent.reaches(15), sent.reaches(owes.sent), received.reaches(owes.received)), (true, false, true), "65 + 10 days are 15 weeks");
    let by_programme: Vec<_> = timetable.programmes.iter().map(|line| (line.name.en.as_str(), line.people, line.weeks.half_days())).collect();
    let expected =
        [("East Lake secondment", 2, 130), ("North Bridge weekly clinic", 1, 20), ("Emergency placement", 2, 100), ("Residency rotation", 1, 50)];
    assert_eq!(by_programme, expected);

    quarter.instance.programmes[3].host = "emergency".into();
    let inside = Timetable::new(&quarter.instance, &quarter.roster, &quarter.verdict);
    assert_eq!(counted(&inside, 0, Direction::Training), [(0, 0); 2], "between units of the hospital nobody is sent");
    assert_eq!(inside.programmes[3].weeks.half_days(), 50);
    assert_eq!(by_hand(&quarter.instance, &[], &[]).sites.len(), 2, "the two that owe something");
}

#[test]
fn residents_are_carried_or_wait_week_by_week() {
    let mut quarter = quarter();
    let who = |timetable: &Timetable| {
        let name = |doctor: usize| timetable.doctors[doctor].id.clone();
        timetable.carried.iter().map(|line| (name(line.panel_of), line.by.map(name), line.first, line.last, line.residents)).collect::<Vec<_>>()
    };
    let owner = || "D008".to_owned();
    assert_eq!(who(&quarter.timetable), [(owner(), Some("D009".to_owned()), 1, 4, 2100), (owner(), None, 5, 6, 2100)]);
    assert_eq!(quarter.timetable.carried_weeks(), PanelWeeks { weeks: 4, resident_weeks: 8400 });
    assert_eq!(quarter.timetable.waiting_weeks(), PanelWeeks { weeks: 2, resident_weeks: 4200 });
    quarter.roster.carried.retain(|carried| carried.by.is_some() && carried.week.to_string() != "2026-01-26");
    let silent = Timetable::new(&quarter.instance, &quarter.roster, &quarter.verdict);
    assert_eq!(silent.waiting_weeks(), PanelWeeks { weeks: 3, resident_weeks: 6300 }, "who is up and carried by nobody the roster names waits");
    assert_eq!(who(&silent)[1], (owner(), None, 3, 3, 2100), "in order of time");
}

#[test]
fn learners_are_taught_while_somebody_licensed_is_on_duty() {
    let mut instance = quarter().instance;
    instance.doctors.iter_mut().find(|doctor| doctor.id.as_str() == "D008").unwrap().teaches = true;
    let timetable = by_hand(
        &instance,
        &[("D004", "rotation", "2026-02-02", 5), ("D002", "lake-down", "2025-12-08", 13), ("D008", "er-up", "2026-01-12", 6)],
        &[
            ("2026-02-02", "lake-day", "D004"), // 9 h, of which the two who teach see the same 4 h
            ("2026-02-02", "lake-clinic", "D002"),
            ("2026-02-02", "lake-clinic", "D001"),
            ("2026-02-03", "lake-clinic", "D004"), // 4 h within the day of D002
            ("2026-02-03", "lake-day", "D002"),
            ("2026-02-04", "lake-day", "D004"), // 9 h beside D009, who has no licence
            ("2026-02-04", "lake-clinic", "D009"),
            ("2026-02-04", "general-teaching", "D001"),
            ("2026-01-27", "lake-day", "D004"), // before the stint
            ("2026-01-13", "er-night", "D008"), // 15 h: handover is neither taught nor learnt in
            ("2026-01-13", "er-night", "D005"),
            ("2026-01-15", "er-day", "D008"), // 9 h: a learner does not teach, licence or not
        ],
    );
    let unit = |id: &str| timetable.teaching.iter().find(|line| timetable.units[line.unit].id == id).unwrap();
    let hours = |id: &str| unit(id).learners.iter().map(|line| (line.people, line.minutes, line.taught, line.percent())).collect::<Vec<_>>();
    assert_eq!(hours("lake"), [(1, 22 * 60, 8 * 60, 36)]);
    assert_eq!(hours("emergency"), [(1, 24 * 60, 15 * 60, 62)]);
    assert_eq!((hours("general"), unit("general").on_posts), (vec![], 240));
    assert_eq!(timetable.teaching.len(), 3, "nobody learns or teaches at the bridge");
}

#[test]
fn specialists_are_idle_where_no_specialist_is_asked_for_and_where_hours_are_short() {
    let mut instance = quarter().instance;
    let stints = [("D001", "bridge-down", "2026-01-12", 3), ("D002", "lake-down", "2026-01-12", 1), ("D003", "lake-down", "2026-02-23", 1)];
    let duties = [
        ("2026-01-12", "lake-day", "D002"),      // asks for internal medicine; both half-days
        ("2026-01-13", "lake-clinic", "D002"),   // anybody's; the morning
        ("2026-01-17", "lake-day", "D002"),      // a Saturday
        ("2026-01-14", "bridge-clinic", "D001"), // one day, on which D001 comes twice
        ("2026-01-14", "bridge-outreach", "D001"),
        ("2026-01-19", "lake-clinic", "D002"), // the stint is over
    ];
    let lines = |timetable: &Timetable| {
        let id = |stint: usize| timetable.doctors[timetable.stints[stint].doctor].id.clone();
        timetable.specialists.iter().map(|line| (id(line.stint), line.duties, line.unsuited, line.idle)).collect::<Vec<_>>()
    };
    // Seven of ten half-days have no duty; 8 + 4 + 8 hours leave room for five of 4 hours.
    let expected = [
        ("D002".to_owned(), 3, Some(1), Idle::HalfDays { idle: 5, all: 10 }),
        ("D003".to_owned(), 0, Some(0), Idle::HalfDays { idle: 0, all: 0 }), // on leave all week
        ("D001".to_owned(), 2, None, Idle::Days { idle: 2, all: 3 }),        // three weeks of one day
    ];
    assert_eq!(lines(&by_hand(&instance, &stints, &duties)), expected);
    let clinic = instance.posts.iter_mut().find(|post| post.id.as_str() == "lake-clinic").unwrap();
    clinic.who.title_at_least = Some(Title::AssociateChief);
    assert_eq!(lines(&by_hand(&instance, &stints, &duties))[0].2, Some(0), "a post for seniors is one for who is sent");
}

#[test]
fn the_ledger_holds_what_was_is_and_must_be() {
    let timetable = quarter().timetable;
    let account = timetable.credit.iter().map(|line| {
        let id = timetable.doctors[line.doctor].id.as_str();
        (id, line.before, line.planned, line.total(), line.asked.map(|asked| asked.days), line.missing(), line.weighted)
    });
    let expected = [
        ("D003", 60, 20, 80, Some(130), Some(55), 2000), // the week from 30 March ends after the application
        ("D001", 12, 10, 22, None, None, 1300),          // ten Wednesdays at 130 percent
        ("D002", 0, 45, 45, None, None, 4500),
    ];
    assert_eq!(account.collect::<Vec<_>>(), expected);
    assert_eq!(timetable.credit[0].asked.map(|asked| asked.in_time), Some(15));
}

#[test]
fn a_request_is_granted_when_the_roster_says_so() {
    let quarter = quarter();
    let asked = &quarter.instance.requests;
    assert_eq!(quarter.timetable.requests.len(), asked.len());
    for line in &quarter.timetable.requests {
        let (doctor, date) = (&quarter.timetable.doctors[line.doctor].id, quarter.timetable.days[line.day].date);
        let request = asked.iter().find(|request| request.doctor.as_str() == doctor && request.date == date).unwrap();
        let met = duties_of(&quarter, doctor).filter(|duty| duty.date == date).any(|duty| {
            request.post.as_ref().is_none_or(|post| duty.post == *post)
                && request.shift.is_none_or(|kind| quarter.instance.shift_of(&duty.post).unwrap().kind == kind)
        });
        assert_eq!(line.granted, met == (request.want == Want::On), "{doctor} {date}");
        assert_eq!(line.because.is_some(), !line.granted);
    }
    assert!(quarter.timetable.requests.iter().any(|line| line.granted) && quarter.timetable.requests.iter().any(|line| !line.granted));
}

#[test]
fn the_value_is_the_auditors() {
    let quarter = quarter();
    let objective = &quarter.timetable.objective;
    assert_eq!(objective.penalty, quarter.verdict.penalty());
    for (rule, penalty) in quarter.verdict.penalty_by_rule() {
        assert_eq!(objective.rules.iter().find(|line| line.code == rule).map(|line| line.penalty), Some(penalty));
    }
    assert_eq!(objective.hard(), quarter.verdict.hard().count());
    assert_eq!(objective.gap, Some((objective.penalty - 14_000) * 10_000 / objective.penalty));
    assert_eq!(objective.stated, Some(14_500), "the fixture's file states another penalty");
}

#[test]
fn the_statement_names_pack_and_version_and_never_the_law() {
    let mut quarter = quarter();
    let statement = |quarter: &Quarter| shangxia::report::Timetable::new(&quarter.instance, &quarter.roster, &quarter.verdict).statement;
    assert_eq!(statement(&quarter).en, "Complies with the instance's own hard rules (no rule pack)");
    quarter.verdict.pack = Some("cn-alliance 2026.1".to_owned());
    assert_eq!(statement(&quarter).zh, "符合规则包 cn-alliance 版本 2026.1（本单位另有 4 条设置）");
    assert!(statement(&quarter).en.ends_with("cn-alliance, version 2026.1, as amended by 4 entries of the instance"));
    quarter.instance.rules.entries.clear();
    assert_eq!(statement(&quarter).zh, "符合规则包 cn-alliance 版本 2026.1");
    quarter.verdict.findings[0].hard = true;
    assert_eq!(statement(&quarter).en, "Breaks hard rules of rule pack cn-alliance, version 2026.1: 1 finding");
    assert!(!statement(&quarter).en.contains("law") && !statement(&quarter).zh.contains('法'));
}

#[test]
fn marks_tell_the_posts_of_a_unit_apart() {
    let quarter = quarter();
    let timetable = &quarter.timetable;
    for table in &timetable.units {
        for lang in [shangxia::diagnostic::Lang::Zh, shangxia::diagnostic::Lang::En] {
            let mut marks: Vec<&str> = table.posts.iter().map(|post| timetable.posts[*post].mark.in_lang(lang)).collect();
            marks.sort_unstable();
            marks.dedup();
            assert_eq!(marks.len(), table.posts.len(), "{}", table.id);
        }
    }
    let mark = |id: &str| timetable.posts.iter().find(|post| post.id == id).map(|post| (post.mark.zh.as_str(), post.mark.en.as_str()));
    assert_eq!(mark("er-night"), Some(("夜", "N")));
    assert_eq!(mark("lake-health"), Some(("公下", "Ha")));
}
