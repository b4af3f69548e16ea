//! `shangxia rules`: the rule book, or the entries of a pack.

use super::{Exit, args::RulesArgs, files};
use anyhow::Result;
use shangxia::{
    diagnostic::Lang,
    domain::Name,
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
    let mut out = format!("{}\n{}\n", pack.title(), in_lang(&pack.source, lang));
    for entry in &pack.entries {
        let code = &entry.rule.rule;
        let name = KINDS.iter().find(|kind| kind.card().code == *code).map(|kind| kind.card().name());
        let name = name.as_ref().map_or("", |name| name.in_lang(lang));
        let _ = write!(out, "\n{name}\n    - {code}: {}\n    {}\n", entry.rule.settings, in_lang(&entry.source, lang));
    }
    files::print(&out)?;
    Ok(Exit::Fine)
}

fn in_lang(name: &Name, lang: Lang) -> &str {
    match lang {
        Lang::Zh => name.zh(),
        Lang::En => name.en(),
    }
}
