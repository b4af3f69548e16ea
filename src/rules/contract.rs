//! What every rule is made of.

use crate::{
    diagnostic::{Diagnostic, Lang, Place, Text},
    domain::{DoctorId, Enforce, Instance, PostId, Priority, Roster, UnitId},
    planning::Plan,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Posts and work to cover.
    Demand,
    /// Hours, rest and nights.
    Hours,
    /// Stints: down, up, training.
    Stints,
    /// Sharing burdens.
    Fairness,
    /// Wishes.
    Wishes,
    /// Change against what was published.
    Change,
}

/// The face of a rule.
#[derive(Debug)]
pub struct Card {
    /// Code: folder, YAML key and first word of its rows.
    pub code: &'static str,
    /// What it is about.
    pub group: Group,
    /// Where its penalties stand in the order of objectives, unless a row says otherwise.
    pub priority: Priority,
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// The page `rule.md`: statement, reason, source, formula, YAML, edge cases; Chinese first.
    pub page: &'static str,
}

impl Card {
    /// The name in both languages.
    pub fn name(&self) -> Text {
        Text::new(self.zh, self.en)
    }

    /// The part of the page in one language.
    pub fn page_in(&self, lang: Lang) -> &'static str {
        let (zh, en) = self.page.split_once("\n## English\n").unwrap_or((self.page, self.page));
        let zh = zh.split_once("\n## 中文\n").map_or(zh, |(_, zh)| zh);
        match lang {
            Lang::Zh => zh.trim(),
            Lang::En => en.trim(),
        }
    }

    /// The first paragraph of the page in one language: what the rule says.
    pub fn statement(&self, lang: Lang) -> &'static str {
        self.page_in(lang).split("\n\n").next().unwrap_or_default()
    }
}

/// A rule of the book with the settings of one entry.
pub trait Rule: std::fmt::Debug {
    /// Its face.
    fn card(&self) -> &'static Card;
    /// Whether it must hold.
    fn enforce(&self) -> Enforce;
    /// Days before the horizon whose duties it looks at.
    fn looks_back(&self) -> u16;
    /// Adds its rows to a plan.
    fn formulate(&self, plan: &mut Plan<'_>);
    /// Judges a roster without any knowledge of the rows.
    fn audit(&self, instance: &Instance, roster: &Roster) -> Vec<Finding>;
}

/// The settings of a rule as an entry of the rule book gives them.
pub trait Settings: Rule + DeserializeOwned + Serialize + JsonSchema + 'static {
    /// The face of the rule.
    const CARD: Card;

    /// Days before the horizon whose duties it looks at; the next horizon is given so many of this one.
    fn looks_back(&self) -> u16 {
        7
    }

    /// Mistakes that only the rule can see. `place` is where the settings stand.
    fn check(&self, _instance: &Instance, _place: &Place) -> Vec<Diagnostic> {
        Vec::new()
    }
}

/// Joins the pages of a folder to a [`Rule`]: a folder without `formulation::formulate` or
/// `audit::audit`, or settings without `enforce`, do not compile.
#[macro_export]
macro_rules! rule_pages {
    ($settings:ty) => {
        impl $crate::rules::Rule for $settings {
            fn card(&self) -> &'static $crate::rules::Card {
                const CARD: &$crate::rules::Card = &<$settings as $crate::rules::Settings>::CARD;
                CARD
            }

            fn enforce(&self) -> $crate::domain::Enforce {
                self.enforce
            }

            fn looks_back(&self) -> u16 {
                $crate::rules::Settings::looks_back(self)
            }

            fn formulate(&self, plan: &mut $crate::planning::Plan<'_>) {
                formulation::formulate(self, plan);
            }

            fn audit(&self, instance: &$crate::domain::Instance, roster: &$crate::domain::Roster) -> Vec<$crate::rules::Finding> {
                audit::audit(self, instance, roster)
            }
        }
    };
}

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Minutes.
    Minutes,
    /// Begun hours.
    Hours,
    /// People.
    People,
    /// Percent of a person.
    Percent,
    /// Duties.
    Duties,
    /// Nights.
    Nights,
    /// Days.
    Days,
    /// Half-days.
    HalfDays,
    /// Weeks.
    Weeks,
    /// Stints.
    Stints,
    /// Items of a quota.
    Items,
    /// Wishes.
    Wishes,
    /// Begun hundreds of residents.
    Residents,
    /// Changes of a published roster.
    Changes,
    /// Times a panel changes hands.
    Handovers,
}

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Code of the rule.
    pub rule: &'static str,
    /// What the rule is called in Chinese.
    pub name_zh: &'static str,
    /// Whether the rule must hold.
    pub hard: bool,
    /// Where it stands in the order of objectives.
    pub priority: Priority,
    /// Whom it concerns.
    pub doctor: Option<DoctorId>,
    /// Which unit it concerns.
    pub unit: Option<UnitId>,
    /// Which post it concerns.
    pub post: Option<PostId>,
    /// First day it concerns.
    pub date: Option<NaiveDate>,
    /// By how much the rule is broken.
    pub amount: i64,
    /// What the amount counts.
    pub measure: Measure,
    /// What it costs; 0 for a hard rule.
    pub penalty: i64,
    /// The breach in words.
    pub text: Text,
}

impl Finding {
    /// The breach in words, behind the rule that it breaks.
    pub fn said(&self) -> Text {
        let (rule, name, Text { zh, en }) = (self.rule, self.name_zh, &self.text);
        Text::new(format!("{name}（{rule}）：{zh}"), format!("{rule}: {en}"))
    }

    /// A breach by `amount` units of the rule's penalty.
    pub fn new(card: &'static Card, enforce: Enforce, amount: i64, measure: Measure, text: Text) -> Self {
        Self {
            rule: card.code,
            name_zh: card.zh,
            hard: enforce.is_hard(),
            priority: card.priority,
            doctor: None,
            unit: None,
            post: None,
            date: None,
            amount,
            measure,
            penalty: enforce.penalty(amount),
            text,
        }
    }

    /// Stands elsewhere in the order of objectives than the rule.
    #[must_use]
    pub fn aim(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    /// Names the doctor.
    #[must_use]
    pub fn doctor(mut self, doctor: &DoctorId) -> Self {
        self.doctor = Some(doctor.clone());
        self
    }

    /// Names the unit.
    #[must_use]
    pub fn unit(mut self, unit: &UnitId) -> Self {
        self.unit = Some(unit.clone());
        self
    }

    /// Names the post.
    #[must_use]
    pub fn post(mut self, post: &PostId) -> Self {
        self.post = Some(post.clone());
        self
    }

    /// Names the first day.
    #[must_use]
    pub fn date(mut self, date: NaiveDate) -> Self {
        self.date = Some(date);
        self
    }
}
