//! Posts that have fewer doctors than their minimum.

use super::Source;

/// A post on a day with too few doctors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Position of the post.
    pub post: usize,
    /// Day of the horizon.
    pub day: usize,
    /// How many are needed at least.
    pub need: u32,
    /// How many are missing.
    pub missing: u32,
}

/// Gaps of one post on open days that follow each other, equally many missing on each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapRange {
    /// Position of the post.
    pub post: usize,
    /// First day.
    pub first: usize,
    /// Last day.
    pub last: usize,
    /// How many open days.
    pub days: usize,
    /// How many are missing on each.
    pub missing: u32,
}

impl GapRange {
    /// What is missing in persons × days.
    pub fn total(&self) -> u32 {
        self.missing * self.days as u32
    }
}

/// The minimum of a post on each day of the horizon; nothing where it is closed.
pub(super) fn minima(source: &Source<'_>, post: usize) -> Vec<Option<u32>> {
    let instance = source.instance;
    instance.horizon.dates().map(|date| instance.need_on(&instance.posts[post], date).map(|need| need.min)).collect()
}

/// How many are on each post on each day.
pub(super) fn heads(source: &Source<'_>) -> Vec<Vec<u32>> {
    let mut heads = vec![vec![0; source.instance.horizon.days()]; source.instance.posts.len()];
    for duty in &source.roster.duties {
        if let (Some(post), Some(day)) = (source.posts.get(&duty.post), source.instance.horizon.day_within(duty.date)) {
            heads[*post][day] += 1;
        }
    }
    heads
}

pub(super) fn gaps(source: &Source<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (post, heads) in heads(source).iter().enumerate() {
        for (day, (need, there)) in minima(source, post).into_iter().zip(heads).enumerate() {
            if let Some(missing) = need.and_then(|need| need.checked_sub(*there)).filter(|missing| *missing > 0) {
                gaps.push(Gap { post, day, need: missing + there, missing });
            }
        }
    }
    gaps
}

pub(super) fn ranges(source: &Source<'_>, gaps: &[Gap]) -> Vec<GapRange> {
    let mut ranges: Vec<GapRange> = Vec::new();
    let mut open: (Option<usize>, Vec<bool>) = (None, Vec::new());
    for gap in gaps {
        if open.0 != Some(gap.post) {
            open = (Some(gap.post), minima(source, gap.post).iter().map(Option::is_some).collect());
        }
        match ranges.last_mut() {
            Some(range) if range.post == gap.post && range.missing == gap.missing && !open.1[range.last + 1..gap.day].contains(&true) => {
                range.last = gap.day;
                range.days += 1;
            }
            _ => ranges.push(GapRange { post: gap.post, first: gap.day, last: gap.day, days: 1, missing: gap.missing }),
        }
    }
    ranges
}
