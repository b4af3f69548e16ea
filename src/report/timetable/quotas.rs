//! Public-health work against its targets.

use super::Source;
use crate::{diagnostic::Text, domain::Window, report::words};

/// A quota over the horizon.
#[derive(Clone, Debug)]
pub struct QuotaLine {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What people call the site that owes it.
    pub site: Text,
    /// Position of that site.
    pub site_at: Option<usize>,
    /// The window the target is for.
    pub window: Window,
    /// Items due in a whole window.
    pub target: u32,
    /// Output by window.
    pub windows: Vec<QuotaWindow>,
    /// Items made in all.
    pub items: i64,
    /// Items due in all: a month or quarter cut by the horizon owes its part, and nobody is served twice.
    pub due: i64,
    /// People who are left to be reached; nothing: no limit.
    pub eligible: Option<u32>,
    /// Whether the target asks for more than there are people left.
    pub exceeds_eligible: bool,
}

impl QuotaLine {
    /// Share of what is due in percent.
    pub fn percent(&self) -> i64 {
        self.items * 100 / self.due.max(1)
    }
}

/// Output of a quota in one window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaWindow {
    /// First day of the horizon.
    pub first: usize,
    /// Last day of the horizon.
    pub last: usize,
    /// Full items made.
    pub items: i64,
    /// Items due.
    pub due: i64,
    /// Items missing.
    pub missing: i64,
}

impl QuotaWindow {
    /// Share of what is due in percent; all of it where nothing is due.
    pub fn percent(&self) -> i64 {
        if self.due == 0 { 100 } else { self.items * 100 / self.due }
    }
}

pub(super) fn quotas(source: &Source<'_>) -> Vec<QuotaLine> {
    let instance = source.instance;
    let line = |quota: &crate::domain::Quota| {
        let windows = instance.due(quota).into_iter().map(|(range, due)| {
            let mut centi = 0;
            for (doctor, days) in instance.doctors.iter().zip(&source.duties) {
                for post in days[range.clone()].iter().flatten() {
                    let producer = quota.produced_by.iter().find(|producer| producer.post == instance.posts[*post].id);
                    centi += producer.map_or(0, |producer| instance.centi_items(doctor, producer));
                }
            }
            let items = centi / 100;
            QuotaWindow { first: range.start, last: range.end - 1, items, due: i64::from(due), missing: (i64::from(due) - items).max(0) }
        });
        let windows: Vec<QuotaWindow> = windows.collect();
        let asked: u64 = instance.asked(quota).iter().map(|(_, items)| u64::from(*items)).sum();
        let eligible = quota.eligible.map(|eligible| eligible.remaining());
        QuotaLine {
            id: quota.id.0.clone(),
            site_at: instance.sites.iter().position(|site| site.id == quota.site),
            name: words::name_or_id(quota.name.as_ref(), &quota.id.0),
            site: words::name_or_id(instance.site(&quota.site).and_then(|site| site.name.as_ref()), &quota.site.0),
            window: quota.window,
            target: quota.target,
            items: windows.iter().map(|window| window.items).sum(),
            due: windows.iter().map(|window| window.due).sum(),
            windows,
            eligible,
            exceeds_eligible: eligible.is_some_and(|eligible| asked > u64::from(eligible)),
        }
    };
    instance.quotas.iter().map(line).collect()
}
