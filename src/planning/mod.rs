//! The shared decisions of every rule: stints, duties, output, and who carries whose panel. Rules
//! meet here and nowhere else.
//!
//! A [`Plan`] holds one 0/1 column per possible stint (a block of weeks) and per possible duty
//! (doctor, day, post). Rules read them as `good_lp` expressions and add rows through
//! [`Plan::require`]; slack, prices and names are made in one place, [`enforcement`].

mod apart;
mod conflicts;
mod decode;
mod derived;
mod duties;
mod encode;
mod enforcement;
mod panels;
mod pins;
mod stints;
mod timeline;

pub use crate::milp::Block;
pub use conflicts::cliques;
pub use duties::DutyColumn;
pub use enforcement::{Mode, Tag};
pub use panels::{CarryColumn, PanelWeek};
pub use stints::StintColumn;
pub use timeline::{Slot, one_at_a_time};

use crate::{
    domain::{Instance, Priority, ShiftKind},
    milp::Program,
};
use good_lp::{Expression, Variable};
use std::collections::{BTreeMap, HashMap};

/// Owner of the rows that hold whatever the rule book says: nobody is in two places at once.
pub const CONFLICT: &str = "conflict";
/// Owner of the decisions fixed by hand.
pub const PIN: &str = "pin";

/// An instance as decisions, and the program that grows over them.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// The program so far.
    pub program: Program,
    mode: Mode,
    owner: usize,
    aim: Priority,
    prefix: String,
    duties: Vec<DutyColumn>,
    duties_by_doctor_day: Vec<Vec<usize>>,
    duties_by_post_day: Vec<Vec<usize>>,
    stints: Vec<StintColumn>,
    stints_by_doctor: Vec<Vec<usize>>,
    weeks_on: HashMap<(usize, usize, usize), Variable>,
    working: HashMap<(usize, usize, Option<ShiftKind>), Variable>,
    carries: Vec<CarryColumn>,
    carry_of: HashMap<(PanelWeek, usize), usize>,
    gone: BTreeMap<PanelWeek, Expression>,
}

impl<'a> Plan<'a> {
    /// The decisions of an instance with the rows that always hold: no rule yet.
    pub fn new(instance: &'a Instance, mode: Mode) -> Self {
        let mut plan = Self {
            instance,
            program: Program::new(),
            mode,
            owner: 0,
            aim: Priority::Safety,
            prefix: String::new(),
            duties: Vec::new(),
            duties_by_doctor_day: vec![Vec::new(); instance.doctors.len() * instance.horizon.days()],
            duties_by_post_day: vec![Vec::new(); instance.posts.len() * instance.horizon.days()],
            stints: Vec::new(),
            stints_by_doctor: vec![Vec::new(); instance.doctors.len()],
            weeks_on: HashMap::new(),
            working: HashMap::new(),
            carries: Vec::new(),
            carry_of: HashMap::new(),
            gone: BTreeMap::new(),
        };
        plan.add_stints();
        plan.add_weeks();
        plan.add_duties();
        plan.begin(CONFLICT, 0, Priority::Safety);
        plan.add_conflicts();
        plan.begin(PIN, 0, Priority::Safety);
        plan.add_pins();
        plan
    }

    /// From here on rows belong to the entry of a rule; `entry` counts the entries of that rule
    /// from 0. `aim` is where their prices stand in the order of objectives.
    pub fn begin(&mut self, owner: &str, entry: usize, aim: Priority) {
        self.owner = self.program.owner(owner);
        self.aim = aim;
        self.prefix = if entry == 0 { owner.to_owned() } else { format!("{owner}.{}", entry + 1) };
    }

    /// Days of the horizon.
    pub fn days(&self) -> usize {
        self.instance.horizon.days()
    }

    /// Weeks of the horizon.
    pub fn weeks(&self) -> usize {
        self.instance.horizon.weeks
    }
}
