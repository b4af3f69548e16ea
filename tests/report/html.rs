//! The HTML page.

use crate::quarter::quarter;
use shangxia::{diagnostic::Lang, report::html::page};

/// Elements that have no end tag.
const VOID: [&str; 4] = ["meta", "link", "br", "hr"];

/// Names of the elements that are open when the page ends, and every end tag that closes nothing.
fn unbalanced(page: &str) -> Vec<String> {
    let body = page.split_once("<html").map_or(page, |(_, rest)| rest);
    let (mut open, mut wrong) = (vec!["html".to_owned()], Vec::new());
    let mut rest = body;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').unwrap();
        rest = next;
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap().to_owned();
        match tag.starts_with('/') {
            true if open.last() == Some(&name) => drop(open.pop()),
            true => wrong.push(name),
            false if !VOID.contains(&name.as_str()) => open.push(name),
            false => {}
        }
    }
    wrong.extend(open);
    wrong
}

/// The text between two anchors of headings.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page.find(&format!("<h2 id=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}"));
    let length = page[start + 1..].find("<h2 ").unwrap_or(page.len() - start - 1);
    &page[start..start + 1 + length]
}

#[test]
fn the_page_is_well_formed_and_needs_no_network() {
    let quarter = quarter();
    for lang in [Lang::Zh, Lang::En] {
        let page = page(&quarter.timetable, lang);
        assert_eq!(unbalanced(&page), Vec::<String>::new());
        for outside in ["http://", "https://", "<script", "<link", "src=", "@import", "url(\"", "//cdn"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

#[test]
fn every_anchor_leads_somewhere_and_no_id_stands_twice() {
    let quarter = quarter();
    let page = page(&quarter.timetable, Lang::Zh);
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    let repeated: Vec<_> = unique.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
    assert!(repeated.iter().all(|id| ["c-up", "c-training", "k-up", "k-training"].contains(id)), "{repeated:?}");
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&link), "{link}");
    }
}

#[test]
fn every_unit_and_every_doctor_is_there() {
    let quarter = quarter();
    for lang in [Lang::Zh, Lang::En] {
        let page = page(&quarter.timetable, lang);
        for table in &quarter.timetable.units {
            assert!(section(&page, "units").contains(table.name.in_lang(lang)), "{}", table.id);
        }
        for doctor in &quarter.timetable.doctors {
            assert!(page.contains(&format!("<article id=\"{}\"", doctor.id)), "{}", doctor.id);
            assert!(section(&page, "hours").contains(&doctor.id) && section(&page, "burdens").contains(&doctor.id), "{}", doctor.id);
        }
    }
}

#[test]
fn the_numbers_are_the_timetables() {
    let quarter = quarter();
    let timetable = &quarter.timetable;
    let page = page(timetable, Lang::En);
    for number in [timetable.doctors.len(), timetable.duties(), timetable.missing() as usize] {
        assert!(page.contains(&format!("<dd class=\"value\">{number}</dd>")), "{number}");
    }
    assert!(section(&page, "value").contains(&format!("<td class=\"n\">{}</td>", timetable.objective.penalty)));
    assert!(section(&page, "gaps").contains(&format!("<td class=\"n\">{}</td></tr></tfoot>", timetable.missing())));
    assert_eq!(section(&page, "gaps").matches("<tr>").count(), timetable.gap_ranges.len() + 2);
    assert_eq!(section(&page, "stints").matches("<g>").count(), timetable.stints.len());
}

#[test]
fn the_text_of_a_page_is_in_its_language() {
    let quarter = quarter();
    let page = page(&quarter.timetable, Lang::En);
    let allowed: String = quarter.instance.requests.iter().filter_map(|request| request.reason.clone()).collect();
    let (_, text) = page.split_once("<body").unwrap();
    let foreign: String = text.chars().filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter) && !allowed.contains(*letter)).collect();
    assert_eq!(foreign, "");
}

#[test]
fn names_cannot_break_the_page() {
    let mut quarter = quarter();
    quarter.instance.alliance = shangxia::domain::Name::One("A \"<b></style>\" & B".to_owned());
    let timetable = shangxia::report::Timetable::new(&quarter.instance, &quarter.roster, &quarter.verdict);
    let page = page(&timetable, Lang::En);
    assert_eq!(unbalanced(&page), Vec::<String>::new());
    assert!(page.contains("A &quot;&lt;b&gt;&lt;/style&gt;&quot; &amp; B"));
}

#[test]
fn a_section_with_nothing_to_show_is_left_out() {
    let mut instance = quarter().instance;
    let of_stints = ["sites", "specialists", "teaching", "credit"];
    let full = page(&quarter().timetable, Lang::Zh);
    assert!(of_stints.iter().all(|id| full.contains(&format!("<h2 id=\"{id}\""))));
    instance.institutions.clear();
    instance.history.counts.clear();
    instance.doctors.iter_mut().for_each(|doctor| doctor.promotion = None);
    let empty = page(&crate::quarter::by_hand(&instance, &[], &[]), Lang::Zh);
    for id in of_stints {
        assert!(!empty.contains(&format!("id=\"{id}\"")) && !empty.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    assert!(!empty.contains("居民由谁代管"));
}

#[test]
fn the_section_of_person_weeks_reads_as_recorded() {
    let quarter = quarter();
    let page = page(&quarter.timetable, Lang::Zh);
    insta::assert_snapshot!(section(&page, "sites").replace("><", ">\n<"));
}
