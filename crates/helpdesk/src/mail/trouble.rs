//! What keeps mail from coming or leaving, said in the language of whoever reads it: stored are the kind of trouble and
//! the server's own words, as `platform::mail::Error` writes them.

use crate::domain::mailbox::Mailbox;
use crate::domain::outgoing::{ENDED, NO_JOB, NOT_READY, WAIT};
use platform::Locale;
use platform::mail::Error as MailError;

/// A text's key with its arguments.
pub(crate) type Told = (&'static str, Vec<(String, String)>);

/// Why nothing can be fetched.
pub(crate) fn fetching(mailbox: &Mailbox, stored: &str) -> Told {
    let server = [mailbox.imap_host.clone(), mailbox.imap_port.to_string()];
    told(stored, server, &mailbox.imap_username, &mailbox.folder)
        .unwrap_or_else(|| ("helpdesk-trouble-own", vec![("text".into(), stored.into())]))
}

pub(crate) fn say_fetching(l: &Locale, mailbox: &Mailbox, stored: &str) -> String {
    say(l, &fetching(mailbox, stored))
}

/// Why a mail does not leave; what the server said of single recipients stands for itself.
pub(crate) fn say_sending(l: &Locale, mailbox: &Mailbox, stored: &str) -> String {
    if let Some(text) = stored.strip_prefix(NOT_READY) {
        return l.ta("helpdesk-sending-own", &[("text", text.into())]);
    }
    let ours = [
        (WAIT, "helpdesk-sending-wait"),
        (ENDED, "helpdesk-sending-ended"),
        (NO_JOB, "helpdesk-sending-no-job"),
    ];
    for (words, key) in ours {
        if let Some(rest) = stored.strip_prefix(words) {
            return format!("{} {}", l.t(key), rest.trim_start_matches("; ")).trim().to_owned();
        }
    }
    let server = [mailbox.smtp_host.clone(), mailbox.smtp_port.to_string()];
    match told(stored, server, &mailbox.smtp_username, "") {
        Some(told) => say(l, &told),
        None => stored.to_owned(),
    }
}

fn told(stored: &str, [host, port]: [String; 2], user: &str, folder: &str) -> Option<Told> {
    let MailError { kind, text } = MailError::read(stored)?;
    let args = [("text", text.as_str()), ("host", &host), ("port", &port), ("user", user)];
    let args = args.into_iter().chain([("folder", folder)]);
    Some((kind.key(), args.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()))
}

fn say(l: &Locale, (key, args): &Told) -> String {
    let args: Vec<_> =
        args.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    l.ta(key, &args)
}
