//! An SMTP server that takes mail, or does not, as it is told.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Where in the conversation something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Connect,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    /// Of this recipient, or of any if blank.
    Rcpt(String),
    Data,
    /// After the final dot.
    End,
}

/// What happens there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// This answer, as `451 4.3.0 later`.
    Answer(String),
    /// Hangs up instead of answering. After the final dot the mail counts as taken.
    Drop,
    /// Answers later.
    Delay(Duration),
    /// Answers, and says more in the same breath.
    Inject(String),
}

/// A mail that the server has, whether it said so or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    /// As it came, dots undone.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Default)]
pub struct State {
    /// What happens where, and how many times more.
    pub script: Vec<(Stage, Act, usize)>,
    pub abilities: Vec<String>,
    pub journal: Vec<String>,
    pub taken: Vec<Taken>,
}

/// The running server; it ends with the runtime.
#[derive(Clone)]
pub struct Smtp {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Smtp {
    pub async fn start() -> Self {
        let (listener, address) = crate::listener().await;
        let abilities = ["AUTH PLAIN LOGIN", "8BITMIME", "SIZE 52428800", "SMTPUTF8", "STARTTLS"];
        let abilities = abilities.map(str::to_owned).to_vec();
        let state = Arc::new(Mutex::new(State { abilities, ..State::default() }));
        let server = Self { address, state };
        let serving = server.clone();
        crate::accept(listener, move |stream| Session::new(serving.clone(), stream).serve());
        server
    }

    /// What the server knows, to look at and to change; never across an await.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on, this happens there so many times.
    pub fn script(&self, stage: Stage, act: Act, times: usize) {
        self.state().script.push((stage, act, times));
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.state().taken.clone()
    }
}

struct Session {
    server: Smtp,
    stream: BufReader<TcpStream>,
    from: String,
    to: Vec<String>,
}

impl Session {
    fn new(server: Smtp, stream: TcpStream) -> Self {
        Self { server, stream: BufReader::new(stream), from: String::new(), to: Vec::new() }
    }

    async fn serve(mut self) -> io::Result<()> {
        if !self.say(Stage::Connect, "220 fake ready").await? {
            return Ok(());
        }
        while let Some(line) = self.hear().await? {
            if !self.answer(&line).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn hear(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end().to_owned();
        self.server.state().journal.push(line.clone());
        Ok(Some(line))
    }

    /// Answers as the script wants it, else with `usual`; false ends the session.
    async fn say(&mut self, stage: Stage, usual: &str) -> io::Result<bool> {
        let act = {
            let mut known = self.server.state();
            let found = known.script.iter_mut().find(|(at, _, left)| *left > 0 && fits(at, &stage));
            found.map(|(_, act, left)| {
                *left -= 1;
                act.clone()
            })
        };
        let mut words = format!("{usual}\r\n");
        match act {
            None => {}
            Some(Act::Drop) => return Ok(false),
            Some(Act::Answer(answer)) => words = format!("{answer}\r\n"),
            Some(Act::Delay(time)) => tokio::time::sleep(time).await,
            Some(Act::Inject(more)) => words.push_str(&more),
        }
        self.stream.get_mut().write_all(words.as_bytes()).await?;
        if words.starts_with('2') || words.starts_with('3') {
            match stage {
                Stage::Rcpt(to) => self.to.push(to),
                Stage::Mail => self.to.clear(),
                _ => {}
            }
        }
        Ok(!words.starts_with("421"))
    }

    async fn answer(&mut self, line: &str) -> io::Result<bool> {
        let upper = line.to_ascii_uppercase();
        match upper.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => {
                let mut lines = vec!["fake".to_owned()];
                lines.extend(self.server.state().abilities.clone());
                let last = lines.len() - 1;
                let parts = lines.iter().enumerate().map(|(n, ability)| {
                    format!("250{}{ability}", if n == last { ' ' } else { '-' })
                });
                self.say(Stage::Ehlo, &parts.collect::<Vec<_>>().join("\r\n")).await
            }
            "STARTTLS" => {
                self.say(Stage::StartTls, "220 begin").await?;
                Ok(false)
            }
            "AUTH" if upper == "AUTH LOGIN" => self.sign_in_by_login().await,
            "AUTH" => self.say(Stage::Auth, "235 signed in").await,
            "MAIL" => {
                self.from = path_in(line);
                self.say(Stage::Mail, "250 sender fine").await
            }
            "RCPT" => self.say(Stage::Rcpt(path_in(line)), "250 recipient fine").await,
            "DATA" => self.data().await,
            "QUIT" => {
                self.stream.get_mut().write_all(b"221 see you\r\n").await?;
                Ok(false)
            }
            _ => {
                self.stream.get_mut().write_all(b"250 fine\r\n").await?;
                Ok(true)
            }
        }
    }

    async fn sign_in_by_login(&mut self) -> io::Result<bool> {
        for word in ["334 VXNlcm5hbWU6\r\n", "334 UGFzc3dvcmQ6\r\n"] {
            self.stream.get_mut().write_all(word.as_bytes()).await?;
            if self.hear().await?.is_none() {
                return Ok(false);
            }
        }
        self.say(Stage::Auth, "235 signed in").await
    }

    async fn data(&mut self) -> io::Result<bool> {
        let waits = {
            let state = self.server.state();
            !state.script.iter().any(|(at, act, left)| {
                *left > 0 && *at == Stage::Data && !matches!(act, Act::Delay(_))
            })
        };
        if !self.say(Stage::Data, "354 go on").await? {
            return Ok(false);
        }
        if !waits {
            return Ok(true);
        }
        let Some(bytes) = self.message().await? else { return Ok(false) };
        let refused = self.server.state().script.iter().any(|(at, act, left)| {
            *left > 0 && *at == Stage::End && matches!(act, Act::Answer(a) if !a.starts_with('2'))
        });
        if !refused {
            let taken = Taken { from: self.from.clone(), to: self.to.clone(), bytes };
            self.server.state().taken.push(taken);
        }
        self.say(Stage::End, "250 2.0.0 queued as FAKE1").await
    }

    /// The message up to the lone dot; None if the line ends before it.
    async fn message(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if (&mut self.stream).take(1 << 20).read_until(b'\n', &mut line).await? == 0 {
                return Ok(None);
            }
            if line == b".\r\n" {
                return Ok(Some(bytes));
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

fn fits(scripted: &Stage, now: &Stage) -> bool {
    match (scripted, now) {
        (Stage::Rcpt(wanted), Stage::Rcpt(_)) if wanted.is_empty() => true,
        (scripted, now) => scripted == now,
    }
}

fn path_in(line: &str) -> String {
    let path = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    path.map(|(path, _)| path.to_owned()).unwrap_or_default()
}
