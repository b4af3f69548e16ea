//! `shangxia check`: every mistake at once, supply against demand, and rules against each other.

use super::{Exit, args::CheckArgs, files};
use anyhow::Result;
use shangxia::{
    audit, diagnose,
    diagnostic::{Diagnostic, Lang, Severity},
    format::{self, Source},
    text,
};

pub fn run(options: &CheckArgs, lang: Lang) -> Result<Exit> {
    let path = options.instance.display();
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let source = Source::from_bytes(path.to_string(), std::fs::read(&options.instance)?);
    let supply = audit::supply(&instance);
    files::print(&format::render(&source, &supply, lang, false))?;
    let book = diagnose::rule_book(&instance).unwrap_or_else(|mistakes| mistakes);
    files::print(&format::render(&source, &book, lang, false))?;
    if book.iter().any(Diagnostic::is_error) {
        return Ok(Exit::NoRoster);
    }
    let warnings = supply.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
    let (doctors, posts, weeks) = (instance.doctors.len(), instance.posts.len(), instance.horizon.weeks);
    let message = text!(
        "{path}：没有错误（{doctors} 名医生，{posts} 个岗位，{weeks} 周；人力与需求提示 {warnings} 条）\n",
        "{path}: no mistakes ({doctors} doctors, {posts} posts, {weeks} weeks; {warnings} notes on supply and demand)\n"
    );
    files::print(message.in_lang(lang))?;
    Ok(Exit::Fine)
}
