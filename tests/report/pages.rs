//! What stands on the page of a site and in "why me", counted again from the roster.

use crate::quarter::quarter;
use shangxia::{
    audit::audit,
    diagnostic::Lang,
    domain::{Direction, Duty, Instance, PostKind, Stint, Title},
    format::{self, Source},
    report::{Timetable, html::page},
};
use std::{collections::BTreeSet, path::Path};

/// Whether patients see an expert: an associate chief or chief, or who is down at the unit that week.
fn is_expert_session(instance: &Instance, stints: &[Stint], duty: &Duty) -> bool {
    let (post, doctor) = (instance.post(&duty.post).unwrap(), instance.doctor(&duty.doctor).unwrap());
    let is_public = matches!(post.kind, PostKind::Clinic | PostKind::JointConsultation | PostKind::RemoteConsultation);
    let down = stints.iter().any(|stint| {
        let programme = instance.programme(&stint.programme).unwrap();
        stint.doctor == duty.doctor && programme.kind == Direction::Down && programme.host == post.unit && stint.covers(duty.date)
    });
    is_public && (doctor.title >= Title::AssociateChief || down)
}

#[test]
fn every_session_of_an_expert_is_on_the_list_once_under_its_weekday() {
    let quarter = quarter();
    let (instance, timetable) = (&quarter.instance, &quarter.timetable);
    let wanted: BTreeSet<_> = quarter
        .roster
        .duties
        .iter()
        .filter(|duty| is_expert_session(instance, &quarter.roster.stints, duty))
        .map(|duty| (duty.doctor.0.clone(), duty.post.0.clone(), duty.date))
        .collect();
    let mut listed = Vec::new();
    for line in &timetable.experts {
        let post = instance.post(&timetable.posts[line.post].id.as_str().into()).unwrap();
        assert_eq!(instance.site_of(&post.unit).unwrap().id, instance.sites[line.site].id);
        for day in &line.days {
            let date = timetable.days[*day].date;
            assert_eq!(chrono::Datelike::weekday(&date), line.weekday);
            listed.push((timetable.doctors[line.doctor].id.clone(), timetable.posts[line.post].id.clone(), date));
        }
    }
    assert!(!wanted.is_empty() && wanted.len() < quarter.roster.duties.len());
    assert_eq!(listed.len(), wanted.len(), "none twice");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn who_comes_to_a_site_has_left_another() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let open = |folder: &str| Source::open(&root.join(folder).join("tongzhou_2026q1.yaml")).unwrap();
    let instance = &format::read_instance(&open("instances")).value.unwrap();
    let roster = &format::read_roster(&open("solutions"), instance).value.unwrap();
    let timetable = &Timetable::new(instance, roster, &audit(instance, roster).unwrap());
    let site_of = |unit| &instance.unit(unit).unwrap().site;
    let stays =
        |stint: &Stint| site_of(&instance.programme(&stint.programme).unwrap().host) == site_of(&instance.doctor(&stint.doctor).unwrap().home);
    assert!(roster.stints.iter().any(stays), "a stint that leaves no site");
    for site in &timetable.site_pages {
        let here = |unit| instance.unit(unit).unwrap().site.as_str() == site.id;
        let (mut received, mut sent) = (0, 0);
        for stint in &roster.stints {
            let host = &instance.programme(&stint.programme).unwrap().host;
            let home = &instance.doctor(&stint.doctor).unwrap().home;
            received += usize::from(here(host) && !here(home));
            sent += usize::from(here(home) && !here(host));
        }
        assert_eq!((site.received.len(), site.sent.len()), (received, sent), "{}", site.id);
        assert_eq!(site.people, instance.doctors.iter().filter(|doctor| here(&doctor.home)).count());
        let missing: u32 = timetable.gaps.iter().filter(|gap| here(&instance.units[timetable.posts[gap.post].unit].id)).map(|gap| gap.missing).sum();
        assert_eq!(site.missing, missing, "{}", site.id);
    }
    assert!(timetable.site_pages.iter().any(|site| !site.received.is_empty()));
}

#[test]
fn the_page_of_a_doctor_says_what_became_of_each_request_and_what_the_auditor_found() {
    let quarter = quarter();
    let page = page(&quarter.timetable, Lang::Zh);
    let card = |id: &str| {
        let from = page.find(&format!("id=\"{id}\"")).unwrap();
        page[from..].split("<section").next().unwrap().split("id=\"D").take(2).collect::<String>()
    };
    assert!(!quarter.timetable.requests.is_empty());
    for request in &quarter.timetable.requests {
        let id = &quarter.timetable.doctors[request.doctor].id;
        assert!(card(id).contains(request.wish.in_lang(Lang::Zh)), "{id}");
        if let (false, Some(because)) = (request.granted, &request.because) {
            let said = because.in_lang(Lang::Zh).replace('&', "&amp;").replace('<', "&lt;");
            assert!(card(id).contains(&said), "{id}: {said}");
        }
    }
    let worst = quarter.verdict.findings.iter().filter(|finding| finding.doctor.is_some()).max_by_key(|finding| (finding.hard, finding.penalty));
    let worst = worst.expect("a finding about somebody");
    let id = worst.doctor.as_ref().unwrap().as_str();
    let all = quarter.verdict.findings.iter().filter(|finding| finding.doctor.as_ref().is_some_and(|doctor| doctor.as_str() == id)).count();
    assert!(all <= 5 && card(id).contains(&worst.text.zh) || card(id).contains(&format!("另有 {} 项", all - 5)), "{id}");
}
