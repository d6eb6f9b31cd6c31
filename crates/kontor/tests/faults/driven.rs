//! A server with one mailbox and one administrator, driven from outside: by HTTP, by mail, by signals.

use crate::common::{House, Server, file};
use crate::database::Place;
use crate::{until, until_or_say};
use fakes::imap::Imap;
use fakes::smtp::Smtp;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const EMAIL: &str = "maria@kontor.test";
pub const PASSWORD: &str = "Elbe-Speicher-Kontorbuch-1888";

/// A mailbox as it is typed in.
pub struct Mailbox<'a> {
    pub address: &'a str,
    pub imap: SocketAddr,
    /// `plain` or `tls`.
    pub security: &'a str,
    /// `mark_seen` or `move`, then to `Done`.
    pub after_fetch: &'a str,
}

pub struct Driven {
    house: House,
    pub place: Place,
    pub imap: Imap,
    pub smtp: Smtp,
    server: Option<Server>,
    /// More nodes on the same database.
    others: Vec<Server>,
    cookie: String,
}

/// What it takes to ask the server, for many askers at once.
#[derive(Clone)]
pub struct Browser {
    address: String,
    cookie: String,
}

/// An answer; `location` and `cookie` are blank where there are none.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub cookie: String,
    pub body: String,
}

impl Driven {
    pub async fn start(server: Option<&str>) -> Self {
        Self::start_with(server, "mark_seen").await
    }

    /// The same with a mailbox whose mails are treated like this after they were fetched.
    pub async fn start_with(server: Option<&str>, after_fetch: &str) -> Self {
        let driven = Self::without_mailbox(server).await;
        let imap = driven.imap.address;
        let address = "support@kontor.test";
        driven.add_mailbox(Mailbox { address, imap, security: "plain", after_fetch }).await;
        driven
    }

    pub async fn without_mailbox(server: Option<&str>) -> Self {
        let (imap, smtp) = (Imap::start().await, Smtp::start().await);
        let house = House::new();
        let place = Place::new(server, house.path("").as_path()).await;
        let ca = house.path("ca.pem");
        let toml = format!(
            "[sign_in]\nsecond_factor = \"nobody\"\n[database]\nurl = {:?}\n[licensing]\nrequests_per_minute = 0\nfacade_requests_per_minute = 0\n[mail]\npoll_seconds = 5\ntimeout_seconds = 5\nextra_ca_file = {:?}\n",
            place.url,
            ca.to_string_lossy()
        );
        file(&house.path("kontor.toml"), toml.as_bytes());
        file(&ca, fakes::expired::CA.as_bytes());
        let create = ["admin", "create", "--email", EMAIL, "--name", "Maria", "--password-stdin"];
        let said = house.run_with(&create, format!("{PASSWORD}\n").as_bytes());
        assert_eq!(said.code, 0, "{said:?}");
        let (server, others, cookie) = (None, Vec::new(), String::new());
        let mut driven = Self { house, place, imap, smtp, server, others, cookie };
        driven.serve(None);
        driven.sign_in().await;
        driven.add_group().await;
        driven
    }

    /// Starts the server, which meets this fault.
    pub fn serve(&mut self, fault: Option<&str>) {
        self.server = Some(self.node(fault));
    }

    /// Starts the server again when the claims of the one that was killed are over.
    pub async fn serve_later(&mut self, fault: Option<&str>) {
        if !self.place.is_sqlite() {
            self.place.claims_lapse().await;
        }
        self.serve(fault);
    }

    /// Starts one more node.
    pub fn join(&mut self) {
        let node = self.node(None);
        self.others.push(node);
    }

