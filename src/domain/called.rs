//! What the things of an instance are called where a sentence speaks of them.

use super::{Instance, Name, PostId, ProgrammeId, QuotaId, ShiftId, SiteId, UnitId};
use std::fmt;

/// What a thing is called: `{it}` writes it in English, `{it:#}` in Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    zh: String,
    en: String,
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { &self.zh } else { &self.en })
    }
}

impl From<Name> for Called {
    fn from(name: Name) -> Self {
        Self { zh: name.zh().to_owned(), en: name.en().to_owned() }
    }
}

impl Called {
    /// Several things in a row.
    pub fn list(all: impl IntoIterator<Item = Self>) -> Self {
        let (zh, en): (Vec<String>, Vec<String>) = all.into_iter().map(|one| (one.zh, one.en)).unzip();
        Self { zh: zh.join("、"), en: en.join(", ") }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty()
    }

    /// By id, which stands in quotes between Chinese words.
    fn by_id(id: &str) -> Self {
        Self { zh: format!("“{id}”"), en: id.to_owned() }
    }

    /// By name; by name and id where others of the kind have the same name; by id where there is none.
    fn among<'a>(id: &str, all: &(impl Iterator<Item = (&'a str, Option<&'a Name>)> + Clone)) -> Self {
        let own = all.clone().find(|(other, _)| *other == id).and_then(|(_, name)| name);
        let Some(own) = own else { return Self::by_id(id) };
        let is_shared = |of: fn(&Name) -> &str| all.clone().filter(|(_, name)| name.is_some_and(|name| of(name) == of(own))).nth(1).is_some();
        Self {
            zh: if is_shared(Name::zh) { format!("{}（{id}）", own.zh()) } else { own.zh().to_owned() },
            en: if is_shared(Name::en) { format!("{} ({id})", own.en()) } else { own.en().to_owned() },
        }
    }
}

impl Instance {
    /// What a unit is called.
    pub fn unit_called(&self, id: &UnitId) -> Called {
        Called::among(id.as_str(), &self.units.iter().map(|unit| (unit.id.as_str(), unit.name.as_ref())))
    }

    /// What a site is called.
    pub fn site_called(&self, id: &SiteId) -> Called {
        Called::among(id.as_str(), &self.sites.iter().map(|site| (site.id.as_str(), site.name.as_ref())))
    }

    /// What a shift is called.
    pub fn shift_called(&self, id: &ShiftId) -> Called {
        Called::among(id.as_str(), &self.shifts.iter().map(|shift| (shift.id.as_str(), shift.name.as_ref())))
    }

    /// What a programme is called.
    pub fn programme_called(&self, id: &ProgrammeId) -> Called {
        Called::among(id.as_str(), &self.programmes.iter().map(|programme| (programme.id.as_str(), programme.name.as_ref())))
    }

    /// What a quota is called.
    pub fn quota_called(&self, id: &QuotaId) -> Called {
        Called::among(id.as_str(), &self.quotas.iter().map(|quota| (quota.id.as_str(), quota.name.as_ref())))
    }

    /// What a post is called; with its unit where another unit has a post of the same name.
    pub fn post_called(&self, id: &PostId) -> Called {
        let Some(post) = self.post(id) else { return Called::by_id(id.as_str()) };
        let within = self.posts.iter().filter(|other| other.unit == post.unit);
        let own = Called::among(id.as_str(), &within.map(|post| (post.id.as_str(), post.name.as_ref())));
        let Some(name) = &post.name else { return own };
        let is_shared = |of: fn(&Name) -> &str| {
            self.posts.iter().any(|other| other.unit != post.unit && other.name.as_ref().is_some_and(|other| of(other) == of(name)))
        };
        let unit = self.unit_called(&post.unit);
        Called {
            zh: if is_shared(Name::zh) { format!("{}{}", unit.zh, own.zh) } else { own.zh },
            en: if is_shared(Name::en) { format!("{}, {}", unit.en, own.en) } else { own.en },
        }
    }
}
