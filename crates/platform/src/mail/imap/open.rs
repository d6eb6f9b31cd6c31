//! Connecting and signing in.

use super::Session;
use super::folder::quote;
use super::response::{Response, Status, Value, Verdict};
use super::say::{SMALL, fine};
use crate::mail::error::sasl_plain;
use crate::mail::open::{dial, greeting};
use crate::mail::{Endpoint, Error, Kind, Network, Security};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashSet;
use zeroize::Zeroizing;

impl Session {
    /// Connects, begins TLS as the endpoint says, and signs in.
    pub async fn open(net: &Network, to: &Endpoint) -> Result<Self, Error> {
        let mut session = Self::connect(net, to).await?;
        session.sign_in(to).await?;
        Ok(session)
    }

    /// Connects and begins TLS; nobody is signed in yet.
    pub(in crate::mail) async fn connect(net: &Network, to: &Endpoint) -> Result<Self, Error> {
        let mut wire = dial(net, to).await?;
        let words = greeting(&mut wire, to.security).await?;
        welcome(&String::from_utf8_lossy(&words), to.security)?;
        let mut session = Self {
            wire,
            timeouts: net.timeouts,
            host: to.host.clone(),
            abilities: HashSet::new(),
            tag: 0,
            goodbye: None,
        };
        session.ask_abilities().await?;
        if to.security == Security::StartTls {
            session.start_tls(net).await?;
        }
        Ok(session)
    }

    async fn start_tls(&mut self, net: &Network) -> Result<(), Error> {
        if !self.can("STARTTLS") {
            return Err(Error::new(Kind::StartTlsMissing, &self.host));
        }
        fine(self.say("STARTTLS", SMALL, |_| {}).await?)
            .map_err(|error| Error::new(Kind::StartTlsMissing, error.text))?;
        self.wire.allow(net.timeouts.connect);
        self.wire.start_tls(&net.tls, &self.host).await?;
        // what was said before TLS counts for nothing (RFC 9051 §6.2.1)
        self.ask_abilities().await
    }

    async fn ask_abilities(&mut self) -> Result<(), Error> {
        let mut abilities = HashSet::new();
        let hear = |response: &Response| {
            if let Response::Data(values) = response
                && values.first().is_some_and(|word| word.is("CAPABILITY"))
            {
                abilities.extend(values.iter().skip(1).take(500).map(Value::bytes).map(upper));
            }
        };
        fine(self.say("CAPABILITY", SMALL, hear).await?)?;
        self.abilities = abilities;
        Ok(())
    }

    pub(in crate::mail) async fn sign_in(&mut self, to: &Endpoint) -> Result<(), Error> {
        let verdict = if self.can("AUTH=PLAIN") {
            self.authenticate_plain(to).await?
        } else if self.can("LOGINDISABLED") {
            let offered = self.abilities.iter().filter(|ability| ability.starts_with("AUTH="));
            let offered = offered.map(String::as_str).collect::<Vec<_>>().join(" ");
            return Err(Error::new(Kind::LoginNotOffered, offered));
        } else {
            let password = Zeroizing::new(quote(to.password.expose())?);
            let command = Zeroizing::new(format!("LOGIN {} {}", quote(&to.username)?, *password));
            self.say(&command, SMALL, |_| {}).await?
        };
        match verdict.status {
            Status::Ok => self.ask_abilities().await,
            Status::No if verdict.coded("UNAVAILABLE").is_some() => {
                Err(Error::new(Kind::Busy, verdict.words))
            }
            Status::No => Err(Error::sign_in(&self.host, &verdict.words)),
            _ => fine(verdict).map(drop),
        }
    }

    async fn authenticate_plain(&mut self, to: &Endpoint) -> Result<Verdict, Error> {
        let plain = sasl_plain(to)?;
        let tag = self.begin("AUTHENTICATE PLAIN").await?;
        if let Some(verdict) = self.until_continue(&tag).await? {
            return Ok(verdict);
        }
        let line = Zeroizing::new(format!("{}\r\n", STANDARD.encode(plain.as_bytes())));
        self.wire.write(line.as_bytes()).await?;
        self.end(&tag, SMALL, |_| {}).await
    }
}

/// Reads the greeting. A server that takes us as signed in before TLS could be anybody (CVE-2020-12398).
fn welcome(words: &str, security: Security) -> Result<(), Error> {
    let mut parts = words.splitn(3, ' ');
    match (parts.next(), parts.next().map(str::to_ascii_uppercase).as_deref()) {
        (Some("*"), Some("OK")) => Ok(()),
        (Some("*"), Some("PREAUTH")) if security != Security::StartTls => Ok(()),
        (Some("*"), Some("PREAUTH")) => Err(Error::new(Kind::Injection, words)),
        (Some("*"), Some("BYE")) => Err(Error::new(Kind::Busy, parts.next().unwrap_or_default())),
        _ => Err(Error::new(Kind::Protocol, words)),
    }
}

fn upper(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_uppercase()
}
