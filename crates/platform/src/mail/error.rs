//! What goes wrong with mail servers, told apart as far as a person can do something about it.

use crate::outbound::OutboundError;
use std::io;
use zeroize::Zeroizing;

/// What kind of trouble it is; each is also a text for the administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The host name has no address.
    NameUnknown,
    /// The guard does not let us dial this address.
    Blocked,
    /// Nobody listens on the port.
    PortClosed,
    /// No way there.
    Unreachable,
    Timeout,
    /// The server does not speak TLS on this port, or speaks it where plain words were expected.
    WrongSecurity,
    CertificateName,
    CertificateExpired,
    CertificateUnknown,
    /// Any other fault of TLS.
    Tls,
    /// STARTTLS is wanted and not offered.
    StartTlsMissing,
    /// Words arrived before TLS that would have counted after it: somebody is on the line.
    Injection,
    /// No TLS is only for servers on this machine.
    PlainForbidden,
    /// User name or password is wrong.
    LoginRefused,
    /// The server offers no way to sign in that we know.
    LoginNotOffered,
    /// Microsoft switched sign-in by password off.
    PasswordSignInOff,
    FolderMissing,
    /// The server says no, for now.
    Busy,
    /// The server says no.
    Refused,
    /// What the server says makes no sense.
    Protocol,
    /// The connection ended.
    Gone,
    /// What we were asked to say cannot be said (line breaks in an address).
    Unsayable,
}

impl Kind {
    pub const ALL: [Self; 22] = [
        Self::NameUnknown,
        Self::Blocked,
        Self::PortClosed,
        Self::Unreachable,
        Self::Timeout,
        Self::WrongSecurity,
        Self::CertificateName,
        Self::CertificateExpired,
        Self::CertificateUnknown,
        Self::Tls,
        Self::StartTlsMissing,
        Self::Injection,
        Self::PlainForbidden,
        Self::LoginRefused,
        Self::LoginNotOffered,
        Self::PasswordSignInOff,
        Self::FolderMissing,
        Self::Busy,
        Self::Refused,
        Self::Protocol,
        Self::Gone,
        Self::Unsayable,
    ];

    /// The key of the sentence that explains it; arguments are `host`, `port` and `text`.
    pub fn key(self) -> &'static str {
        match self {
            Self::NameUnknown => "platform-mail-name-unknown",
            Self::Blocked => "platform-mail-blocked",
            Self::PortClosed => "platform-mail-port-closed",
            Self::Unreachable => "platform-mail-unreachable",
            Self::Timeout => "platform-mail-timeout",
            Self::WrongSecurity => "platform-mail-wrong-security",
            Self::CertificateName => "platform-mail-certificate-name",
            Self::CertificateExpired => "platform-mail-certificate-expired",
            Self::CertificateUnknown => "platform-mail-certificate-unknown",
            Self::Tls => "platform-mail-tls",
            Self::StartTlsMissing => "platform-mail-starttls-missing",
            Self::Injection => "platform-mail-injection",
            Self::PlainForbidden => "platform-mail-plain-forbidden",
            Self::LoginRefused => "platform-mail-login-refused",
            Self::LoginNotOffered => "platform-mail-login-not-offered",
            Self::PasswordSignInOff => "platform-mail-password-sign-in-off",
            Self::FolderMissing => "platform-mail-folder-missing",
            Self::Busy => "platform-mail-busy",
            Self::Refused => "platform-mail-refused",
            Self::Protocol => "platform-mail-protocol",
            Self::Gone => "platform-mail-gone",
            Self::Unsayable => "platform-mail-unsayable",
        }
    }

    /// Whether it may pass without anybody doing something.
    pub fn may_pass(self) -> bool {
        matches!(
            self,
            Self::NameUnknown
                | Self::PortClosed
                | Self::Unreachable
                | Self::Timeout
                | Self::Busy
                | Self::Protocol
                | Self::Gone
        )
    }
}

/// Trouble with a mail server. As text it is the kind and the words, `PortClosed: connection refused`: that is how it is
/// stored, to be said later in the language of whoever reads it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{kind:?}: {text}")]
pub struct Error {
    pub kind: Kind,
    /// The server's or the system's own words, in one line without control characters, at most 300 characters.
    pub text: String,
}

impl Error {
    pub fn new(kind: Kind, text: impl AsRef<str>) -> Self {
        Self { kind, text: one_line(text.as_ref()) }
    }

