//! A connection that reads lines and blocks of bounded size in bounded time, plain or in TLS.

use super::{Error, Kind};
use rustls_pki_types::ServerName;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

pub(super) struct Wire {
    stream: Option<Stream>,
    /// What was read and not yet given out begins at `at`.
    buffer: Vec<u8>,
    at: usize,
    deadline: Instant,
    /// No deadline is later than this.
    end: Option<Instant>,
    flooded: bool,
}

/// So much is read at once.
const CHUNK: usize = 16 * 1024;

impl Wire {
    pub fn new(stream: TcpStream) -> Self {
        Self {
            stream: Some(Stream::Plain(stream)),
            buffer: Vec::new(),
            at: 0,
            deadline: Instant::now(),
            end: None,
            flooded: false,
        }
    }

    /// From now on everything must be done within `time`, until this is said again.
    pub fn allow(&mut self, time: Duration) {
        let deadline = Instant::now() + time;
        self.deadline = self.end.map_or(deadline, |end| end.min(deadline));
    }

    /// However much is allowed from now on, it ends at `end`.
    pub fn end_by(&mut self, end: Option<Instant>) {
        self.end = end;
    }

    /// Everything that comes after the handshake is in TLS. Whatever came before it and was not read is an attack (CVE-2011-0411).
    pub async fn start_tls(&mut self, config: &super::TlsClient, host: &str) -> Result<(), Error> {
        if self.at < self.buffer.len() {
            let text = String::from_utf8_lossy(&self.buffer[self.at..]).into_owned();
            self.stream = None;
            return Err(Error::new(Kind::Injection, text));
        }
        let Some(Stream::Plain(stream)) = self.stream.take() else { return Err(gone()) };
        let bare = host.trim().trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        let name = ServerName::try_from(bare.to_owned())
            .map_err(|_| Error::new(Kind::NameUnknown, host))?;
        let handshake = TlsConnector::from(config.clone()).connect(name, stream);
        let stream = timeout_at(self.deadline, handshake).await.map_err(|_| late())??;
        self.stream = Some(Stream::Tls(Box::new(stream)));
        Ok(())
    }

    pub fn local_address(&self) -> Option<SocketAddr> {
        match self.stream.as_ref()? {
            Stream::Plain(stream) => stream.local_addr().ok(),
            Stream::Tls(stream) => stream.get_ref().0.local_addr().ok(),
        }
    }

    pub fn peer_is_loopback(&self) -> bool {
        let peer = match &self.stream {
            Some(Stream::Plain(stream)) => stream.peer_addr(),
            Some(Stream::Tls(stream)) => stream.get_ref().0.peer_addr(),
            None => return false,
        };
        peer.is_ok_and(|peer| peer.ip().to_canonical().is_loopback())
    }

    /// The next line without its end; longer than `max` is an error and ends the connection.
    pub async fn line(&mut self, max: usize) -> Result<Vec<u8>, Error> {
        self.line_up_to(|_| max).await
    }

    /// The same where the beginning of the line tells how long it may be.
    pub async fn line_up_to(&mut self, max: impl Fn(&[u8]) -> usize) -> Result<Vec<u8>, Error> {
        let mut seen = 0;
        loop {
            let waiting = &self.buffer[self.at..];
            if let Some(end) = waiting[seen..].iter().position(|byte| *byte == b'\n') {
                let line = &waiting[..seen + end];
                let line = line.strip_suffix(b"\r").unwrap_or(line).to_vec();
                self.at += seen + end + 1;
                return Ok(line);
            }
            seen = waiting.len();
            let max = max(waiting);
            if seen > max {
                return Err(self.flood(&format!("a line longer than {max} bytes")));
            }
            self.fill().await?;
        }
    }

    /// Up to `most` bytes, at least one.
    pub async fn some(&mut self, most: usize) -> Result<&[u8], Error> {
        if self.at == self.buffer.len() {
            self.fill().await?;
        }
        let from = self.at;
        self.at = self.buffer.len().min(from + most);
        Ok(&self.buffer[from..self.at])
    }

    /// Reads more, at the least one byte.
    async fn fill(&mut self) -> Result<(), Error> {
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        // reading into the free space is safe to give up halfway
        self.buffer.reserve(CHUNK);
        let buffer = &mut self.buffer;
        let read = match self.stream.as_mut() {
            Some(Stream::Plain(stream)) => timeout_at(self.deadline, stream.read_buf(buffer)).await,
            Some(Stream::Tls(stream)) => timeout_at(self.deadline, stream.read_buf(buffer)).await,
            None => Ok(Ok(0)),
        };
        match read {
            Ok(Ok(0)) => Err(gone()),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(cause)) => Err(cause.into()),
            Err(_) => Err(late()),
        }
    }

    /// Waits until there is something to read; safe to give up halfway.
    pub async fn readable(&mut self) -> Result<(), Error> {
        if self.at < self.buffer.len() {
            return Ok(());
        }
        self.fill().await
    }

    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let deadline = self.deadline;
        let written = match self.stream.as_mut() {
            Some(Stream::Plain(stream)) => timeout_at(deadline, put(stream, bytes)).await,
            Some(Stream::Tls(stream)) => timeout_at(deadline, put(stream, bytes)).await,
            None => return Err(gone()),
        };
        Ok(written.map_err(|_| late())??)
    }

    /// The other side says more than anybody can want to hear: the connection ends.
    pub fn flood(&mut self, what: &str) -> Error {
        self.flooded = true;
        self.cut();
        Error::new(Kind::Protocol, what)
    }

    /// After a flood: its beginning, at most `most` bytes; told once, as it belongs to one answer only.
    pub fn flooded_with(&mut self, most: usize) -> Option<Vec<u8>> {
        let rest = &self.buffer[self.at..];
        std::mem::take(&mut self.flooded).then(|| rest[..rest.len().min(most)].to_vec())
    }

    /// Nothing more is said or heard.
    pub fn cut(&mut self) {
        self.stream = None;
    }
}

async fn put<S: tokio::io::AsyncWrite + Unpin>(
    stream: &mut S,
    bytes: &[u8],
) -> std::io::Result<()> {
    stream.write_all(bytes).await?;
    stream.flush().await
}

fn gone() -> Error {
    Error::new(Kind::Gone, "the server ended the connection")
}

fn late() -> Error {
    Error::new(Kind::Timeout, "no answer in time")
}
