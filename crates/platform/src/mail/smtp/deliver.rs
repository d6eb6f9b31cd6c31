//! One message on its way to the server: what each recipient was told, and whether it was taken.

use super::content::{header_is_ascii, path, stuffed};
use super::reply::{self, Reply};
use super::{Error, Kind, Session};
use crate::mail::{Endpoint, Network};
use tokio::time::{Instant, timeout_at};

/// Who sends and who receives; not necessarily what the header says.
#[derive(Clone, Copy)]
struct Envelope<'a> {
    from: &'a str,
    to: &'a [String],
}

/// What the server said to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientState {
    /// It never came to that.
    Untried,
    Accepted,
    /// Not now (4xx).
    Temporary(u16, String),
    /// Never (5xx).
    Permanent(u16, String),
}

/// What became of the message as a whole.
#[derive(Clone, Debug)]
pub enum State {
    /// Taken for the accepted recipients, with the server's words (often a queue id).
    Sent(String),
    /// Surely not taken. `retry` tells whether another try may help.
    NotSent { retry: bool, reason: String },
    /// It was handed over and the answer was lost: it may be on its way or not.
    Uncertain(String),
}

#[derive(Clone, Debug)]
pub struct Delivery {
    pub recipients: Vec<(String, RecipientState)>,
    pub state: State,
}

/// Connects, hands one message over, and says goodbye. `from` is empty for messages that nobody may bounce to
/// (RFC 5321 §4.5.5).
pub async fn deliver(
    net: &Network,
    server: &Endpoint,
    from: &str,
    to: &[String],
    message: &[u8],
) -> Delivery {
    let end = Instant::now() + net.timeouts.before_end;
    let opened = timeout_at(end, Session::open(net, server)).await;
    match opened.unwrap_or_else(|_| Err(Error::new(Kind::Timeout, ""))) {
        Ok(mut session) => {
            session.wire.end_by(Some(end));
            let delivery = session.deliver(from, to, message).await;
            session.quit().await;
            delivery
        }
        // the message itself was not refused: a person may put the settings right
        Err(reason) => {
            let retry = reason.kind != Kind::Unsayable;
            let state = State::NotSent { retry, reason: reason.to_string() };
            Delivery { recipients: untried(to), state }
        }
    }
}

fn untried(to: &[String]) -> Vec<(String, RecipientState)> {
    to.iter().map(|to| (to.clone(), RecipientState::Untried)).collect()
}

/// How a step before the message ended that did not go well.
fn not_sent(reason: &Error) -> State {
    State::NotSent { retry: reason.kind.may_pass(), reason: reason.to_string() }
}

impl Session {
    /// Hands one message over; the connection can be used for another one afterwards.
    pub async fn deliver(&mut self, from: &str, to: &[String], message: &[u8]) -> Delivery {
        let mut recipients = untried(to);
        let envelope = Envelope { from, to };
        let state = match self.announce(envelope, message, &mut recipients).await {
            Ok(()) => self.hand_over(message).await,
            Err(reason) => not_sent(&reason),
        };
        if matches!(state, State::NotSent { .. }) {
            // an accepted recipient of a message that was not taken was promised nothing
            for (_, state) in recipients.iter_mut().filter(|(_, s)| *s == RecipientState::Accepted)
            {
                *state = RecipientState::Untried;
            }
        }
        Delivery { recipients, state }
    }

    /// MAIL, every RCPT, DATA. Ok means that the server waits for the message.
    async fn announce(
        &mut self,
        envelope: Envelope<'_>,
        message: &[u8],
        recipients: &mut [(String, RecipientState)],
    ) -> Result<(), Error> {
        let command = self.mail_command(envelope, message)?;
        let reply = self.say(&command).await?;
        if !reply.is_positive() {
            return Err(reply.error());
        }
        for (address, state) in recipients.iter_mut() {
            *state = self.announce_recipient(address).await?;
        }
        if !recipients.iter().any(|(_, state)| *state == RecipientState::Accepted) {
            let _ = self.say("RSET").await;
            return Err(all_refused(recipients));
        }
        match self.say("DATA").await? {
            reply if reply.code == 354 => Ok(()),
            reply if reply.is_positive() => Err(Error::new(Kind::Protocol, reply.words())),
            reply => Err(reply.error()),
        }
    }

