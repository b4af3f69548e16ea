//! Rule packs: named, versioned sets of default entries, as data with their sources.

use crate::domain::{Name, RuleEntry};
use serde::Deserialize;

/// A default entry and where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// The entry.
    pub rule: RuleEntry,
    /// Law, directive or practice behind it.
    pub source: Name,
}

/// A rule pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Name, such as `cn-alliance`.
    pub name: String,
    /// Version; it changes whenever an entry does.
    pub version: String,
    /// What it is made from, and what it leaves out.
    pub source: Name,
    /// The pack that gives every rule this one does not name.
    #[serde(default)]
    base: Option<String>,
    /// Default entries, those of the base last.
    pub entries: Vec<PackEntry>,
}

const PACKS: &[(&str, &str)] = &[
    ("cn-alliance", include_str!("packs/cn-alliance.yaml")),
    ("eu-wtd", include_str!("packs/eu-wtd.yaml")),
    ("acgme", include_str!("packs/acgme.yaml")),
    ("nhs-2016", include_str!("packs/nhs-2016.yaml")),
    ("alliance", include_str!("packs/alliance.yaml")),
];

impl Pack {
    /// The names of the packs.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PACKS.iter().map(|(name, _)| *name)
    }

    /// The pack of this name, with what its base gives.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = PACKS.iter().find(|(known, _)| *known == name)?;
        let mut pack: Self = serde_yaml::from_str(text).ok()?;
        if let Some(base) = &pack.base {
            let base = Self::named(base)?;
            let open = |entry: &PackEntry| pack.rules().all(|own| own.rule != entry.rule.rule);
            let given: Vec<PackEntry> = base.entries.into_iter().filter(open).collect();
            pack.entries.extend(given);
        }
        Some(pack)
    }

    /// The entries without their sources.
    pub fn rules(&self) -> impl Iterator<Item = &RuleEntry> {
        self.entries.iter().map(|entry| &entry.rule)
    }

    /// `cn-alliance 2026.1`: how reports name it.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_reads_and_names_rules_of_the_book() {
        for name in Pack::names() {
            let pack = Pack::named(name).expect(name);
            assert_eq!(pack.name, name);
            assert!(pack.base.as_deref().is_none_or(|base| Pack::names().any(|known| known == base)), "{name}");
            for entry in pack.rules() {
                let kind = crate::rules::KINDS.iter().find(|kind| kind.card().code == entry.rule).expect(&entry.rule);
                kind.read(&entry.settings).expect(&entry.rule);
            }
            assert!(pack.rules().any(|entry| entry.rule == "coverage"), "{name} makes rosters of nothing");
        }
    }

    #[test]
    fn a_pack_stands_before_its_base() {
        let pack = Pack::named("acgme").expect("a pack");
        let hours: Vec<&RuleEntry> = pack.rules().filter(|entry| entry.rule == "weekly_hours").collect();
        assert_eq!(hours.len(), 1);
        assert_eq!(hours[0].settings["max"], "80h");
    }
}
