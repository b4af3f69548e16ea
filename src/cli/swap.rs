//! `shangxia swap`: may two doctors exchange duties, and what does it do to both.

use super::{Exit, args::SwapArgs, files};
use anyhow::Result;
use shangxia::{
    audit::audit,
    diagnostic::Lang,
    domain::{Instance, Provenance, Roster},
    format,
    repair::{NoSwap, swap},
    text,
};

pub fn run(options: &SwapArgs, lang: Lang) -> Result<Exit> {
    let (instance, roster) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let mut exchange = match swap(&instance, &roster, &options.one, &options.other) {
        Ok(exchange) => exchange,
        Err(why) => {
            if let NoSwap::Rules(mistakes) = &why {
                files::explain(&options.instance, mistakes, lang)?;
            }
            let label = if lang == Lang::Zh { "错误" } else { "error" };
            eprintln!("{label}: {}", why.words().in_lang(lang));
            return Ok(Exit::BadInput);
        }
    };
    files::print(&exchange.page(&instance, lang))?;
    if let Some(path) = &options.json {
        files::write(path, &(serde_json::to_string_pretty(&exchange.json())? + "\n"), lang)?;
    }
    if !exchange.is_allowed() {
        if options.output.is_some() {
            eprintln!("{}", text!("没有写出班表", "no roster was written").in_lang(lang));
        }
        return Ok(Exit::HardFindings);
    }
    if let Some(path) = &options.output {
        exchange.roster.provenance = provenance(&instance, &roster, &exchange.roster);
        files::write(path, &format::write_roster(&exchange.roster), lang)?;
        eprintln!("{}", text!("班表：{}", "roster: {}", path.display()).in_lang(lang));
    }
    Ok(Exit::Fine)
}

/// Where the roster comes from. A bound holds for every roster of the instance.
fn provenance(instance: &Instance, old: &Roster, new: &Roster) -> Option<Provenance> {
    let verdict = audit(instance, new).ok()?;
    let (hash, penalty) = (format::instance_hash(instance), verdict.penalty());
    let bound = old.provenance.as_ref().filter(|old| old.instance == hash).and_then(|old| old.bound);
    let gap =
        bound.filter(|bound| *bound <= penalty).map(|bound| if penalty == 0 { 0 } else { ((penalty - bound) * 10_000 + penalty - 1) / penalty });
    Some(Provenance {
        alliance: instance.alliance.zh().to_owned(),
        instance: hash,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        pack: verdict.pack.clone(),
        status: "edited".to_owned(),
        penalty,
        penalty_by_priority: verdict.penalty_by_priority(),
        penalty_by_rule: verdict.penalty_by_rule(),
        bound,
        gap_basis_points: gap.map(|gap| gap as u32),
        ..old.provenance.clone().unwrap_or_default()
    })
}
