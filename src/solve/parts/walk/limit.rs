//! A row of a part without its slack, and what is left of it on the way.

use super::graph::Pay;

/// A row `Σ factor × decision ≤ at_most`, or `=`, the slack of which is no decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) at_most: i64,
    pub(super) equal: bool,
    /// Column that pays for an excess, and the unit it pays for; whether begun units count.
    pub(super) slack: Option<(usize, i64, bool)>,
}

/// A row that cannot hold any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Broken;

impl Limit {
    /// Pays what is certain, forgets what can no longer happen: `room` is what is left of the row,
    /// `rest` the least and the most that may still come.
    ///
    /// # Errors
    /// The row cannot hold.
    pub(super) fn settle(self, room: &mut i64, rest: (i64, i64)) -> Result<Option<Pay>, Broken> {
        if *room >= rest.1 && !self.equal {
            *room = rest.1;
            return Ok(None);
        }
        if *room >= rest.0 && !(self.equal && *room > rest.1) {
            return Ok(None);
        }
        let (slack, per, begun) = self.slack.ok_or(Broken)?;
        let excess = rest.0 - *room;
        if rest.0 == rest.1 || !begun {
            // Nothing more can come, or every part of a unit is paid as it comes.
            *room = rest.0;
            let (excess, per) = if begun { ((excess + per - 1) / per, 1) } else { (excess, per) };
            return Ok(Some(Pay { slack, excess, per }));
        }
        let units = excess / per;
        *room = rest.0 - (excess - units * per);
        Ok((units > 0).then_some(Pay { slack, excess: units, per: 1 }))
    }
}
