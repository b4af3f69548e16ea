//! What is wrong with a command line, in Chinese: clap knows English alone.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message, or none where clap's own is no mistake or says something else.
pub fn in_chinese(error: &clap::Error) -> Option<String> {
    let of = |kind| error.get(kind).map(words);
    let what = of(ContextKind::InvalidArg).unwrap_or_default();
    let cause = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{what}"),
        ErrorKind::UnknownArgument => format!("没有参数“{what}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", of(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue => match of(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
            Some(value) => format!("{what} 不能是“{value}”"),
            None => format!("{what} 后面要写一个值"),
        },
        ErrorKind::ValueValidation => format!("{what} 不能是“{}”", of(ContextKind::InvalidValue)?),
        ErrorKind::ArgumentConflict => format!("{what} 不能与 {} 同时使用，也不能写两次", of(ContextKind::PriorArg)?),
        ErrorKind::TooManyValues => format!("{what} 写了太多的值"),
        _ => return None,
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].into_iter().find_map(of);
    let advice = suggested.map(|suggested| format!("是不是想写 {suggested}？"));
    let advice = advice.or_else(|| of(ContextKind::ValidValue).filter(|values| !values.is_empty()).map(|values| format!("可选：{values}")));
    let lines = advice.into_iter().chain(usage(error)).chain(["完整说明：加 --help".to_owned()]);
    Some(format!("错误: {cause}\n{}", lines.map(|line| " = ".to_owned() + &line + "\n").collect::<String>()))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        one => one.to_string(),
    }
}

fn usage(error: &clap::Error) -> Option<String> {
    let usage = error.get(ContextKind::Usage)?.to_string();
    Some(format!("用法：{}", usage.trim().trim_start_matches("Usage:").trim()))
}
