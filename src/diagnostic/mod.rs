//! One shape for every message: code, place, cause, advice; in Chinese and English.

mod lang;
mod place;
pub mod suggest;
mod system;

pub use lang::{Lang, Text};
pub use place::{Place, Step};
pub use system::of_system;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the work goes on.
    Warning,
    /// The input cannot be used.
    Error,
}

/// A message about an input: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Short stable code, such as `unknown-id`.
    pub code: &'static str,
    /// Where in the document.
    pub place: Place,
    /// The bytes of the text it points at, once a reader has found them.
    pub span: Option<std::ops::Range<usize>>,
    /// What is wrong.
    pub cause: Text,
    /// What to do about it.
    pub advice: Text,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, place: Place, cause: Text, advice: Text) -> Self {
        Self { severity: Severity::Error, code, place, span: None, cause, advice }
    }

    /// A warning.
    pub fn warning(code: &'static str, place: Place, cause: Text, advice: Text) -> Self {
        Self { severity: Severity::Warning, code, place, span: None, cause, advice }
    }

    /// Whether the input cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Points at bytes of the text.
    #[must_use]
    pub fn at(mut self, span: std::ops::Range<usize>) -> Self {
        self.span = Some(span);
        self
    }
}
