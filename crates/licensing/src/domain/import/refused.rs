//! Why a file cannot be read, or a row not be taken over.

use super::Import;
use platform::Refuse;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("choose a file")]
    FileMissing,
    #[error("the file is larger than {} MB", Import::LARGEST >> 20)]
    FileTooLarge,
    #[error("the file is empty")]
    Empty,
    #[error("the file is neither a table (CSV) nor JSON as this house exports it")]
    NoFormat,
    #[error("the JSON ends early or is broken: {0}")]
    NoJson(String),
    #[error("a quotation mark of line {0} is not closed")]
    QuoteOpen(usize),
    #[error("an import has at most {} rows", Import::MOST)]
    TooMany,
    #[error("there are columns of which nothing is known: {0}")]
    ColumnUnknown(String),
    #[error("there are two columns for {0}")]
    ColumnTwice(String),
    #[error("the row has more cells than there are columns")]
    CellsTooMany,
    #[error("the address must be a URL that begins with https:// or http://")]
    UrlUnfit,
    #[error("an account is a name or an id")]
    AccountUnfit,
    #[error("the token is missing")]
    TokenMissing,
    #[error("it is not at the stage for that")]
    NotNow,
    #[error("is missing")]
    Missing,
    #[error("no such entry is known: {0}")]
    NotThere(String),
    #[error("nobody here has the address {0}")]
    Nobody(String),
    #[error("several are called so: {0}")]
    Ambiguous(String),
    #[error("that row is wrong itself")]
    StandsOnWrong,
    #[error("the same is in row {0} already")]
    Twice(i64),
    #[error("is no day or moment")]
    NoTime,
    #[error("is no whole number")]
    NoNumber,
    #[error("must be yes or no")]
    NoFlag,
    #[error("rows stand on each other in a circle")]
    Circle,
    #[error("no server tells what a token is; make a new one here")]
    TokenLeft,
    #[error("files are not fetched; upload it here, then publish the release")]
    FileLeft,
    #[error("it wants to be told of events alone that there are not here")]
    WebhookLeft,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::FileMissing => "licensing-import-file-missing",
            Self::FileTooLarge => "licensing-import-file-large",
            Self::Empty => "licensing-import-empty",
            Self::NoFormat => "licensing-import-no-format",
            Self::NoJson(_) => "licensing-import-no-json",
            Self::QuoteOpen(_) => "licensing-import-quote-open",
            Self::TooMany => "licensing-import-many",
            Self::ColumnUnknown(_) => "licensing-import-column-unknown",
            Self::ColumnTwice(_) => "licensing-import-column-twice",
            Self::CellsTooMany => "licensing-import-cells-many",
            Self::UrlUnfit => "licensing-import-url-unfit",
            Self::AccountUnfit => "licensing-import-account-unfit",
            Self::TokenMissing => "licensing-import-token-missing",
            Self::NotNow => "licensing-import-not-now",
            Self::Missing => "licensing-refused-missing",
            Self::NotThere(_) => "licensing-import-not-there",
            Self::Nobody(_) => "licensing-import-nobody",
            Self::Ambiguous(_) => "licensing-import-ambiguous",
            Self::StandsOnWrong => "licensing-import-stands-on-wrong",
            Self::Twice(_) => "licensing-import-twice",
            Self::NoTime => "licensing-import-no-time",
            Self::NoNumber => "licensing-refused-number",
            Self::NoFlag => "licensing-import-no-flag",
            Self::Circle => "licensing-import-circle",
            Self::TokenLeft => "licensing-import-token-left",
            Self::FileLeft => "licensing-import-file-left",
            Self::WebhookLeft => "licensing-import-webhook-left",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::UrlUnfit => "url",
            Self::AccountUnfit => "account",
            Self::TokenMissing => "token",
            Self::FileMissing
            | Self::FileTooLarge
            | Self::Empty
            | Self::NoFormat
            | Self::NoJson(_)
            | Self::QuoteOpen(_)
            | Self::TooMany
            | Self::ColumnUnknown(_)
            | Self::ColumnTwice(_) => "file",
            _ => return None,
        })
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::FileTooLarge => vec![("most", (Import::LARGEST >> 20).to_string())],
            Self::TooMany => vec![("most", Import::MOST.to_string())],
            Self::NoJson(why) => vec![("why", why.clone())],
            Self::QuoteOpen(line) => vec![("line", line.to_string())],
            Self::ColumnUnknown(names) | Self::ColumnTwice(names) => vec![("names", names.clone())],
            Self::NotThere(name) | Self::Nobody(name) | Self::Ambiguous(name) => {
                vec![("name", name.clone())]
            }
            Self::Twice(row) => vec![("row", row.to_string())],
            _ => Vec::new(),
        }
    }
}
