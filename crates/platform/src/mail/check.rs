//! Trying a mailbox's settings, step by step, and saying in plain words where it fails.

use super::{Endpoint, Error, Network, Security, imap, smtp};

/// One step of a connection test and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The key of its name, as `platform-mail-step-imap-connect`.
    pub what: &'static str,
    pub ok: bool,
    /// The key of the sentence that says how it went.
    pub explanation: &'static str,
    /// For that sentence: `host`, `port`, `user`, `folder`, `text` (the server's own words).
    pub args: Vec<(&'static str, String)>,
}

/// Tries to receive and to send with these settings, without sending anything. Each half stops at its first failure.
pub async fn test_connection(
    net: &Network,
    receive: Option<(&Endpoint, &str)>,
    send: Option<&Endpoint>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    if let Some((endpoint, folder)) = receive {
        let _ = try_imap(net, endpoint, folder, &mut steps).await;
    }
    if let Some(endpoint) = send {
        let _ = try_smtp(net, endpoint, &mut steps).await;
    }
    steps
}

async fn try_imap(
    net: &Network,
    to: &Endpoint,
    folder: &str,
    steps: &mut Vec<Step>,
) -> Result<(), Failed> {
    let mut note = Notes { steps, to, folder };
    let opened = imap::Session::connect(net, to).await;
    let mut session = note.take("platform-mail-step-imap-connect", connected(to), opened)?;
    let signed_in = session.sign_in(to).await;
    note.take("platform-mail-step-imap-sign-in", "platform-mail-signed-in", signed_in)?;
    let selected = session.select(folder).await;
    let found = note.take("platform-mail-step-folder", "platform-mail-folder-found", selected);
    if let (Ok(selected), Some(step)) = (&found, note.steps.last_mut()) {
        step.args.push(("count", selected.exists.to_string()));
    }
    session.logout().await;
    found.map(drop)
}

async fn try_smtp(net: &Network, to: &Endpoint, steps: &mut Vec<Step>) -> Result<(), Failed> {
    let mut note = Notes { steps, to, folder: "" };
    let opened = smtp::Session::connect(net, to).await;
    let mut session = note.take("platform-mail-step-smtp-connect", connected(to), opened)?;
    let signed_in = session.sign_in(to).await;
    let how =
        if to.username.is_empty() { "platform-mail-no-sign-in" } else { "platform-mail-signed-in" };
    let done = note.take("platform-mail-step-smtp-sign-in", how, signed_in);
    session.quit().await;
    done
}

fn connected(to: &Endpoint) -> &'static str {
    match to.security {
        Security::Tls | Security::StartTls => "platform-mail-connected",
        Security::Plain => "platform-mail-connected-plain",
    }
}

struct Failed;

struct Notes<'a> {
    steps: &'a mut Vec<Step>,
    to: &'a Endpoint,
    folder: &'a str,
}

impl Notes<'_> {
    fn take<T>(
        &mut self,
        what: &'static str,
        fine: &'static str,
        result: Result<T, Error>,
    ) -> Result<T, Failed> {
        let (explanation, text) = match &result {
            Ok(_) => (fine, String::new()),
            Err(error) => (error.kind.key(), error.text.clone()),
        };
        let args = vec![
            ("host", self.to.host.clone()),
            ("port", self.to.port.to_string()),
            ("user", self.to.username.clone()),
            ("folder", self.folder.to_owned()),
            ("text", text),
        ];
        self.steps.push(Step { what, ok: result.is_ok(), explanation, args });
        result.map_err(|_| Failed)
    }
}
