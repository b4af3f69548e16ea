//! Panels: who serves the residents of a doctor who is gone for a week. One 0/1 column for each
//! panel, week and deputy that a rule asks for; rosters without such a rule have none.

use super::Plan;
use crate::{
    domain::{Carried, DoctorId, Panel, Quota},
    milp::Block,
};
use good_lp::{Expression, Variable};

/// The residents of one doctor in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PanelWeek {
    /// Position of the quota.
    pub quota: usize,
    /// Position of the panel in it.
    pub panel: usize,
    /// Week of the horizon.
    pub week: usize,
}

/// A deputy who may serve them.
#[derive(Clone, Debug)]
pub struct CarryColumn {
    /// Whose residents, when.
    pub of: PanelWeek,
    /// Position of the deputy.
    pub deputy: usize,
    /// 1 if the deputy serves them.
    pub taken: Variable,
}

impl<'a> Plan<'a> {
    /// The quota and the panel meant.
    pub fn panel(&self, of: PanelWeek) -> (&'a Quota, &'a Panel) {
        let quota = &self.instance.quotas[of.quota];
        (quota, &quota.panels[of.panel])
    }

    /// All deputies that rules have asked for.
    pub fn carries(&self) -> &[CarryColumn] {
        &self.carries
    }

    /// 1 if the deputy serves the residents that week.
    pub fn carry(&mut self, of: PanelWeek, deputy: usize) -> Variable {
        if let Some(known) = self.known_carry(of, deputy) {
            return known;
        }
        let (quota, panel) = self.panel(of);
        let monday = self.instance.horizon.monday(of.week as i64);
        let name = format!("carry[quota={},panel={},week={monday},by={}]", quota.id, panel.doctor, self.instance.doctors[deputy].id);
        let taken = self.program.binary(name, Block::default().person(deputy).week(of.week).weekly());
        self.carry_of.insert((of, deputy), self.carries.len());
        self.carries.push(CarryColumn { of, deputy, taken });
        taken
    }

    /// The column of a deputy that a rule has asked for.
    pub fn known_carry(&self, of: PanelWeek, deputy: usize) -> Option<Variable> {
        self.carry_of.get(&(of, deputy)).map(|known| self.carries[*known].taken)
    }

    /// Notes when the residents need a deputy, so that a roster can say who is left waiting.
    pub fn note_gone(&mut self, of: PanelWeek, gone: Expression) {
        self.gone.entry(of).or_insert(gone);
    }

    /// Who serves whose residents; without a name for those of a doctor who is gone and left to wait.
    pub(super) fn carried(&self, values: &[i64]) -> Vec<Carried> {
        let is_taken = |carry: &&CarryColumn| values[self.program.position(carry.taken)] == 1;
        let taken: Vec<&CarryColumn> = self.carries.iter().filter(is_taken).collect();
        let is_gone = |gone: &Expression| self.program.linear(gone).value(values) > 0;
        let left = self.gone.iter().filter(|(of, gone)| is_gone(gone) && taken.iter().all(|carry| carry.of != **of));
        let served = taken.iter().map(|carry| (carry.of, Some(self.instance.doctors[carry.deputy].id.clone())));
        let entry = |(of, by): (PanelWeek, Option<DoctorId>)| {
            let (quota, panel) = self.panel(of);
            Carried { quota: quota.id.clone(), panel_of: panel.doctor.clone(), week: self.instance.horizon.monday(of.week as i64), by }
        };
        served.chain(left.map(|(of, _)| (*of, None))).map(entry).collect()
    }
}
