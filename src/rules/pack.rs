//! Rule packs: named, versioned sets of default entries, as data with their sources.

use crate::domain::RuleEntry;
use serde::Deserialize;

/// A rule pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Name, such as `cn-alliance`.
    pub name: String,
    /// Version; it changes whenever an entry does.
    pub version: String,
    /// Where the numbers come from.
    pub source: String,
    /// Default entries.
    pub entries: Vec<RuleEntry>,
}

const PACKS: &[(&str, &str)] = &[("cn-alliance", include_str!("packs/cn-alliance.yaml"))];

impl Pack {
    /// The names of the packs.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PACKS.iter().map(|(name, _)| *name)
    }

    /// The pack of this name.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = PACKS.iter().find(|(known, _)| *known == name)?;
        serde_yaml::from_str(text).ok()
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
            for entry in &pack.entries {
                let kind = crate::rules::KINDS.iter().find(|kind| kind.card().code == entry.rule).expect(&entry.rule);
                kind.read(&entry.settings).expect(&entry.rule);
            }
        }
    }
}
