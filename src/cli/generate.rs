//! `shangxia generate`: a realistic alliance from a seed.

use super::{
    Exit,
    args::{AllianceSize, GenerateArgs},
    files,
};
use anyhow::Result;
use shangxia::{
    diagnostic::{Lang, Text},
    format,
    generate::{Order, Refusal, Size, generate},
    text,
};

pub fn run(options: &GenerateArgs, lang: Lang) -> Result<Exit> {
    let size = match options.size {
        AllianceSize::S => Size::S,
        AllianceSize::M => Size::M,
        AllianceSize::L => Size::L,
        AllianceSize::Xl => Size::Xl,
    };
    let GenerateArgs { seed, start, weeks, planted, .. } = *options;
    let generated = match generate(&Order { size, seed, start, weeks: usize::from(weeks), planted }) {
        Ok(generated) => generated,
        Err(refusal) => {
            eprintln!("{}", words(refusal).in_lang(lang));
            return Ok(Exit::BadInput);
        }
    };
    let instance = format::write_instance(&generated.instance);
    let Some(path) = &options.output else {
        files::print(&instance)?;
        return Ok(Exit::Fine);
    };
    files::write(path, &instance, lang)?;
    let (doctors, posts, path_shown) = (generated.instance.doctors.len(), generated.instance.posts.len(), path.display());
    eprintln!(
        "{}",
        text!("医联体：{path_shown}（{doctors} 名医生，{posts} 个岗位）", "alliance: {path_shown} ({doctors} doctors, {posts} posts)").in_lang(lang)
    );
    if planted {
        let beside = path.with_extension("roster.yaml");
        files::write(&beside, &format::write_roster(&generated.roster), lang)?;
        eprintln!("{}", text!("埋入的班表：{}", "planted roster: {}", beside.display()).in_lang(lang));
    }
    Ok(Exit::Fine)
}

fn words(refusal: Refusal) -> Text {
    match refusal {
        Refusal::NotAMonday(date) => {
            text!("错误：{date} 不是星期一；--start 写星期一的日期", "error: {date} is not a Monday; give a Monday as --start")
        }
        Refusal::Weeks(weeks) => {
            text!("错误：不能计划 {weeks} 周；--weeks 可写 1 到 26", "error: {weeks} weeks cannot be planned; give 1 to 26 as --weeks")
        }
        Refusal::NoNotice(year) => text!(
            "错误：没有 {year} 年的放假通知，不能猜测；请换一个 --start",
            "error: there is no holiday notice for {year} here, and none is guessed; give another --start"
        ),
    }
}
