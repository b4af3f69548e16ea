//! The two languages of the product.

/// A language people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in both languages. Both are always there: a text cannot be made with one alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Makes a [`Text`] from a Chinese and an English format string over the same values.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::diagnostic::Text::new(
            ::std::format!($zh $(, $($arg)*)?),
            ::std::format!($en $(, $($arg)*)?),
        )
    };
}
