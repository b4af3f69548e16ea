//! What a file is, before anything opens it: not every file that is called a workbook is one, and
//! a small archive can hold more than memory does.

use crate::{
    diagnostic::{Diagnostic, Place},
    text,
};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A larger file is refused: a workbook of 1500 doctors takes a hundredth of this.
pub const LARGEST_WORKBOOK: usize = 32 * 1024 * 1024;

/// Bytes that all parts of a workbook may have together once they are inflated.
const LARGEST_CONTENT: u64 = 128 * 1024 * 1024;

/// Parts a workbook may have.
const MOST_PARTS: usize = 2000;

/// How files of the Office formats before 2007 begin, and workbooks under a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Looks at a file that is said to be a workbook.
///
/// # Errors
/// It is none, or it is too large; the message says which.
pub(in crate::exchange) fn check(bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    if bytes.len() > LARGEST_WORKBOOK {
        return Err(too_large());
    }
    if bytes.starts_with(COMPOUND) {
        return refused(
            "locked-workbook",
            &text!("文件有打开密码，或是旧的 .xls 格式", "the file is under a password, or in the old .xls format"),
            &text!("用表格软件打开，去掉密码，另存为 .xlsx", "open it in the spreadsheet program, remove the password, and save it as .xlsx"),
        );
    }
    if bytes.is_empty() {
        return refused("empty-file", &text!("文件是空的", "the file is empty"), &text!("检查是否选错了文件", "check that this is the right file"));
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return not_a_workbook() };
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    if archive.by_name("xl/workbook.xml").is_err() {
        return not_a_workbook();
    }
    measure(&mut archive)
}

/// Sizes as the archive gives them, and then as they are: the first may be a lie.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Box<Diagnostic>> {
    let (mut given, mut real) = (0_u64, 0_u64);
    for part in 0..archive.len() {
        let Ok(file) = archive.by_index(part) else { return Err(damaged()) };
        given = given.saturating_add(file.size());
        if given > LARGEST_CONTENT {
            return Err(too_large());
        }
        let mut rest = file.take(LARGEST_CONTENT - real + 1);
        let Ok(inflated) = std::io::copy(&mut rest, &mut std::io::sink()) else { return Err(damaged()) };
        real += inflated;
        if real > LARGEST_CONTENT {
            return Err(too_large());
        }
    }
    Ok(())
}

fn refused<T>(code: &'static str, cause: &crate::diagnostic::Text, advice: &crate::diagnostic::Text) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(Diagnostic::error(code, Place::root(), cause.clone(), advice.clone())))
}

fn not_a_workbook() -> Result<(), Box<Diagnostic>> {
    refused(
        "not-a-workbook",
        &text!("这不是 .xlsx 工作簿", "this is no .xlsx workbook"),
        &text!(
            "用表格软件另存为 .xlsx；空白模板由 shangxia template 写出，班表由 shangxia report --xlsx 写出",
            "save it as .xlsx; `shangxia template` writes an empty one, `shangxia report --xlsx` a roster"
        ),
    )
}

pub(in crate::exchange) fn damaged() -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "damaged-workbook",
        Place::root(),
        text!("工作簿已损坏，读不出来", "the workbook is damaged and cannot be read"),
        text!("用表格软件打开修复后另存，或找一份完好的", "open it in the spreadsheet program, let it repair the file and save it anew"),
    ))
}

pub(in crate::exchange) fn too_large() -> Box<Diagnostic> {
    let (file, content) = (LARGEST_WORKBOOK / 1024 / 1024, LARGEST_CONTENT / 1024 / 1024);
    Box::new(Diagnostic::error(
        "workbook-too-large",
        Place::root(),
        text!("工作簿太大：文件最多 {file} MB，解开后最多 {content} MB", "the workbook is too large: {file} MB at most, {content} MB once unpacked"),
        text!(
            "删除多余的工作表、图片和空行格式后另存；检查文件来源",
            "remove sheets, pictures and formatted empty rows that are not needed, and check where the file comes from"
        ),
    ))
}
