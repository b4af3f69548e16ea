//! How sheets look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Formats of cells.
pub(super) struct Look {
    /// Header of a column that must be filled in.
    pub required: Format,
    /// Header of one that need not.
    pub optional: Format,
    /// Title of a sheet to read.
    pub heading: Format,
    /// A line of text.
    pub plain: Format,
    /// A link to another sheet.
    pub link: Format,
    /// Formats of the cells of the overview to fill in: text, date, number.
    pub field: [Format; 3],
    /// A text over several lines.
    pub wrapped: Format,
    /// Whatever is typed stays as it is.
    pub text: Format,
    /// A date.
    pub date: Format,
    /// A number.
    pub number: Format,
    /// Formats of the example row: text, date, number.
    pub example: [Format; 3],
}

const FONT: &str = "Microsoft YaHei";
const DATE: &str = "yyyy-mm-dd";

impl Look {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_font_name(FONT).set_font_size(10);
        let header = |fill: u32, ink: u32| {
            base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(fill))
                .set_font_color(Color::RGB(ink))
                .set_border_bottom(FormatBorder::Thin)
        };
        let field = || {
            base()
                .set_background_color(Color::RGB(0xff_fb_e6))
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0xc0_c0_c0))
                .set_align(FormatAlign::Left)
        };
        let example = || base().set_italic().set_font_color(Color::RGB(0x80_80_80)).set_background_color(Color::RGB(0xf3_f3_f3));
        Self {
            required: header(0x1f_4e_78, 0xff_ff_ff),
            optional: header(0xd9_e6_f2, 0x1f_2d_3d),
            heading: base().set_bold().set_font_size(14),
            plain: base(),
            wrapped: base().set_text_wrap().set_align(FormatAlign::Top),
            link: base().set_underline(rust_xlsxwriter::FormatUnderline::Single).set_font_color(Color::RGB(0x1f_4e_78)),
            field: [field().set_num_format("@"), field().set_num_format(DATE), field()],
            text: base().set_num_format("@"),
            date: base().set_num_format(DATE).set_align(FormatAlign::Left),
            number: base(),
            example: [example().set_num_format("@"), example().set_num_format(DATE).set_align(FormatAlign::Left), example()],
        }
    }
}
