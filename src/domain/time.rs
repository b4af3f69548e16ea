//! Lengths and times of day: minutes inside, `8h30m` and `08:00` in files.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{borrow::Cow, fmt, str::FromStr};

/// A length of time in whole minutes, written `8h`, `45m` or `8h30m`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub i64);

impl Minutes {
    /// That many full hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 60)
    }
}

/// A time of day in minutes after midnight, written `08:00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub i64);

/// The text is not a length or a time of day.
#[derive(Debug, thiserror::Error)]
pub enum TimeError {
    /// Not of the form `8h30m`.
    #[error("`{0}` is not a length of time; write hours and minutes like `8h`, `45m` or `8h30m`")]
    Length(String),
    /// Not a time between `00:00` and `23:59`.
    #[error("`{0}` is not a time of day; write it like `08:00`")]
    Clock(String),
}

impl FromStr for Minutes {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let wrong = || TimeError::Length(text.to_owned());
        let number = |digits: &str| match digits.len() {
            1..=6 => digits.parse::<u32>().map(i64::from).map_err(|_| wrong()),
            _ => Err(wrong()),
        };
        let (hours, rest) = match text.split_once('h') {
            Some((hours, rest)) => (number(hours)?, rest),
            None => (0, text),
        };
        let minutes = match rest.strip_suffix('m') {
            Some(minutes) => number(minutes)?,
            None if rest.is_empty() && !text.is_empty() => 0,
            None => return Err(wrong()),
        };
        Ok(Self(hours * 60 + minutes))
    }
}

/// As files write it, and with `{:#}` in Chinese words.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (hours, minutes) = (self.0.abs() / 60, self.0.abs() % 60);
        match (hours, minutes) {
            (0, m) if f.alternate() => write!(f, "{sign}{m} 分钟"),
            (h, 0) if f.alternate() => write!(f, "{sign}{h} 小时"),
            (h, m) if f.alternate() => write!(f, "{sign}{h} 小时 {m} 分"),
            (0, m) => write!(f, "{sign}{m}m"),
            (h, 0) => write!(f, "{sign}{h}h"),
            (h, m) => write!(f, "{sign}{h}h{m}m"),
        }
    }
}

impl FromStr for Clock {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let wrong = || TimeError::Clock(text.to_owned());
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
            return Err(wrong());
        }
        let hours: u8 = hours.parse().map_err(|_| wrong())?;
        let minutes: u8 = minutes.parse().map_err(|_| wrong())?;
        if hours > 23 || minutes > 59 {
            return Err(wrong());
        }
        Ok(Self(i64::from(hours) * 60 + i64::from(minutes)))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

macro_rules! as_text {
    ($type:ident, $pattern:literal, $what:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $what })
            }
        }
    };
}

as_text!(Minutes, r"^([0-9]{1,6}h([0-9]{1,6}m)?|[0-9]{1,6}m)$", "A length of time: `8h`, `45m` or `8h30m`.");
as_text!(Clock, r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$", "A time of day: `08:00`.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_and_written_alike() {
        for (text, minutes) in [("8h", 480), ("45m", 45), ("8h30m", 510), ("0m", 0), ("168h", 10_080)] {
            assert_eq!(text.parse::<Minutes>().unwrap(), Minutes(minutes));
            assert_eq!(Minutes(minutes).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_length_is_refused() {
        for text in ["", "8", "h", "m", "8h30", "-8h", "8.5h", "8 h", "99999999h"] {
            assert!(text.parse::<Minutes>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_clock_has_twenty_four_hours() {
        assert_eq!("08:00".parse::<Clock>().unwrap(), Clock(480));
        assert_eq!(Clock(1439).to_string(), "23:59");
        for text in ["24:00", "8:0", "08:60", "0800", "+8:00"] {
            assert!(text.parse::<Clock>().is_err(), "{text:?}");
        }
    }
}
