//! Connecting, introducing ourselves, signing in.

use super::reply::{Reply, read_after};
use super::{Error, Kind, Session};
use crate::mail::error::sasl_plain;
use crate::mail::open::{dial, greeting};
use crate::mail::{Endpoint, Network, Security};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;
use std::net::SocketAddr;
use zeroize::Zeroizing;

/// The ways to sign in that we know; a token for XOAUTH2 will be one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mechanism {
    Plain,
    Login,
}

impl Session {
    /// Connects, begins TLS as the endpoint says, and signs in where a user name is given.
    pub async fn open(net: &Network, to: &Endpoint) -> Result<Self, Error> {
        let mut session = Self::connect(net, to).await?;
        session.sign_in(to).await?;
        Ok(session)
    }

    /// Connects and begins TLS; nobody is signed in yet.
    pub(in crate::mail) async fn connect(net: &Network, to: &Endpoint) -> Result<Self, Error> {
        let mut wire = dial(net, to).await?;
        let first = greeting(&mut wire, to.security).await?;
        let welcome = read_after(&mut wire, &first).await?;
        if !welcome.is_positive() {
            return Err(welcome.error());
        }
        let mut session =
            Self { wire, timeouts: net.timeouts, host: to.host.clone(), abilities: HashMap::new() };
        session.introduce().await?;
        if to.security == Security::StartTls {
            session.start_tls(net).await?;
        }
        Ok(session)
    }

    /// We are known by our address: a machine behind a router has no name that the server could check.
    async fn introduce(&mut self) -> Result<(), Error> {
        let name = match self.wire.local_address() {
            Some(SocketAddr::V4(address)) => format!("[{}]", address.ip()),
            Some(SocketAddr::V6(address)) => format!("[IPv6:{}]", address.ip()),
            None => "[127.0.0.1]".into(),
        };
        let reply = self.say(&format!("EHLO {name}")).await?;
        if !reply.is_positive() {
            return Err(reply.error());
        }
        self.abilities = abilities(&reply);
        Ok(())
    }

    async fn start_tls(&mut self, net: &Network) -> Result<(), Error> {
        if !self.can("STARTTLS") {
            return Err(Error::new(Kind::StartTlsMissing, &self.host));
        }
        let reply = self.say("STARTTLS").await?;
        if !reply.is_positive() {
            return Err(Error::new(Kind::StartTlsMissing, reply.words()));
        }
        self.wire.allow(net.timeouts.connect);
        self.wire.start_tls(&net.tls, &self.host).await?;
        // what was said before TLS counts for nothing (RFC 3207 §4.2)
        self.introduce().await
    }

    pub(in crate::mail) async fn sign_in(&mut self, to: &Endpoint) -> Result<(), Error> {
        if to.username.is_empty() {
            return Ok(());
        }
        let plain = sasl_plain(to)?;
        let reply = match self.mechanism()? {
            Mechanism::Plain => {
                let word = Zeroizing::new(STANDARD.encode(plain.as_bytes()));
                let command = Zeroizing::new(format!("AUTH PLAIN {}", *word));
                self.say(&command).await?
            }
            Mechanism::Login => self.sign_in_by_login(to).await?,
        };
        if reply.is_positive() {
            return Ok(());
        }
        // 454 and other 4xx: the server cannot check the password now (RFC 4954 §6)
        if reply.is_permanent() {
            Err(Error::sign_in(&self.host, &reply.words()))
        } else {
            Err(reply.error())
        }
    }

    async fn sign_in_by_login(&mut self, to: &Endpoint) -> Result<Reply, Error> {
        let mut reply = self.say("AUTH LOGIN").await?;
        for word in [&to.username, to.password.expose()] {
            if reply.code != 334 {
                return Ok(reply);
            }
            let word = Zeroizing::new(STANDARD.encode(word));
            reply = self.say(&word).await?;
        }
        Ok(reply)
    }

    fn mechanism(&self) -> Result<Mechanism, Error> {
        let offered = self.abilities.get("AUTH").cloned().unwrap_or_default();
        let has =
            |name: &str| offered.split_whitespace().any(|word| word.eq_ignore_ascii_case(name));
        match (has("PLAIN"), has("LOGIN")) {
            (true, _) => Ok(Mechanism::Plain),
            (false, true) => Ok(Mechanism::Login),
            (false, false) => Err(Error::new(Kind::LoginNotOffered, offered)),
        }
    }
}

fn abilities(reply: &Reply) -> HashMap<String, String> {
    let mut abilities = HashMap::new();
    for line in reply.lines.iter().skip(1) {
        // old servers write AUTH=PLAIN
        let (name, rest) = line.split_once([' ', '=']).unwrap_or((line, ""));
        let rest = rest.to_ascii_uppercase();
        let known: &mut String = abilities.entry(name.to_ascii_uppercase()).or_default();
        known.push(' ');
        known.push_str(rest.trim());
    }
    abilities
}
