//! Hospitals in the middle, centres around them, roads between, and the agreements that bind them.

use super::{
    Draft,
    draw::{Draw, Noun},
    names::{HOSPITALS, PLACES},
};
use crate::domain::{DateSpan, Minutes, Name, Site, Tier, Travel};
use chrono::{Days, NaiveDate};

/// Where a site lies, in hundreds of metres from the middle of the town.
type Spot = (i64, i64);

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Sites);
    let shape = draft.order.size.shape();
    let mut spots = Vec::new();
    for number in 0..shape.departments.len() {
        let (zh, en, tier) = HOSPITALS[number % HOSPITALS.len()];
        // The core hospitals lie within 3 km of each other (assumption).
        spots.push((draw.between(-30, 30), draw.between(-30, 30)));
        draft.instance.sites.push(Site { beds: beds(tier, &mut draw), ..bare(&format!("h{}", number + 1), Name::both(zh, en), tier) });
    }
    let mut places = PLACES;
    draw.shuffle(&mut places);
    for (number, (zh, en)) in places.into_iter().take(shape.centres).enumerate() {
        // The centre with the first ward lies 7 km from the hospital [case]; the others from 2 to
        // 34 km out, one in three of them in the country (assumption).
        let spot = match (number, draw.chance(33)) {
            (0, _) => (spots[0].0 + 70, spots[0].1),
            (_, true) => around(&mut draw, 180, 340),
            (_, false) => around(&mut draw, 20, 150),
        };
        spots.push(spot);
        let minutes = (0..shape.departments.len()).map(|hospital| minutes(spots[hospital], spot)).min().unwrap_or(0);
        let rural = minutes >= RURAL;
        let (zh, en) = if rural {
            (format!("{zh}镇卫生院"), format!("{en} township centre"))
        } else {
            (format!("{zh}社区卫生服务中心"), format!("{en} community centre"))
        };
        draft.instance.sites.push(Site {
            // Pay and credit have a coefficient for remoteness [case]; 1 % a minute is an assumption.
            remoteness: (100 + (minutes - 15).clamp(0, 60)) as u32 / 5 * 5,
            beds: if number < shape.wards { 20 } else { 0 }, // a ward of 20 beds [case]
            agreement: Some(agreement(draft, number, &mut draw)),
            ..bare(&format!("c{:02}", number + 1), Name::both(&zh, &en), Tier::Primary)
        });
    }
    roads(draft, &spots);
}

/// From this many minutes on a centre is in the country (assumption).
const RURAL: i64 = 30;

fn bare(id: &str, name: Name, tier: Tier) -> Site {
    Site { id: id.into(), name: Some(name), tier, beds: 0, population: 0, remoteness: 100, rooms: None, open: Vec::new(), agreement: None }
}

/// Assumption: 400 to 1200 beds at level three, 150 to 400 at level two.
fn beds(tier: Tier, draw: &mut Draw) -> u32 {
    let tens = if tier == Tier::Tertiary { draw.between(40, 120) } else { draw.between(15, 40) };
    tens as u32 * 10
}

/// Sixteen directions, in thousandths of the radius.
const DIRECTIONS: [Spot; 16] = [
    (1000, 0),
    (924, 383),
    (707, 707),
    (383, 924),
    (0, 1000),
    (-383, 924),
    (-707, 707),
    (-924, 383),
    (-1000, 0),
    (-924, -383),
    (-707, -707),
    (-383, -924),
    (0, -1000),
    (383, -924),
    (707, -707),
    (924, -383),
];

/// A place so far from the middle, in a direction drawn.
fn around(draw: &mut Draw, least: i64, most: i64) -> Spot {
    let radius = draw.between(least, most);
    let (x, y) = DIRECTIONS[draw.index(DIRECTIONS.len())];
    (radius * x / 1000, radius * y / 1000)
}

/// An ambulance takes 10 minutes for 7 km [case]; everybody else a quarter of an hour (assumption).
fn minutes(a: Spot, b: Spot) -> i64 {
    let square = ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)) as u64;
    let raw = 5 + square.isqrt() as i64 * 15 / 100;
    ((raw + 2) / 5 * 5).max(10)
}

fn roads(draft: &mut Draft, spots: &[Spot]) {
    for (a, from) in spots.iter().enumerate() {
        for (b, to) in spots.iter().enumerate().skip(a + 1) {
            let (from_id, to_id) = (draft.instance.sites[a].id.clone(), draft.instance.sites[b].id.clone());
            draft.instance.travel.push(Travel { from: from_id, to: to_id, time: Minutes(minutes(*from, *to)) });
        }
    }
}

/// Of 30 agreements 27 hold and 3 are pending; 7 of them are renewed within a year [case]. They are
/// signed for three years (assumption). The first centre's holds throughout.
fn agreement(draft: &Draft, number: usize, draw: &mut Draw) -> DateSpan {
    let horizon = draft.instance.horizon;
    let (kind, week, month) = (draw.below(30), draw.below(horizon.weeks as u64), draw.below(24));
    let start = horizon.start;
    if number > 0 && kind < 3 && week > 0 {
        // Pending: it begins on a Monday of the horizon.
        let from = horizon.monday(week as i64);
        return DateSpan { from, to: years_later(from, 3) };
    }
    let left = if number > 0 && kind < 10 { draw.between(60, 365) } else { draw.between(400, 1000) };
    let to = later(start, left);
    DateSpan { from: earlier(to, 3 * 365).min(earlier(start, 200 + month * 5)), to }
}

fn later(date: NaiveDate, days: i64) -> NaiveDate {
    date.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(date)
}

fn earlier(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

fn years_later(date: NaiveDate, years: i64) -> NaiveDate {
    later(date, years * 365)
}

/// Whether a centre is a township centre in the country.
pub(super) fn is_rural(site: &Site) -> bool {
    site.tier == Tier::Primary && i64::from(site.remoteness) >= 100 + RURAL - 15
}
