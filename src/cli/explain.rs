//! `shangxia explain`: what a rule says, why, and where it comes from. Questions about an instance or
//! a roster are answered by `ask`.

use super::{Exit, args::ExplainArgs, files};
use anyhow::Result;
use shangxia::{diagnostic::Lang, rules::KINDS, text};

pub fn run(options: &ExplainArgs, lang: Lang) -> Result<Exit> {
    #[cfg(feature = "solver")]
    if let Some(exit) = super::ask::run(&options.what, &options.ask, lang)? {
        return Ok(exit);
    }
    let wanted = &options.what;
    if let Some(kind) = KINDS.iter().find(|kind| kind.card().code == wanted) {
        let card = kind.card();
        files::print(&format!("{}  {}\n\n{}\n", card.code, card.name().in_lang(lang), card.page_in(lang)))?;
        return Ok(Exit::Fine);
    }
    let near = KINDS.iter().map(|kind| kind.card().code).max_by(|a, b| strsim::jaro_winkler(a, wanted).total_cmp(&strsim::jaro_winkler(b, wanted)));
    let near = near.unwrap_or_default();
    let message = text!(
        "错误：规则库中没有“{wanted}”。是不是“{near}”？用 `shangxia rules` 查看全部规则。",
        "error: there is no rule `{wanted}` in the book. Did you mean `{near}`? `shangxia rules` lists the book."
    );
    eprintln!("{}", message.in_lang(lang));
    Ok(Exit::BadInput)
}
