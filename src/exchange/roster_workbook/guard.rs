//! Whether a file is a workbook that may be opened: a small archive can hold more than memory does.

use super::{Mistake, mistakes::file};
use crate::text;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of a file at most.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// Bytes that all parts have together once they are inflated, at most.
const CONTENT: u64 = 128 * 1024 * 1024;

/// How workbooks before 2007 begin, and those under a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(super) fn check(bytes: &[u8]) -> Result<(), Mistake> {
    if bytes.starts_with(COMPOUND) {
        return Err(file(
            "locked-workbook",
            text!("文件有打开密码，或是旧的 .xls 格式", "the file is under a password, or in the old .xls format"),
            text!("用表格软件打开，去掉密码，另存为 .xlsx", "open it in the spreadsheet program, remove the password, save it as .xlsx"),
        ));
    }
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Err(no_workbook()) };
    if archive.by_name("xl/workbook.xml").is_err() {
        return Err(no_workbook());
    }
    // The sizes the archive states may be a lie: what counts is what comes out.
    let mut left = CONTENT;
    for part in 0..archive.len() {
        let Ok(inside) = archive.by_index(part) else { return Err(damaged()) };
        let Ok(size) = std::io::copy(&mut inside.take(left + 1), &mut std::io::sink()) else { return Err(damaged()) };
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(())
}

fn no_workbook() -> Mistake {
    file(
        "not-a-workbook",
        text!("这不是 .xlsx 工作簿", "this is no .xlsx workbook"),
        text!(
            "给出由 shangxia report --xlsx 写出、改过并存为 .xlsx 的文件",
            "give the file that `shangxia report --xlsx` wrote, changed and saved as .xlsx"
        ),
    )
}

pub(super) fn damaged() -> Mistake {
    file(
        "damaged-workbook",
        text!("工作簿已损坏，读不出来", "the workbook is damaged and cannot be read"),
        text!("用表格软件打开修复后另存，或重新出表", "let the spreadsheet program repair it and save it anew, or report again"),
    )
}

pub(super) fn too_large() -> Mistake {
    let (outside, inside) = (LARGEST / 1024 / 1024, CONTENT / 1024 / 1024);
    file(
        "workbook-too-large",
        text!(
            "工作簿太大：文件最多 {outside} MB，解开后最多 {inside} MB",
            "the workbook is too large: {outside} MB at most, {inside} MB once unpacked"
        ),
        text!("删去自己加的工作表、图片和空行格式后另存", "remove sheets, pictures and formatted empty rows that were added, and save it anew"),
    )
}
