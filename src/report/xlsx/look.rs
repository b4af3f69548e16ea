//! Colours, fonts and borders.

use crate::{
    diagnostic::Lang,
    domain::{DayType, Direction, PostKind},
    report::{Day, PostLine},
};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub(super) const INK: Color = Color::RGB(0x001A_2027);
pub(super) const SOFT: Color = Color::RGB(0x0056_606B);
pub(super) const LINE: Color = Color::RGB(0x00C9_CFD5);
pub(super) const HEAD: Color = Color::RGB(0x00E4_EEF0);
pub(super) const ACCENT: Color = Color::RGB(0x000D_5A63);
pub(super) const ALARM: Color = Color::RGB(0x00A3_231B);
const WEEKEND: Color = Color::RGB(0x00EC_EFF2);
const HOLIDAY: Color = Color::RGB(0x00FA_DFE6);
const ABSENT: Color = Color::RGB(0x00D9_DDE1);

/// The font people have for the language.
pub(super) fn font(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "Microsoft YaHei",
        Lang::En => "Arial",
    }
}

/// The plain cell every other is made from.
pub(super) fn plain(lang: Lang) -> Format {
    Format::new().set_font_name(font(lang)).set_font_size(9).set_font_color(INK).set_align(FormatAlign::VerticalCenter)
}

/// A cell with thin lines around it.
pub(in crate::report) fn boxed(lang: Lang) -> Format {
    plain(lang).set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The head of a column.
pub(in crate::report) fn head(lang: Lang) -> Format {
    boxed(lang).set_bold().set_background_color(HEAD).set_text_wrap().set_align(FormatAlign::Center)
}

/// The title of a sheet.
pub(in crate::report) fn title(lang: Lang) -> Format {
    plain(lang).set_bold().set_font_size(14).set_font_color(ACCENT)
}

/// What explains a sheet.
pub(in crate::report) fn note(lang: Lang) -> Format {
    plain(lang).set_font_color(SOFT)
}

/// The ground of a day that is no workday.
pub(super) fn shade(day: &Day) -> Option<Color> {
    match day.kind {
        DayType::Workday => None,
        DayType::Weekend => Some(WEEKEND),
        DayType::Holiday => Some(HOLIDAY),
    }
}

/// A cell of a day, centred, on the ground of the day; a week begins with a stronger line.
pub(super) fn on_day(lang: Lang, day: &Day, monday: bool) -> Format {
    let mut format = boxed(lang).set_align(FormatAlign::Center);
    if let Some(ground) = shade(day) {
        format = format.set_background_color(ground);
    }
    if monday { format.set_border_left(FormatBorder::Medium).set_border_left_color(SOFT) } else { format }
}

/// Ground and letters of a direction.
pub(super) fn direction(kind: Direction) -> (Color, Color) {
    match kind {
        Direction::Down => (ACCENT, Color::White),
        Direction::Up => (Color::RGB(0x00F7_DFAE), INK),
        Direction::Training => (Color::RGB(0x00E6_E0F3), INK),
    }
}

/// Ground of leave, illness and study.
pub(super) fn absent() -> Color {
    ABSENT
}

/// The colour group of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    Ward,
    Clinic,
    Night,
    Emergency,
    Public,
    Other,
}

impl Tone {
    pub(super) const ALL: [Self; 6] = [Self::Ward, Self::Clinic, Self::Night, Self::Emergency, Self::Public, Self::Other];

    pub(super) fn of(post: &PostLine) -> Self {
        match post.kind {
            _ if post.is_night() => Self::Night,
            PostKind::Ward => Self::Ward,
            PostKind::Clinic => Self::Clinic,
            PostKind::Night => Self::Night,
            PostKind::Emergency => Self::Emergency,
            PostKind::PublicHealth | PostKind::Outreach => Self::Public,
            PostKind::Teaching | PostKind::JointConsultation | PostKind::RemoteConsultation | PostKind::Admin => Self::Other,
        }
    }

    /// Ground and letters.
    pub(super) fn colours(self) -> (Color, Color) {
        let rgb = |ground: u32, letters: u32| (Color::RGB(ground), Color::RGB(letters));
        match self {
            Self::Ward => rgb(0x00D6_E6F5, 0x0012_3E66),
            Self::Clinic => rgb(0x00DC_EFDC, 0x001C_4D24),
            Self::Night => rgb(0x0033_3F5C, 0x00FF_FFFF),
            Self::Emergency => rgb(0x00F4_B88E, 0x005E_1B07),
            Self::Public => rgb(0x00FC_EFB8, 0x005C_4700),
            Self::Other => rgb(0x00E9_DFF2, 0x0049_2D66),
        }
    }
}
