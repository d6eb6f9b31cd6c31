//! Why the directory says no.

use super::draft::MOST_ROWS;
use platform::Refuse;

/// Why something cannot be written down.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a name is needed")]
    NameMissing,
    #[error("at most {0} characters")]
    TooLong(usize),
    #[error("at most {MOST_ROWS} rows")]
    TooMany,
    #[error("control characters cannot be stored")]
    ControlCharacter,
    #[error("no such kind")]
    KindUnknown,
    #[error("no such language")]
    LangUnknown,
    #[error("no such country")]
    CountryUnknown,
    #[error("not a mail domain such as example.org")]
    NoDomain,
    #[error("anyone can have an address at {0}")]
    PublicDomain(String),
    #[error("this domain belongs to {0}")]
    DomainTaken(String),
    #[error("not a phone number")]
    NoPhone,
    #[error("not a web address")]
    NoWebsite,
    #[error("not an e-mail address")]
    NoEmail,
    #[error("this address belongs to {0}")]
    EmailTaken(String),
    #[error("no such organisation")]
    OrganisationUnknown,
    #[error("no such person")]
    PersonUnknown,
    #[error("one entry cannot be merged with itself")]
    MergedWithItself,
    #[error("this entry was merged with another already")]
    MergedAlready,
    #[error("no such filter")]
    NoFilter,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameMissing => "directory-refused-name-missing",
            Self::TooLong(_) => "directory-refused-too-long",
            Self::TooMany => "directory-refused-too-many",
            Self::ControlCharacter => "directory-refused-control-character",
            Self::KindUnknown => "directory-refused-kind",
            Self::LangUnknown => "directory-refused-language",
            Self::CountryUnknown => "directory-refused-country",
            Self::NoDomain => "directory-refused-domain",
            Self::PublicDomain(_) => "directory-refused-public-domain",
            Self::DomainTaken(_) => "directory-refused-domain-taken",
            Self::NoPhone => "directory-refused-phone",
            Self::NoWebsite => "directory-refused-website",
            Self::NoEmail => "directory-refused-email",
            Self::EmailTaken(_) => "directory-refused-email-taken",
            Self::OrganisationUnknown => "directory-refused-organisation",
            Self::PersonUnknown => "directory-refused-person",
            Self::MergedWithItself => "directory-refused-merge-itself",
            Self::MergedAlready => "directory-refused-merged",
            Self::NoFilter => "directory-refused-filter",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong(most) => vec![("most", most.to_string())],
            Self::TooMany => vec![("most", MOST_ROWS.to_string())],
            Self::PublicDomain(domain) => vec![("domain", domain.clone())],
            Self::DomainTaken(by) | Self::EmailTaken(by) => vec![("by", by.clone())],
            _ => Vec::new(),
        }
    }
}
