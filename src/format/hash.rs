//! One fingerprint for all ways to write the same instance.

use crate::domain::Instance;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 in hex of the instance as JSON with sorted keys, defaults left out, without blanks.
pub fn instance_hash(instance: &Instance) -> String {
    let mut value = serde_json::to_value(instance).unwrap_or(Value::Null);
    value.sort_all_objects();
    Sha256::digest(value.to_string().as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