    /// `MAIL FROM:<…>` with what the server must know beforehand.
    fn mail_command(&self, envelope: Envelope<'_>, message: &[u8]) -> Result<String, Error> {
        let from = match envelope.from {
            "" => String::new(),
            from => path(from).ok_or_else(|| Error::new(Kind::Unsayable, from))?,
        };
        let mut command = format!("MAIL FROM:<{from}>");
        if let Some(most) = self.abilities.get("SIZE") {
            let most: usize = most.trim().parse().unwrap_or(0);
            if most != 0 && message.len() > most {
                let words =
                    format!("the message has {} bytes, the server takes {most}", message.len());
                return Err(Error::new(Kind::Refused, words));
            }
            command = format!("{command} SIZE={}", message.len());
        }
        if !message.is_ascii() && self.can("8BITMIME") {
            command.push_str(" BODY=8BITMIME");
        }
        let foreign = !from.is_ascii()
            || !header_is_ascii(message)
            || envelope.to.iter().any(|to| path(to).is_some_and(|to| !to.is_ascii()));
        if foreign && self.can("SMTPUTF8") {
            command.push_str(" SMTPUTF8");
        } else if !from.is_ascii() {
            return Err(Error::new(Kind::Refused, "the server knows no addresses beyond ASCII"));
        }
        Ok(command)
    }

    async fn announce_recipient(&mut self, address: &str) -> Result<RecipientState, Error> {
        let Some(path) = path(address) else {
            return Ok(RecipientState::Permanent(553, "5.1.3 no address".into()));
        };
        if !path.is_ascii() && !self.can("SMTPUTF8") {
            let words = "5.6.7 the server knows no addresses beyond ASCII";
            return Ok(RecipientState::Permanent(553, words.into()));
        }
        let reply = self.say(&format!("RCPT TO:<{path}>")).await?;
        match reply.code {
            // the server closes the connection (RFC 5321 §3.8)
            421 => Err(Error::new(Kind::Gone, reply.words())),
            code if reply.is_positive() && code != 252 => Ok(RecipientState::Accepted),
            code if reply.is_permanent() => Ok(RecipientState::Permanent(code, text(&reply))),
            code => Ok(RecipientState::Temporary(code, text(&reply))),
        }
    }

    /// Sends the message. Until its last line is begun, losing the connection means that it was not sent;
    /// from then on only an answer tells.
    async fn hand_over(&mut self, message: &[u8]) -> State {
        for block in stuffed(message).chunks(64 * 1024) {
            self.wire.allow(self.timeouts.command);
            if let Err(reason) = self.wire.write(block).await {
                return not_sent(&reason);
            }
        }
        // from here on it would not be known what became of it
        self.wire.end_by(None);
        self.wire.allow(self.timeouts.command);
        if let Err(reason) = self.wire.write(b".\r\n").await {
            return State::Uncertain(reason.to_string());
        }
        self.wire.allow(self.timeouts.handed_over);
        match reply::read(&mut self.wire).await {
            Ok(reply) if reply.is_positive() => State::Sent(text(&reply)),
            Ok(reply) if reply.code / 100 == 3 => {
                State::Uncertain(Error::new(Kind::Protocol, reply.words()).to_string())
            }
            Ok(reply) => not_sent(&reply.error()),
            Err(reason) => State::Uncertain(reason.to_string()),
        }
    }
}

/// Worth another try if at least one recipient was only refused for now.
fn all_refused(recipients: &[(String, RecipientState)]) -> Error {
    let mut kind = Kind::Refused;
    let mut words = "nobody to send to".to_owned();
    for (address, state) in recipients {
        match state {
            RecipientState::Temporary(code, text) => {
                return Error::new(Kind::Busy, format!("{address}: {code} {text}"));
            }
            RecipientState::Permanent(code, text) => words = format!("{address}: {code} {text}"),
            RecipientState::Untried | RecipientState::Accepted => kind = Kind::Refused,
        }
    }
    Error::new(kind, words)
}

fn text(reply: &Reply) -> String {
    Error::new(Kind::Refused, reply.lines.join(" ")).text
}
