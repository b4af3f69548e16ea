//! later
pub(super) fn check(_on: &mut super::Checks<'_>) {}
