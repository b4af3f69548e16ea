//! A roster and its verdict as pages people read.
//!
//! [`Timetable`] counts everything once; the renderers ([`terminal`], [`html`], [`ics`], [`tables`], [`xlsx`]) lay out what it
//! holds and count nothing.

pub mod comparison;
mod edition;
pub mod html;
pub mod ics;
pub mod tables;
pub mod terminal;
mod timetable;
mod words;
pub mod xlsx;

pub use timetable::{
    Asked, Assessment, AttendanceLine, Burden, Carrying, Cell, Cover, CoverageLine, CreditLine, Day, DayCover, DoctorLine, ExpertLine, FairnessLine,
    Gap, GapRange, Hours, Idle, LearnerLine, Load, Means, Objective, Overview, PanelWeeks, Peak, PersonWeeks, PostLine, Presence, ProgrammeLine,
    QuotaLine, QuotaWindow, RequestLine, Role, RuleLine, SiteLine, SitePage, SpecialistLine, Staffing, StintLine, Strain, TeachingLine, Timetable,
    UnitRow, UnitTable, Week,
};
