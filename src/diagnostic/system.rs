//! What the system says of files, which it says in English alone.

use super::Text;
use std::io::{Error, ErrorKind};

/// Why a file cannot be read or written.
pub fn of_system(error: &Error) -> Text {
    let en = error.to_string();
    let zh = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        _ => return Text::new(en.clone(), en),
    };
    Text::new(zh, en)
}
