//! What can go wrong, said to the developer whose program asks for the licence.

use std::fmt;

use crate::time::Timestamp;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an answer could not be had or was not believed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The program's own settings are wrong; nothing was sent.
    Setting(String),
    /// No answer came: no network, no name, no connection, or too late.
    Unreachable(String),
    /// An answer came that the licence server did not sign, or not for this request. It counts as none.
    Untrusted(Distrust),
    /// The licence server answers and signs that it will not do it.
    Refused(Refusal),
    /// A licence or machine file is not to be used.
    File(FileFault),
    /// A signed licence key is not genuine.
    Key(&'static str),
    /// A signed answer has a shape that this version does not know.
    Shape(String),
    /// The state folder cannot be read or written.
    State { what: String, cause: std::io::Error },
    /// There is no start without the server now; `silence` is why it was not asked, or did not answer.
    NoGrace { why: NoGrace, silence: Option<Box<Error>> },
    /// The system gives no random numbers.
    NoChance,
}

impl Error {
    /// Whether nothing trustworthy was said, so that a start in grace may be tried.
    /// A signed refusal is an answer, and it counts.
    pub fn is_silence(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Untrusted(_) => true,
            Self::Refused(refusal) => refusal.status >= 500 || refusal.status == 429,
            _ => false,
        }
    }

    /// Whether the server refused with this code, as in `MACHINE_LIMIT_EXCEEDED`.
    pub fn has_code(&self, code: &str) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.has(code))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(what) => write!(f, "the licence client is set up wrongly: {what}"),
            Self::Unreachable(why) => write!(f, "the licence server did not answer: {why}"),
            Self::Untrusted(why) => write!(f, "the answer is not from the licence server: {why}"),
            Self::Refused(refusal) => write!(f, "the licence server refuses: {refusal}"),
            Self::File(fault) => write!(f, "the licence file is not to be used: {fault}"),
            Self::Key(why) => write!(f, "the licence key is not genuine: {why}"),
            Self::Shape(what) => write!(f, "the answer is signed, but cannot be read: {what}"),
            Self::State { what, cause } => write!(f, "{what}: {cause}"),
            Self::NoGrace { why, silence: Some(silence) } => {
                write!(f, "{silence}; and there is no start without it: {why}")
            }
            Self::NoGrace { why, .. } => write!(f, "no start without the licence server: {why}"),
            Self::NoChance => f.write_str("the system gives no random numbers"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::State { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// Why an answer is not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Distrust {
    /// A header that the signature needs is missing: a proxy's or a portal's page, or no licence server at all.
    Unsigned(&'static str),
    /// The signature's header is not of the form that is known.
    Form,
    /// The body is not the one that was signed.
    Digest,
    /// The signature fits none of the public keys.
    Signature,
    /// The answer is signed for an older moment than this; or this machine's clock is ahead.
    Old { signed: Timestamp, now: Timestamp },
    /// The answer does not carry the number that was asked with, so it belongs to another question.
    Nonce,
    /// The answer speaks of another key, product or machine.
    Other(&'static str),
}

impl fmt::Display for Distrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned(header) => write!(
                f,
                "it has no {header} header (a proxy or a sign-in page of the network may have answered instead)"
            ),
            Self::Form => f.write_str("its signature has an unknown form"),
            Self::Digest => f.write_str("its body was changed on the way"),
            Self::Signature => f.write_str(
                "its signature fits no public key of this program (is it this account's key?)",
            ),
            Self::Old { signed, now } => write!(
                f,
                "it was signed at {signed}, and this machine's clock says {now}: it was replayed, or the clock is ahead"
            ),
            Self::Nonce => f.write_str("it answers another question"),
            Self::Other(what) => write!(f, "it speaks of another {what}"),
        }
    }
}

/// A signed refusal: the HTTP status and the server's reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub reasons: Vec<Reason>,
}

/// One reason: a code of the server's catalogue, and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    pub code: String,
    pub title: String,
    pub detail: String,
}

impl Refusal {
    pub fn has(&self, code: &str) -> bool {
        self.reasons.iter().any(|reason| reason.code == code)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        for reason in &self.reasons {
            let words = if reason.detail.is_empty() { &reason.title } else { &reason.detail };
            write!(f, " {} ({words})", reason.code)?;
        }
        Ok(())
    }
}

/// Why a file is not to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileFault {
    /// No licence or machine file, or cut off.
    Form(&'static str),
    /// Signed or encrypted in a way that is not supported: RSA and ECDSA are left to the server.
    Algorithm(String),
    /// The signature fits none of the public keys.
    NotGenuine,
    /// It does not open with this licence key (and this machine).
    Locked,
    /// Its time is over.
    Expired(Timestamp),
    /// It was issued later than now: this machine's clock is behind.
    Future(Timestamp),
    /// It was made out for another machine or another licence key.
    Other(&'static str),
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(why) => f.write_str(why),
            Self::Algorithm(name) => write!(f, "the algorithm {name} is not supported"),
            Self::NotGenuine => f.write_str("its signature fits no public key of this program"),
            Self::Locked => f.write_str("it does not open with this licence key on this machine"),
            Self::Expired(at) => write!(f, "it was good until {at}"),
            Self::Future(at) => {
                write!(f, "it was issued at {at}, which is still to come by this machine's clock")
            }
            Self::Other(what) => write!(f, "it was made out for another {what}"),
        }
    }
}

/// Why the program may not start without the server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoGrace {
    /// No signed answer ever said that the licence is valid here.
    NeverValidated,
    /// No machine file was kept.
    NoFile,
    /// The kept file is not to be used.
    File(FileFault),
    /// The licence itself is over or suspended.
    Licence(&'static str),
    /// The clock was set back, for the second time without the server having been asked.
    ClockSetBack { now: Timestamp, seen: Timestamp },
    /// What remembers the time is gone or was changed.
    ClockUnknown,
    /// Too little of this machine is what was activated: these components differ.
    OtherMachine(Vec<String>),
}

impl fmt::Display for NoGrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NeverValidated => f.write_str("it never said yet that the licence is valid here"),
            Self::NoFile => f.write_str("no machine file was kept"),
            Self::File(fault) => write!(f, "the kept file is not to be used: {fault}"),
            Self::Licence(why) => write!(f, "the licence is {why}"),
            Self::ClockSetBack { now, seen } => {
                write!(f, "the clock says {now}, and it was {seen} already; connect once to go on")
            }
            Self::ClockUnknown => {
                f.write_str("what remembers the time is gone; connect once to go on")
            }
            Self::OtherMachine(names) => {
                write!(
                    f,
                    "this is another machine than the activated one ({} differ)",
                    names.join(", ")
                )
            }
        }
    }
}
