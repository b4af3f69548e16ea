//! Where a column or a row belongs, so that a search can free or fix parts of a program without
//! knowing what they mean.

/// The two levels of decisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Decided for whole weeks.
    Weekly,
    /// Decided for a day.
    #[default]
    Daily,
}

/// Whose, where and when: positions in the lists the program was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// Position of a person.
    pub person: Option<u32>,
    /// Position of a unit.
    pub unit: Option<u32>,
    /// Week of the horizon.
    pub week: Option<u32>,
    /// Day of the horizon.
    pub day: Option<u32>,
    /// What tells apart the columns of one person, unit and day: columns that differ only in
    /// their day have the same kind.
    pub kind: Option<u32>,
    /// Level of the decision.
    pub level: Level,
}

impl Block {
    /// Belongs to a person.
    #[must_use]
    pub fn person(mut self, person: usize) -> Self {
        self.person = Some(person as u32);
        self
    }

    /// Belongs to a unit.
    #[must_use]
    pub fn unit(mut self, unit: usize) -> Self {
        self.unit = Some(unit as u32);
        self
    }

    /// Belongs to a week.
    #[must_use]
    pub fn week(mut self, week: usize) -> Self {
        self.week = Some(week as u32);
        self
    }

    /// Belongs to a day, and so to its week.
    #[must_use]
    pub fn day(mut self, day: usize) -> Self {
        self.day = Some(day as u32);
        self.week(day / 7)
    }

    /// Is of a kind.
    #[must_use]
    pub fn kind(mut self, kind: usize) -> Self {
        self.kind = Some(kind as u32);
        self
    }

    /// Is decided for whole weeks.
    #[must_use]
    pub fn weekly(mut self) -> Self {
        self.level = Level::Weekly;
        self
    }
}
