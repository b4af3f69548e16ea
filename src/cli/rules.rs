//! `shangxia rules`: the rule book, or the entries of a pack.

use super::{Exit, args::RulesArgs, files};
use anyhow::Result;
use shangxia::{
    diagnostic::Lang,
    rules::{KINDS, Pack},
    text,
};
use std::fmt::Write as _;

pub fn run(options: &RulesArgs, lang: Lang) -> Result<Exit> {
    let Some(name) = &options.pack else {
        let mut out = String::new();
        for kind in KINDS {
            let card = kind.card();
            let _ = writeln!(out, "{}  {}\n    {}", card.code, card.name().in_lang(lang), card.statement(lang));
        }
        files::print(&out)?;
        return Ok(Exit::Fine);
    };
    let Some(pack) = Pack::named(name) else {
        let known = Pack::names().collect::<Vec<_>>().join(", ");
        let message = text!("错误：没有规则包“{name}”。现有：{known}", "error: there is no rule pack `{name}`. The packs are: {known}");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    };
    let mut out = format!("{}\n{}\n\n", pack.title(), pack.source.trim());
    for entry in &pack.entries {
        let name = KINDS.iter().find(|kind| kind.card().code == entry.rule).map(|kind| kind.card().name());
        let name = name.as_ref().map_or("", |name| name.in_lang(lang));
        let _ = writeln!(out, "- {}: {}  # {name}", entry.rule, entry.settings);
    }
    files::print(&out)?;
    Ok(Exit::Fine)
}
