//! The words of a cell.

/// What people put between two codes. A no-break space holds a label together and is none.
fn parts(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{3000}' | '+' | ',' | '，' | '、' | ';' | '；' | '/' | '／')
}

/// The words of a cell, those in brackets without them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) plain: Vec<String>,
    pub(super) bracketed: Vec<String>,
}

pub(super) fn words(cell: &str) -> Words {
    let mut words = Words::default();
    for word in cell.split(parts).filter(|word| !word.is_empty()) {
        let inside = word.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
        match inside {
            Some(inside) => words.bracketed.push(inside.to_owned()),
            None => words.plain.push(word.to_owned()),
        }
    }
    words
}

/// Letters and digits typed in full width (`Ｄ００１`) as they should be.
pub(super) fn half_width(word: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    };
    word.chars().map(narrow).collect()
}

/// What people write for a day off.
pub(super) fn is_rest(word: &str) -> bool {
    ["休", "休息", "off", "x", "-", "–", "—", "0", "无"].contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_by_whatever_people_put_between_them() {
        for cell in ["门上 门下", "门上\n门下", "门上、门下", "门上+门下", " 门上　门下 "] {
            assert_eq!(words(cell).plain, ["门上", "门下"], "{cell}");
        }
        let mixed = words("(门上2) 小");
        assert_eq!((mixed.plain, mixed.bracketed), (vec!["小".to_owned()], vec!["门上2".to_owned()]));
        assert_eq!(words("↓East\u{a0}Town").plain, ["↓East\u{a0}Town"]);
    }

    #[test]
    fn full_width_becomes_half_width() {
        assert_eq!(half_width("Ｄ００１夜"), "D001夜");
    }
}
