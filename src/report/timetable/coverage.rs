//! How many are on each post on each day, against how many are needed.

use super::{Source, gaps};

/// A post on a day on which it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// Needed at least.
    pub min: u32,
    /// Wanted.
    pub target: u32,
    /// Useful at most.
    pub max: u32,
    /// Doctors there.
    pub there: u32,
}

impl Staffing {
    /// How well it is covered.
    pub fn cover(self) -> Cover {
        if self.there < self.min {
            Cover::Short
        } else if self.there < self.target {
            Cover::Thin
        } else {
            Cover::Full
        }
    }
}

/// How well posts are covered, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Fewer than the minimum somewhere.
    Short,
    /// Everywhere the minimum, somewhere fewer than the target.
    Thin,
    /// Everywhere the target.
    Full,
}

/// A post over the horizon.
#[derive(Clone, Debug)]
pub struct CoverageLine {
    /// Position of the post.
    pub post: usize,
    /// By day of the horizon; nothing where it is closed.
    pub days: Vec<Option<Staffing>>,
}

pub(super) fn coverage(source: &Source<'_>) -> Vec<CoverageLine> {
    let instance = source.instance;
    let line = |(post, heads): (usize, Vec<u32>)| {
        let needs = instance.horizon.dates().map(|date| instance.need_on(&instance.posts[post], date));
        let staffing =
            needs.zip(heads).map(|(need, there)| need.map(|need| Staffing { min: need.min, target: need.target(), max: need.max(), there }));
        CoverageLine { post, days: staffing.collect() }
    };
    gaps::heads(source).into_iter().enumerate().map(line).collect()
}

/// Posts together on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCover {
    /// The worst of them.
    pub cover: Cover,
    /// Doctors needed at least, over all posts.
    pub min: u32,
    /// Missing below the minimum.
    pub missing: u32,
    /// Missing below the target, those below the minimum among them.
    pub wanting: u32,
}

/// Some posts together by day; nothing on days on which all are closed.
pub(super) fn together(lines: &[CoverageLine], posts: &[usize], days: usize) -> Vec<Option<DayCover>> {
    let on = |day: usize| posts.iter().filter_map(move |post| lines[*post].days[day]);
    let cover = |day: usize| {
        let worst = on(day).map(Staffing::cover).min()?;
        Some(DayCover {
            cover: worst,
            min: on(day).map(|staffing| staffing.min).sum(),
            missing: on(day).map(|staffing| staffing.min.saturating_sub(staffing.there)).sum(),
            wanting: on(day).map(|staffing| staffing.target.saturating_sub(staffing.there)).sum(),
        })
    };
    (0..days).map(cover).collect()
}
