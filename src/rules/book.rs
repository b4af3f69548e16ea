//! The rule book of one instance: the entries of its pack and its own, ready to use.

use super::{Card, Pack, Rule, Settings};
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Instance, RuleEntry},
    planning::Plan,
    text,
};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

type Read = fn(&Value) -> Result<Box<dyn Rule>, serde_json::Error>;
type Check = fn(&Value, &Instance, &Place) -> Vec<Diagnostic>;

/// A kind of rule: its face and how to read its settings.
pub struct RuleKind {
    card: &'static Card,
    read: Read,
    check: Check,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl RuleKind {
    /// The kind whose settings have this type.
    pub const fn of<S: Settings>() -> Self {
        Self {
            card: const { &S::CARD },
            read: |settings| Ok(Box::new(serde_json::from_value::<S>(settings.clone())?)),
            check: |settings, instance, place| {
                serde_json::from_value::<S>(settings.clone()).map_or_else(|_| Vec::new(), |s| s.check(instance, place))
            },
            schema: S::json_schema,
        }
    }

    /// Its face.
    pub fn card(&self) -> &'static Card {
        self.card
    }

    /// The JSON Schema of its settings.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (self.schema)(generator)
    }

    /// Reads settings.
    ///
    /// # Errors
    /// When they are not of the rule's form.
    pub fn read(&self, settings: &Value) -> Result<Box<dyn Rule>, serde_json::Error> {
        (self.read)(settings)
    }

    /// Mistakes in settings that only the rule can see.
    pub fn check(&self, settings: &Value, instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        (self.check)(settings, instance, place)
    }
}

/// The entries that hold for an instance.
#[derive(Debug)]
pub struct Book {
    /// The pack the defaults come from.
    pub pack: Option<Pack>,
    /// Entries in the order of [`super::KINDS`], each with its position among the entries of its rule.
    pub entries: Vec<(usize, Box<dyn Rule>)>,
    /// What the rules find odd in their entries without refusing them.
    pub warnings: Vec<Diagnostic>,
}

impl Book {
    /// The book of an instance: its own entries, and those of its pack for every rule it neither
    /// names itself nor leaves out.
    ///
    /// # Errors
    /// Every entry that is no rule or has wrong settings, and a pack nobody knows.
    pub fn new(instance: &Instance) -> Result<Self, Vec<Diagnostic>> {
        let rules = Place::root().key("rules");
        let mut errors = Vec::new();
        let pack = instance.rules.pack.as_deref().and_then(|name| {
            Pack::named(name).or_else(|| {
                let known = Pack::names().collect::<Vec<_>>().join(", ");
                errors.push(Diagnostic::error(
                    "unknown-pack",
                    rules.key("pack"),
                    text!("没有名为“{name}”的规则包", "there is no rule pack `{name}`"),
                    text!("可用的规则包：{known}", "the packs are: {known}"),
                ));
                None
            })
        });
        let own = &instance.rules.entries;
        let named = |rule: &str| own.iter().any(|entry| entry.rule == rule) || instance.rules.without.iter().any(|w| w == rule);
        let defaults = pack.iter().flat_map(Pack::rules).filter(|entry| !named(&entry.rule));
        let all: Vec<(Option<usize>, &RuleEntry)> =
            defaults.map(|entry| (None, entry)).chain(own.iter().enumerate().map(|(i, entry)| (Some(i), entry))).collect();
        let mut entries = Vec::new();
        for kind in super::KINDS {
            let mine = all.iter().filter(|(_, entry)| entry.rule == kind.card.code);
            for (number, (position, entry)) in mine.enumerate() {
                let place = position.map_or_else(|| rules.key("pack"), |i| rules.key("entries").index(i).key(&entry.rule));
                match kind.read(&entry.settings) {
                    Ok(rule) => {
                        errors.extend(kind.check(&entry.settings, instance, &place));
                        entries.push((number, rule));
                    }
                    Err(error) => errors.push(wrong_settings(kind.card, place, &error)),
                }
            }
        }
        for (position, entry) in own.iter().enumerate().filter(|(_, entry)| kind_of(&entry.rule).is_none()) {
            let rule = &entry.rule;
            errors.push(Diagnostic::error(
                "unknown-rule",
                rules.key("entries").index(position),
                text!("规则库中没有“{rule}”", "there is no rule `{rule}` in the book"),
                text!("用 `shangxia rules` 查看全部规则", "`shangxia rules` lists the book"),
            ));
        }
        if errors.iter().any(Diagnostic::is_error) { Err(errors) } else { Ok(Self { pack, entries, warnings: errors }) }
    }

    /// Adds the rows of every entry to a plan.
    pub fn formulate(&self, plan: &mut Plan<'_>) {
        for (number, rule) in &self.entries {
            plan.begin(rule.card().code, *number, rule.card().priority);
            rule.formulate(plan);
        }
    }

    /// The rules without their numbers.
    pub fn rules(&self) -> impl Iterator<Item = &dyn Rule> {
        self.entries.iter().map(|(_, rule)| rule.as_ref())
    }
}

fn kind_of(rule: &str) -> Option<&'static RuleKind> {
    super::KINDS.iter().find(|kind| kind.card.code == rule)
}

fn wrong_settings(card: &Card, place: Place, error: &serde_json::Error) -> Diagnostic {
    let code = card.code;
    Diagnostic::error(
        "wrong-settings",
        place,
        text!("规则“{code}”的设置有误：{error}", "wrong settings of `{code}`: {error}"),
        text!("用 `shangxia explain {code}` 查看写法", "`shangxia explain {code}` shows how to write them"),
    )
}
