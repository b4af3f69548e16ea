//! What people call a thing, in one language or in both.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name: one text for both languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Name {
    /// The same in every language.
    One(String),
    /// One for each language.
    Both(NamePair),
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamePair {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Name {
    /// A name in both languages.
    pub fn both(zh: &str, en: &str) -> Self {
        Self::Both(NamePair { zh: zh.to_owned(), en: en.to_owned() })
    }

    /// The Chinese name.
    pub fn zh(&self) -> &str {
        match self {
            Self::One(name) => name,
            Self::Both(pair) => &pair.zh,
        }
    }

    /// The English name.
    pub fn en(&self) -> &str {
        match self {
            Self::One(name) => name,
            Self::Both(pair) => &pair.en,
        }
    }
}
