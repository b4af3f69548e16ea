//! HiGHS calls back: better solutions out, interruption in.
#![allow(unsafe_code)] // HiGHS has a C interface for callbacks and the `highs` crate does not wrap it.

use super::{Interrupt, Snapshot};
use highs::Model;
use highs_sys::{
    Highs_setCallback, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut, kHighsCallbackIpmInterrupt,
    kHighsCallbackMipImprovingSolution, kHighsCallbackMipInterrupt, kHighsCallbackMipLogging, kHighsCallbackSimplexInterrupt,
};
use std::{
    ffi::{c_char, c_int, c_void},
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
    sync::mpsc::Sender,
};

/// What the solver's thread tells the caller.
pub(super) enum Message {
    /// A better solution: all column values.
    Solution(Vec<f64>),
    /// Objective and bound moved.
    News(Snapshot),
    /// The end.
    Done(super::highs::Ended),
}

/// What a callback needs; it must outlive the run.
pub(super) struct Listener {
    pub(super) interrupt: Interrupt,
    /// The run ends after so many iterations of the simplex method.
    pub(super) iterations: Option<u64>,
    pub(super) out: Sender<Message>,
}

/// Makes a model call back to the listener during its run.
///
/// The box must be kept until the run has ended: HiGHS holds its address.
pub(super) fn listen(model: &mut Model, listener: &mut Box<Listener>) {
    let data: *mut Listener = &raw mut **listener;
    // SAFETY: the pointer of a live model; `data` points into a box that the caller keeps alive
    // until after the run, and the callback only reads through it.
    unsafe {
        Highs_setCallback(model.as_mut_ptr(), Some(called), data.cast::<c_void>());
        for kind in [
            kHighsCallbackMipImprovingSolution,
            kHighsCallbackMipLogging,
            kHighsCallbackMipInterrupt,
            kHighsCallbackSimplexInterrupt,
            kHighsCallbackIpmInterrupt,
        ] {
            Highs_startCallback(model.as_mut_ptr(), kind);
        }
    }
}

unsafe extern "C" fn called(
    kind: c_int,
    _message: *const c_char,
    out: *const HighsCallbackDataOut,
    input: *mut HighsCallbackDataIn,
    data: *mut c_void,
) {
    // A panic must not cross into C++.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: `data` is the listener given in `listen`, alive during the run; HiGHS hands
        // either null or valid pointers for the other two.
        let (listener, out, input) = unsafe { (&*data.cast::<Listener>(), out.as_ref(), input.as_mut()) };
        if let Some(out) = out {
            if kind == kHighsCallbackMipImprovingSolution && !out.mip_solution.is_null() {
                // SAFETY: HiGHS gives the array and its length together.
                let values = unsafe { slice::from_raw_parts(out.mip_solution, out.mip_solution_size as usize) };
                let _ = listener.out.send(Message::Solution(values.to_vec()));
            }
            if kind == kHighsCallbackMipImprovingSolution || kind == kHighsCallbackMipLogging {
                let finite = |value: f64| (value.abs() < 1e20).then_some(value);
                let news = Snapshot { incumbent: finite(out.mip_primal_bound), bound: finite(out.mip_dual_bound), nodes: out.mip_node_count };
                let _ = listener.out.send(Message::News(news));
            }
        }
        let is_spent = |out: &HighsCallbackDataOut| listener.iterations.is_some_and(|most| out.mip_total_lp_iterations.max(0) as u64 >= most);
        let spent = kind == kHighsCallbackMipInterrupt && out.is_some_and(is_spent);
        if let Some(input) = input
            && (spent || listener.interrupt.is_asked())
        {
            input.user_interrupt = 1;
        }
    }));
}
