//! Did you mean.

use super::Text;
use crate::text;

/// The known word a mistyped one was probably meant to be.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace(['-', '_', ' '], "");
    let wanted = plain(typed);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let other = plain(word);
        if only_numbers_differ(&wanted, &other) {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &other);
        let longer = wanted.chars().count().max(other.chars().count());
        let beginning = wanted.chars().count() >= 3 && (other.starts_with(&wanted) || wanted.starts_with(&other));
        if (distance * 3 <= longer || beginning) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// `D003` is not a slip for `D002`; `D03` may be one for `D003`.
fn only_numbers_differ(a: &str, b: &str) -> bool {
    let split = |word: &str| {
        let (digits, letters): (String, String) = word.chars().partition(char::is_ascii_digit);
        (digits.trim_start_matches('0').to_owned(), letters)
    };
    let ((a_digits, a_letters), (b_digits, b_letters)) = (split(a), split(b));
    a_letters == b_letters && a_digits != b_digits
}

/// `a, b, c`, cut where it would fill the screen.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 24;
    let words: Vec<&str> = words.into_iter().collect();
    let shown = words.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if words.len() > MOST { format!("{shown}, …") } else { shown }
}

/// The usual question.
pub fn did_you_mean(word: &str) -> Text {
    text!("是不是想写“{word}”？", "did you mean `{word}`?")
}

/// Advice for a word that is none of those known.
pub fn advice<'a>(typed: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    if let Some(word) = nearest(typed, known.clone()) {
        return did_you_mean(word);
    }
    let all = listed(known);
    if all.is_empty() {
        text!("这里还没有可选的名称", "there is nothing to choose from yet")
    } else {
        text!("可选：{all}", "choose one of: {all}")
    }
}
