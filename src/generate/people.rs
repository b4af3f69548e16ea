//! Doctors: titles, skills, contracts, ages. What happens in their lives is in `facts`.

use super::{
    Draft,
    draw::{Draw, Noun, parts},
    sites::is_rural,
    units::{Team, Trade},
};
use crate::domain::{DateSpan, Doctor, Minutes, SkillId, Tier, Title};
use chrono::{Days, NaiveDate};

/// Nights end at the age of 50 [case].
pub(super) const NIGHTS_END: i64 = 50;

/// Staff class of residents in standardised training.
pub(super) const TRAINEE: &str = "trainee";

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::People);
    let mut doctors: Vec<Doctor> = Vec::new();
    for team in &draft.teams {
        let site = &draft.instance.sites[team.site];
        let titles = titles(team, is_rural(site));
        // So many may be spared the nights; the others carry them, three seniors for each place among them.
        let seniors = titles.iter().filter(|title| **title >= Title::Attending).count();
        let mut spared = team.heads.saturating_sub(team.needs.night_people()).min(seniors.saturating_sub(3 * team.needs.night as usize));
        let share = site.population / team.heads.max(1) as u32;
        for title in titles {
            let mut doctor = bare(doctors.len() + 1, team, title);
            employ(&mut doctor, site.tier, &mut draw);
            age(&mut doctor, draft.order.start, team.needs.night > 0, &mut spared, &mut draw);
            learn(&mut doctor, team, draft, &mut draw);
            wants(&mut doctor, draft, team, &mut draw);
            if team.is_centre() {
                doctor.panel = share * draw.between(85, 115) as u32 / 100 / 10 * 10;
            }
            doctors.push(doctor);
        }
    }
    draft.instance.doctors = doctors;
}

fn bare(number: usize, team: &Team, title: Title) -> Doctor {
    Doctor::new(format!("D{number:03}").as_str().into(), team.unit.clone(), title)
}

/// Assumption: in a hospital 12 % chiefs, 23 % associate chiefs, 37 % attendings, 28 % residents; in
/// a centre hardly a chief, and one village doctor with every fifth doctor in the country. Where
/// chiefs are sent from there are two at least, so that nothing hangs on one person.
fn titles(team: &Team, rural: bool) -> Vec<Title> {
    use Title::{AssociateChief, Attending, Chief, Resident, Village};
    let shares = match team.trade {
        Trade::Emergency => [(Chief, 14, 2), (AssociateChief, 22, 2), (Attending, 36, 2), (Resident, 28, 2), (Village, 0, 0)],
        Trade::Department => [(Chief, 12, 1), (AssociateChief, 23, 2), (Attending, 37, 2), (Resident, 28, 2), (Village, 0, 0)],
        Trade::WardCentre => [(Chief, 0, 0), (AssociateChief, 15, 1), (Attending, 55, 3), (Resident, 30, 2), (Village, 0, 0)],
        Trade::Centre if rural => [(Chief, 0, 0), (AssociateChief, 8, 0), (Attending, 42, 2), (Resident, 30, 0), (Village, 20, 1)],
        Trade::Centre => [(Chief, 0, 0), (AssociateChief, 15, 0), (Attending, 53, 2), (Resident, 32, 1), (Village, 0, 0)],
    };
    let counts = parts(team.heads, &shares.map(|(_, weight, least)| (weight, least)));
    shares.iter().zip(counts).flat_map(|((title, ..), count)| std::iter::repeat_n(*title, count)).collect()
}

/// Assumption: three of five residents of a hospital are in standardised training, one of six of the
/// others has a contract of limited time, one of twenty works part time.
fn employ(doctor: &mut Doctor, tier: Tier, draw: &mut Draw) {
    let (lot, part) = (draw.below(100), draw.chance(5));
    if doctor.title == Title::Resident && tier != Tier::Primary && lot < 60 {
        TRAINEE.clone_into(&mut doctor.contract.class);
        return;
    }
    if doctor.title <= Title::Attending && lot < 17 {
        "contract".clone_into(&mut doctor.contract.class);
    }
    if part && doctor.title == Title::Attending {
        doctor.contract.fte = [50, 60, 80][draw.index(3)];
    }
}

