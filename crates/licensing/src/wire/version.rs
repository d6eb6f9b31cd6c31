//! Which edition of the format a program wants: `Keygen-Version: 1.7`.

use super::fault::{Fault, Source, code};
use axum::http::HeaderMap;
use std::fmt::{self, Display};

pub const HEADER: &str = "keygen-version";

/// 1 and this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u8);

impl Version {
    /// Released things looked different up to here; what publishes desktop programs still asks for it.
    pub const OLD_RELEASES: Self = Self(1);
    pub const LATEST: Self = Self(8);

    /// The one that is asked for; the latest where none is.
    pub fn asked(headers: &HeaderMap) -> Result<Self, Fault> {
        let Some(asked) = headers.get(HEADER) else { return Ok(Self::LATEST) };
        asked.to_str().ok().and_then(Self::parse).ok_or_else(|| {
            let detail = format!("There are the versions 1.0 to {}", Self::LATEST);
            Fault::bad(code::VERSION_INVALID, detail).about(Source::Header("Keygen-Version".into()))
        })
    }

    /// `1`, `1.7`, `v1.7` or `1.7.0`.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('v');
        let mut parts = text.split('.');
        let (major, minor) = (parts.next()?, parts.next());
        let minor = minor.map_or(Some(Self::LATEST.0), |minor| minor.parse().ok())?;
        (major == "1" && minor <= Self::LATEST.0).then_some(Self(minor))
    }
}

impl Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_we_speak_are_known_and_others_are_not() {
        for (text, version) in [
            ("1.7", Some("1.7")),
            ("1.1", Some("1.1")),
            (" v1.8 ", Some("1.8")),
            ("1", Some("1.8")),
            ("1.7.0", Some("1.7")),
            ("1.9", None),
            ("2.0", None),
            ("", None),
            ("1.x", None),
        ] {
            assert_eq!(Version::parse(text).map(|v| v.to_string()).as_deref(), version, "{text}");
        }
    }
}
