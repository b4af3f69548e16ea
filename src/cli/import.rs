//! `shangxia import`: an instance from a file of another format.

use super::{
    Exit,
    args::{ForeignFormat, ImportArgs},
    files,
};
use anyhow::Result;
use shangxia::{
    diagnostic::Lang,
    exchange,
    format::{self, Source},
    text,
};

pub fn run(options: &ImportArgs, lang: Lang) -> Result<Exit> {
    let source = files::source(&options.file, lang)?;
    let name = options.file.file_stem().map_or_else(|| options.file.display().to_string(), |stem| stem.to_string_lossy().into_owned());
    let read = match (source.refused(), options.format) {
        (Some(refused), _) => Err(vec![refused.clone()]),
        (None, ForeignFormat::ShiftScheduling) => exchange::read_shift_scheduling(&name, source.text()),
    };
    let instance = match read {
        Ok(instance) => instance,
        Err(wrong) => {
            eprint!("{}", format::render(&source, &wrong, lang, files::colour()));
            return Ok(Exit::BadInput);
        }
    };
    let written = format::write_instance(&instance);
    // What is handed out must be what `check` accepts.
    let shown = options.output.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    let target = Source::new(shown.clone(), written.as_str());
    let reading = format::read_instance(&target);
    eprint!("{}", format::render(&target, &reading.diagnostics, lang, files::colour()));
    if reading.value.is_none() {
        return Ok(Exit::BadInput);
    }
    let Some(path) = &options.output else {
        files::print(&written)?;
        return Ok(Exit::Fine);
    };
    files::write(path, &written, lang)?;
    let (doctors, posts, weeks) = (instance.doctors.len(), instance.posts.len(), instance.horizon.weeks);
    let message =
        text!("实例：{shown}（{doctors} 名医生，{posts} 个岗位，{weeks} 周）", "instance: {shown} ({doctors} doctors, {posts} posts, {weeks} weeks)");
    eprintln!("{}", message.in_lang(lang));
    Ok(Exit::Fine)
}
