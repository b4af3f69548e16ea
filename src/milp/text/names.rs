//! Names that every reader takes, each still telling which column or row of the program it is.
//!
//! Tried out with the readers of HiGHS, SCIP, CBC, GLPK, Gurobi and OR-Tools: blanks end a name,
//! `+ - * / ^ < > = : [ ]` are signs of LP, quotes and `$ & ;` mean something to one or the other.

use std::fmt::Write as _;

/// No reader takes longer names.
const LONGEST: usize = 255;

/// A name as it is written. Different names stay different, `position` told apart those that are cut.
pub(super) fn safe(name: &str, position: usize) -> String {
    let mut out = String::with_capacity(name.len());
    let mut characters = name.chars().enumerate().peekable();
    while let Some((at, character)) = characters.next() {
        let number = match character {
            // `e5` after a factor would be its exponent.
            'e' | 'E' => characters.peek().is_none_or(|(_, next)| next.is_ascii_digit()),
            letter => !letter.is_ascii_alphabetic() && letter != '_',
        };
        match sign(character) {
            Some(sign) if at > 0 || !number => out.push(sign),
            _ => {
                let _ = write!(out, "{{{:X}}}", u32::from(character));
            }
        }
    }
    if out.len() > LONGEST {
        let end = format!("#{position}");
        out.truncate(LONGEST - end.len());
        out += &end;
    }
    out
}

fn sign(character: char) -> Option<char> {
    Some(match character {
        '[' => '(',
        ']' => ')',
        '=' => '.',
        '-' => '~',
        ':' => '@',
        '.' => '!',
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ',' => character,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable_in_the_alphabet_all_readers_share() {
        let written = |name: &str| safe(name, 7);
        assert_eq!(written("duty[d=D017,date=2026-02-14,post=ward-day]"), "duty(d.D017,date.2026~02~14,post.ward~day)");
        assert_eq!(written("short:weekly_hours.2[d=中,at=08:00]"), "short@weekly_hours!2(d.{4E2D},at.08@00)");
        assert_eq!(written("eligibility[d=a b+c]"), "eligibility(d.a{20}b{2B}c)");
        assert_eq!(written("e5[x]"), "{65}5(x)");
        assert_eq!(written("5[x]"), "{35}(x)");
    }

    #[test]
    fn different_names_stay_different() {
        let alphabet = "aeE1_,.[]=-:~@!(){}# 中";
        let mut seen = std::collections::BTreeSet::new();
        for a in alphabet.chars() {
            for b in alphabet.chars() {
                for c in alphabet.chars() {
                    assert!(seen.insert(safe(&format!("{a}{b}{c}"), 0)), "{a}{b}{c}");
                }
            }
        }
        let long = |end: &str| format!("duty[d={}{end}]", "医".repeat(64));
        let (one, other) = (safe(&long("1"), 1), safe(&long("2"), 2));
        assert!(one != other && one.len() == LONGEST && other.ends_with("#2"));
    }
}