    /// Reads what `Display` wrote.
    pub fn read(stored: &str) -> Option<Self> {
        let (name, text) = stored.split_once(": ")?;
        let kind = Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name)?;
        Some(Self { kind, text: text.to_owned() })
    }

    /// A server's "no" to a sign-in, told apart by its words.
    pub(super) fn sign_in(host: &str, words: &str) -> Self {
        let host = host.to_ascii_lowercase();
        let microsoft = [".office365.com", ".outlook.com", ".office.com"];
        let named = ["5.7.30", "5.7.139", "AADSTS", "asic authentication is"];
        let off = named.iter().any(|word| words.contains(word))
            || (microsoft.iter().any(|end| host.ends_with(end)) && !words.contains("emporar"));
        Self::new(if off { Kind::PasswordSignInOff } else { Kind::LoginRefused }, words)
    }
}

/// The one line of SASL PLAIN (RFC 4616), before base64.
pub(super) fn sasl_plain(to: &super::Endpoint) -> Result<Zeroizing<String>, Error> {
    let plain = Zeroizing::new(format!("\0{}\0{}", to.username, to.password.expose()));
    if plain.matches('\0').count() != 2 {
        return Err(Error::new(Kind::Unsayable, "NUL in a user name or password"));
    }
    Ok(plain)
}

fn one_line(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300);
    clean.collect::<String>().trim().to_owned()
}

impl From<OutboundError> for Error {
    fn from(error: OutboundError) -> Self {
        let kind = match &error {
            OutboundError::Host(_) | OutboundError::Unresolved { .. } => Kind::NameUnknown,
            OutboundError::Blocked { .. } => Kind::Blocked,
            OutboundError::Timeout => Kind::Timeout,
            OutboundError::Connect(cause) if cause.kind() == io::ErrorKind::ConnectionRefused => {
                Kind::PortClosed
            }
            _ => Kind::Unreachable,
        };
        Self::new(kind, error.to_string())
    }
}

/// An error of the stream; those of TLS come wrapped in it.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        let kind = match inner {
            Some(tls) => tls_kind(tls),
            None if error.kind() == io::ErrorKind::TimedOut => Kind::Timeout,
            None => Kind::Gone,
        };
        Self::new(kind, error.to_string())
    }
}

fn tls_kind(error: &rustls::Error) -> Kind {
    use rustls::CertificateError as C;
    match error {
        rustls::Error::InvalidMessage(_) => Kind::WrongSecurity,
        rustls::Error::InvalidCertificate(why) => match why {
            C::NotValidForName | C::NotValidForNameContext { .. } => Kind::CertificateName,
            C::Expired
            | C::ExpiredContext { .. }
            | C::NotValidYet
            | C::NotValidYetContext { .. } => Kind::CertificateExpired,
            // `Other`: a self-signed certificate that says it is a CA
            C::UnknownIssuer | C::BadSignature | C::Other(_) => Kind::CertificateUnknown,
            _ => Kind::Tls,
        },
        _ => Kind::Tls,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_s_words_stay_one_short_line() {
        let error =
            Error::new(Kind::Refused, format!("no\r\nSECURITY[LOGIN]\0{}", "x".repeat(999)));
        assert!(
            error.text.starts_with("no  SECURITY[LOGIN] x") && error.text.chars().count() <= 300
        );
    }

    #[test]
    fn every_kind_is_read_as_it_was_stored_and_other_words_are_none() {
        for kind in Kind::ALL {
            let read = Error::read(&Error::new(kind, "421 4.3.2: later").to_string()).unwrap();
            assert_eq!((read.kind, read.text.as_str()), (kind, "421 4.3.2: later"));
        }
        for other in ["", "PortClosed", "portclosed: x", "no such table: mails"] {
            assert!(Error::read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn microsoft_s_refusal_of_passwords_is_told_from_a_wrong_password() {
        let basic = "550 5.7.30 Basic authentication is not supported for Client Submission.";
        assert_eq!(Error::sign_in("smtp.example.com", basic).kind, Kind::PasswordSignInOff);
        let imap = Error::sign_in("outlook.office365.com", "LOGIN failed.");
        assert_eq!(imap.kind, Kind::PasswordSignInOff, "there a password never works");
        let wrong =
            Error::sign_in("mail.example.com", "[AUTHENTICATIONFAILED] Authentication failed.");
        assert_eq!(wrong.kind, Kind::LoginRefused);
    }
}
