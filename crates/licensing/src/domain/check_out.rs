//! What somebody wants in a licence or machine file, and why they do not get it.

use platform::Refuse;

/// A licence or machine file that is wished for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub encrypt: bool,
    /// For how many seconds the file is good; none for ever.
    pub ttl: Option<u64>,
    /// What comes along, as the wire names it.
    pub include: Vec<String>,
    /// By its name: with what the file is signed, with or without how it is encrypted before it.
    pub algorithm: Option<String>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { encrypt: false, ttl: Some(Self::MONTH), include: Vec::new(), algorithm: None }
    }
}

impl Wish {
    pub const SHORTEST: u64 = 3600;
    pub const MONTH: u64 = 30 * 86_400;
    /// A hundred years; what is to be longer is for ever.
    pub const LONGEST: u64 = 36_500 * 86_400;

    pub const OF_LICENCE: &[&str] =
        &["entitlements", "environment", "product", "policy", "group", "owner", "users"];
    pub const OF_MACHINE: &[&str] = &[
        "license",
        "license.entitlements",
        "license.product",
        "license.policy",
        "license.owner",
        "license.users",
        "components",
        "environment",
        "group",
        "owner",
    ];

    /// Demands that everything that comes along can, and a time that files may have.
    pub fn check(&self, possible: &[&str]) -> Result<(), Refused> {
        if self.ttl.is_some_and(|ttl| !(Self::SHORTEST..=Self::LONGEST).contains(&ttl)) {
            return Err(Refused::Ttl);
        }
        let is_possible = |name: &String| possible.contains(&name.as_str());
        if self.include.iter().all(is_possible) { Ok(()) } else { Err(Refused::Include) }
    }

    pub fn wants(&self, name: &str) -> bool {
        self.include.iter().any(|one| one == name)
    }

    /// Whether anything of the licence comes along with a machine.
    pub fn wants_licence(&self) -> bool {
        self.include.iter().any(|one| one == "license" || one.starts_with("license."))
    }
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("must be a number of seconds from {} on", Wish::SHORTEST)]
    Ttl,
    #[error("includes what cannot come along")]
    Include,
    #[error("is no algorithm that files are made with")]
    Algorithm,
    #[error("the licence is suspended")]
    Suspended,
    #[error("the owner of the licence is banned")]
    Banned,
    #[error("the licence is expired and may not be used any more")]
    Expired,
    #[error("no machine of this licence has this fingerprint")]
    MachineUnknown,
    #[error("the request names no fingerprint")]
    RequestUnreadable,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Ttl => "licensing-file-ttl-invalid",
            Self::Include => "licensing-file-include-invalid",
            Self::Algorithm => "licensing-file-algorithm-invalid",
            Self::Suspended => "licensing-file-suspended",
            Self::Banned => "licensing-file-banned",
            Self::Expired => "licensing-file-expired",
            Self::MachineUnknown => "licensing-file-machine-unknown",
            Self::RequestUnreadable => "licensing-file-request-unreadable",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Ttl => Some("ttl"),
            Self::Include => Some("include"),
            Self::Algorithm => Some("algorithm"),
            Self::MachineUnknown | Self::RequestUnreadable => Some("request"),
            Self::Suspended | Self::Banned | Self::Expired => None,
        }
    }

    fn code(&self) -> Option<&'static str> {
        match self {
            Self::Ttl => Some("CHECKOUT_TTL_INVALID"),
            Self::Include => Some("CHECKOUT_INCLUDE_INVALID"),
            Self::Algorithm => Some("CHECKOUT_ALGORITHM_INVALID"),
            Self::Suspended => Some("LICENSE_SUSPENDED"),
            Self::Banned => Some("LICENSE_BANNED"),
            Self::Expired => Some("LICENSE_EXPIRED"),
            Self::MachineUnknown | Self::RequestUnreadable => None,
        }
    }
}

/// The fingerprint in what a machine without a network wrote down: the fingerprint alone, or JSON that names it.
pub fn fingerprint_in(request: &str) -> Result<String, Refused> {
    let request = request.trim();
    let found = if request.starts_with('{') {
        let json: serde_json::Value =
            serde_json::from_str(request).map_err(|_| Refused::RequestUnreadable)?;
        let places = ["/fingerprint", "/data/attributes/fingerprint", "/meta/scope/fingerprint"];
        let found = places.iter().find_map(|place| json.pointer(place)?.as_str());
        found.map(|text| text.trim().to_owned())
    } else {
        Some(request.to_owned())
    };
    let is_one = |text: &String| {
        !text.is_empty() && text.chars().count() <= 500 && !text.chars().any(char::is_control)
    };
    found.filter(is_one).ok_or(Refused::RequestUnreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lasts_an_hour_at_least_and_carries_only_what_there_is() {
        let of = Wish::OF_MACHINE;
        let wish = |ttl, include: &[&str]| Wish {
            ttl,
            include: include.iter().map(|one| (*one).to_owned()).collect(),
            ..Wish::default()
        };
        assert_eq!(Wish::default().check(of), Ok(()));
        assert_eq!(wish(None, &["components", "license.policy"]).check(of), Ok(()));
        assert_eq!(wish(Some(3600), of).check(of), Ok(()));
        assert_eq!(wish(Some(3599), &[]).check(of), Err(Refused::Ttl));
        assert_eq!(wish(Some(u64::MAX), &[]).check(of), Err(Refused::Ttl));
        assert_eq!(wish(None, &["policy"]).check(of), Err(Refused::Include));
        assert!(wish(None, &["license.policy"]).wants_licence());
        assert!(!wish(None, &["components"]).wants_licence());
    }

    #[test]
    fn a_request_is_a_fingerprint_or_json_that_names_one() {
        for (text, found) in [
            (" aa:bb \n", Some("aa:bb")),
            (r#"{"fingerprint":"x"}"#, Some("x")),
            (r#"{"data":{"type":"machines","attributes":{"fingerprint":"y"}}}"#, Some("y")),
            (r#"{"meta":{"scope":{"fingerprint":"z"}}}"#, Some("z")),
            (r#"{"fingerprint":7}"#, None),
            ("{", None),
            ("", None),
            ("two\nlines", None),
        ] {
            assert_eq!(fingerprint_in(text).ok().as_deref(), found, "{text}");
        }
    }
}