    /// Sends a signal to the first node.
    pub fn signal(&self, name: &str) {
        let pid = self.server.as_ref().unwrap().child.id().to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &pid]).status().unwrap();
        assert!(sent.success());
    }

    fn node(&self, fault: Option<&str>) -> Server {
        let mut command = self.house.command(&["serve", "--json", "--listen", "127.0.0.1:0"]);
        let mut log = std::fs::OpenOptions::new();
        let log = log.create(true).append(true).open(self.house.path("log")).unwrap();
        command.env("KONTOR_FAULT", fault.unwrap_or_default()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said = serde_json::from_str(&line)
            .unwrap_or_else(|_| panic!("it did not start: {line}{}", self.log()));
        Server { child, said }
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.house.path("log")).unwrap_or_default()
    }

    /// As the power cut does it.
    pub fn kill(&mut self) {
        self.server = None;
    }

    /// Waits until the fault has killed it.
    pub async fn dies(&mut self, point: &str) {
        let server = self.server.as_mut().unwrap();
        let child = &mut server.child;
        until(&format!("to be killed at {point}"), async || child.try_wait().unwrap().is_some())
            .await;
        self.server = None;
    }

    /// The most memory that the server ever held, in MiB.
    pub fn peak_mib(&self) -> usize {
        let pid = self.server.as_ref().unwrap().child.id();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
    }

    pub async fn end(mut self) {
        self.kill();
        self.others.clear();
        self.place.drop().await;
    }

    pub fn browser(&self) -> Browser {
        let address = self.server.as_ref().unwrap().address().to_owned();
        Browser { address, cookie: self.cookie.clone() }
    }

    /// Where the nodes are, the first one first.
    pub fn addresses(&self) -> Vec<String> {
        let all = self.server.iter().chain(&self.others);
        all.map(|server| server.address().to_owned()).collect()
    }

    /// What a command says in this house.
    pub fn say(&self, args: &[&str]) -> serde_json::Value {
        self.house.run(args).json()
    }

    async fn sign_in(&mut self) {
        let answer = self.browser().sign_in().await;
        assert_eq!(answer.status, 303, "{answer:?}");
        self.cookie = answer.cookie;
    }

    async fn add_group(&self) {
        let group = [("name", "Support"), ("active", "on")];
        let made = self.browser().post("/admin/groups", &group).await.unwrap();
        assert_eq!(made.status, 303, "{}", made.body);
    }

    pub async fn add_mailbox(&self, mailbox: Mailbox<'_>) {
        let form = self.browser().get("/admin/mailboxes/new").await.unwrap().body;
        let group = form.split_once("name=\"group\"").unwrap().1;
        let values = group.split("value=\"").filter_map(|part| part.get(..36));
        let group = values.into_iter().find(|id| id.matches('-').count() == 4).unwrap();
        let (imap, smtp) = (mailbox.imap.port().to_string(), self.smtp.address.port().to_string());
        let fields = [
            ("name", "Support"),
            ("address", mailbox.address),
            ("sender_name", "Support"),
            ("group", group),
            ("lang", "de"),
            ("imap_host", "127.0.0.1"),
            ("imap_port", &imap),
            ("imap_security", mailbox.security),
            ("imap_username", "support"),
            ("imap_password", "geheim"),
            ("folder", "INBOX"),
            ("after_fetch", mailbox.after_fetch),
            ("move_to", "Done"),
            ("smtp_host", "127.0.0.1"),
            ("smtp_port", &smtp),
            ("smtp_security", "plain"),
            ("smtp_username", "support"),
            ("smtp_password", "geheim"),
            ("active", "on"),
        ];
        let answer = self.browser().post("/admin/mailboxes", &fields).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
    }

    /// Waits until so many mails are stored and read.
    pub async fn has_read(&self, mails: usize) {
        let place = &self.place;
        until_or_say(
            async || place.count("mails WHERE state <> 'stored'").await >= mails,
            || format!("{mails} mails to be read; {}", self.log()),
        )
        .await;
        assert_eq!(self.place.count("mails").await, mails);
    }
}

impl Browser {
    /// The same with another cookie; blank for none.
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self { address: self.address.clone(), cookie: cookie.to_owned() }
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub async fn sign_in(&self) -> Answer {
        self.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> std::io::Result<Answer> {
        self.ask(&format!("GET {path}"), "").await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let encode = |text: &str| {
            text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
        };
        let body: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.ask(&format!("POST {path}"), &body.join("&")).await
    }

    async fn ask(&self, what: &str, body: &str) -> std::io::Result<Answer> {
        let headers = format!(
            "Sec-Fetch-Site: same-origin\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded",
            self.cookie
        );
        exchange(&self.address, what, (&headers, body)).await
    }
}

/// One request and its answer, on a connection of its own.
#[expect(clippy::disallowed_methods, reason = "the test is the client")]
pub async fn exchange(
    address: &str,
    what: &str,
    (headers, body): (&str, &str),
) -> std::io::Result<Answer> {
    let request = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let exchange = async {
        let mut stream = tokio::net::TcpStream::connect(address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let answer = tokio::time::timeout(Duration::from_mins(1), exchange).await??;
    read(&String::from_utf8_lossy(&answer))
}

fn read(answer: &str) -> std::io::Result<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name));
        line.and_then(|line| line.split_once(": ")).map(|(_, value)| value.to_owned())
    };
    let cookie = header("set-cookie: kontor-insecure=").unwrap_or_default();
    Ok(Answer {
        status: status.ok_or(std::io::ErrorKind::UnexpectedEof)?,
        location: header("location:").unwrap_or_default(),
        cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
        body: body.to_owned(),
    })
}