/// Assumption: residents are 24 to 31, attendings 31 to 45, associate chiefs 38 to 54, chiefs 44 to
/// 59, village doctors 40 to 62. Where too few would be left for the nights, the others are younger.
fn age(doctor: &mut Doctor, start: NaiveDate, nights: bool, spared: &mut usize, draw: &mut Draw) {
    let (least, most) = match doctor.title {
        Title::Village => (40, 62),
        Title::Resident => (24, 31),
        Title::Attending => (31, 45),
        Title::AssociateChief => (38, 54),
        Title::Chief => (44, 59),
    };
    let agreed = draw.chance(3);
    let mut days = draw.between(least * 365, most * 365);
    // Who turns 50 in the horizon counts as spared.
    let old = days > (NIGHTS_END - 1) * 365;
    if nights && (old || agreed) {
        if *spared > 0 {
            *spared -= 1;
            doctor.no_nights = agreed && !old;
        } else {
            days = days.min((NIGHTS_END - 2) * 365 - draw.between(0, 700));
        }
    }
    doctor.born = start.checked_sub_days(Days::new(days as u64));
}

/// Skills go with the title. In a hospital associate chiefs and chiefs are licensed to teach, and
/// two of five attendings (assumption); in a centre who is an associate chief.
fn learn(doctor: &mut Doctor, team: &Team, draft: &Draft, draw: &mut Draw) {
    let level = match doctor.title {
        Title::Village | Title::Resident => 1,
        Title::Attending => 2,
        Title::AssociateChief | Title::Chief => 3,
    };
    doctor.skills.insert(team.skill.clone(), level);
    let (teaches, second, which) = (draw.chance(40), draw.chance(15), draw.below(1 << 32));
    doctor.teaches = doctor.title >= Title::AssociateChief || (doctor.title == Title::Attending && !team.is_centre() && teaches);
    // Emergency chiefs come from general medicine: they can lead the ward of a centre [case].
    let general = team.trade == Trade::Emergency && doctor.title == Title::Chief;
    let others: Vec<&SkillId> =
        draft.teams.iter().filter(|other| other.site == team.site && other.skill != team.skill).map(|other| &other.skill).collect();
    if general {
        doctor.skills.insert("general_medicine".into(), 2);
    } else if second && doctor.title >= Title::Attending && !others.is_empty() {
        doctor.skills.insert(others[which as usize % others.len()].clone(), level - 1);
    }
}

/// Assumption: every tenth doctor will not go further than half an hour to an hour, every twelfth of a
/// hospital does not want a certain centre, three of ten are faster or slower at public-health work
/// than the norm, one of forty of a larger team joins or leaves within the horizon.
fn wants(doctor: &mut Doctor, draft: &Draft, team: &Team, draw: &mut Draw) {
    let [commute, site, pace, employed] = [draw.chance(10), draw.chance(8), draw.chance(30), draw.chance(2)];
    let [half_hours, which, tens, joins] = [draw.between(0, 2), draw.below(1 << 32) as i64, draw.between(-2, 2), draw.below(2) as i64];
    if commute {
        doctor.max_commute = Some(Minutes(30 + half_hours * 15));
    }
    let centres: Vec<_> = draft.instance.sites.iter().filter(|site| site.tier == Tier::Primary).collect();
    if site && !team.is_centre() {
        doctor.sites_not_wanted = vec![centres[which as usize % centres.len()].id.clone()];
    }
    if pace && team.is_centre() {
        doctor.pace = (100 + tens * 10) as u32;
    }
    let horizon = draft.instance.horizon;
    if employed && team.heads >= 12 && horizon.weeks >= 4 {
        let monday = horizon.monday(which % horizon.weeks as i64);
        let (before, after) = (monday.checked_sub_days(Days::new(4000)), monday.checked_add_days(Days::new(4000)));
        let span = if joins == 1 { after.map(|to| DateSpan { from: monday, to }) } else { before.map(|from| DateSpan { from, to: monday }) };
        doctor.employed = span;
    }
}
