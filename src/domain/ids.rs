//! Names of things. Every entity of an instance is referred to by the id its author gave it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(extend("minLength" = 1, "maxLength" = 64))]
        pub struct $name(pub String);

        impl $name {
            /// The id as its author wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    )+};
}

ids! {
    /// A doctor's code, such as `D017`; never a person's name.
    DoctorId,
    /// A site of the alliance.
    SiteId,
    /// A department or team of a site.
    UnitId,
    /// A shift of the alliance's shift table.
    ShiftId,
    /// Something a doctor can be put on.
    PostId,
    /// A stream of stints.
    ProgrammeId,
    /// A task counted over a window.
    QuotaId,
    /// A skill, such as `emergency`.
    SkillId,
}
