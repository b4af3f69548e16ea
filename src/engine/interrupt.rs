//! A wish to stop, shared between threads.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

/// How urgently the search should stop: not at all, soon with the best roster so far, or at once.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicU8>);

impl Interrupt {
    /// Asks once more; gives how often it was asked.
    pub fn ask(&self) -> u8 {
        self.0.fetch_add(1, Ordering::SeqCst).saturating_add(1)
    }

    /// Whether the search should stop.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}
