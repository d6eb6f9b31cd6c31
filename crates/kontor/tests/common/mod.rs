//! The real binary, with a folder of its own and nothing of the machine's settings.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder in which commands run; its data lie in `data`.
pub struct House(tempfile::TempDir);

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Said {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

impl House {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kontor"));
        command.args(args).current_dir(self.0.path()).env_clear().env("LC_ALL", "C");
        // no test asks a service on the internet
        command.env("KONTOR_PASSWORD__BREACHED", "off");
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        self.command(args).output().unwrap().into()
    }

    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Said {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // a command may end before it has read all
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }

    pub fn serve(&self, args: &[&str]) -> Server {
        let listen = ["--listen", "127.0.0.1:0"];
        let listen = if args.contains(&"--listen") { &[][..] } else { &listen[..] };
        self.start(self.command(&[&["serve", "--json"], listen, args].concat()))
    }

    /// Starts a command that becomes a server, and waits until it is ready.
    pub fn start(&self, mut command: Command) -> Server {
        let log = self.path("log");
        command.stdout(Stdio::piped()).stderr(std::fs::File::create(&log).unwrap());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let log = || std::fs::read_to_string(&log).unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        assert!(said["address"].is_string(), "it did not start: {line}{}", log());
        Server { child, said }
    }
}

/// A running server; it ends with the test.
pub struct Server {
    pub child: Child,
    /// What it printed: `address`, and a link where there is one.
    pub said: serde_json::Value,
}

impl Server {
    pub fn address(&self) -> &str {
        self.said["address"].as_str().unwrap().strip_prefix("http://").unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "the test is the client")]
    pub fn try_connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(self.address())
    }

    pub fn connect(&self) -> TcpStream {
        let stream = self.try_connect().unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends bytes as they are and reads until the server closes.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        read_all(&mut stream)
    }

    pub fn get(&self, path: &str) -> String {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        )
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// Waits for the end and returns the exit code.
    pub fn end(&mut self) -> Option<i32> {
        let until = Instant::now() + Duration::from_secs(40);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server did not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn read_all(stream: &mut impl Read) -> String {
    let mut answer = Vec::new();
    // a reset after the answer is an end as well
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

pub fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("no answer")
}

pub fn file(path: &Path, content: &[u8]) {
    std::fs::write(path, content).unwrap();
}
