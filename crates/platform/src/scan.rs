//! The virus scanner: what is to leave the house as a file, and what somebody puts in, is shown to `ClamAV` first, by the
//! command `INSTREAM` of clamd(8). Files are looked at when they are asked for, so that what a scanner learned since they
//! came counts; where it gives no answer nothing is handed out.

use crate::config::{Key, Said, Section};
use crate::error::Closed;
use crate::health::{Check, State};
use crate::outbound::{Guard, Purpose};
use crate::security_log::{Event, Who};
use crate::{Cx, Error, Refusal, Result, said};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// So much is shown at a time.
const CHUNK: usize = 64 * 1024;
/// No answer of a scanner is longer.
const MOST_ANSWER: u64 = 4096;
/// When somebody may ask again, in seconds.
const RETRY_AFTER: u64 = 60;

/// `[scanner]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScannerConfig {
    pub address: Option<String>,
    pub timeout_seconds: u32,
}

impl Default for ScannerConfig {
    fn default() -> Self {
        Self { address: None, timeout_seconds: 30 }
    }
}

/// Where a scanner listens.
enum Place<'a> {
    Socket(&'a str),
    Host(&'a str, u16),
}

impl ScannerConfig {
    fn place(&self) -> Option<Place<'_>> {
        let address = self.address.as_deref()?.trim();
        if let Some(path) = address.strip_prefix("unix:") {
            return path.starts_with('/').then_some(Place::Socket(path));
        }
        let (host, port) = address.rsplit_once(':')?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        Some(Place::Host(host, port.parse().ok()?)).filter(|_| !host.is_empty())
    }
}

impl Section for ScannerConfig {
    const NAME: &'static str = "scanner";
    const KEYS: &'static [Key] = &[
        Key::new(
            "address",
            "Wo der Virenscanner (`clamd`) hört: `unix:/run/clamav/clamd.ctl` oder `127.0.0.1:3310`; ohne Angabe wird nicht geprüft.",
            "Where the virus scanner (`clamd`) listens: `unix:/run/clamav/clamd.ctl` or `127.0.0.1:3310`; without it nothing is scanned.",
        ),
        Key::new(
            "timeout_seconds",
            "So lange wird auf den Virenscanner höchstens gewartet.",
            "How long the virus scanner is waited for.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if self.address.is_some() && self.place().is_none() {
            let text = said!(
                "erwartet unix:/pfad/zum/socket oder name:port",
                "expects unix:/path/to/socket or name:port"
            );
            problems.push(("address", text));
        }
        if !(1..=300).contains(&self.timeout_seconds) {
            problems.push(("timeout_seconds", said!("erwartet 1 bis 300", "expects 1 to 300")));
        }
        problems
    }
}

/// What a scanner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found, or there is no scanner.
    Clean,
    /// The scanner's name for what it found.
    Infected(String),
}

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("the virus scanner cannot be reached: {0}")]
    Gone(String),
    #[error("the virus scanner gave no answer in time")]
    Late,
    /// Its `StreamMaxLength`.
    #[error("the file is larger than the virus scanner takes")]
    TooLarge,
    #[error("the virus scanner says: {0}")]
    Strange(String),
}

/// Shows bytes to the scanner, where there is one.
///
/// # Errors
/// 503 while it gives no answer, and 413 for more than it takes.
pub async fn look(cx: &Cx, bytes: &[u8]) -> Result<Verdict> {
    let config = cx.kontor.config.section::<ScannerConfig>();
    let Some(place) = config.place() else { return Ok(Verdict::Clean) };
    let answer = within(config, ask(cx, place, Some(bytes))).await.and_then(|said| read(&said));
    match answer {
        Ok(Verdict::Infected(name)) => {
            let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
            cx.kontor.security.write(cx, Event::FileInfected, who, &name);
            Ok(Verdict::Infected(name))
        }
        Ok(Verdict::Clean) => Ok(Verdict::Clean),
        Err(failed) => Err(unscanned(&failed)),
    }
}

/// A kept file that may be handed out.
///
/// # Errors
/// 403 where the scanner found something, and what [`look`] says.
pub async fn file(cx: &Cx, id: &str) -> Result<Vec<u8>> {
    let bytes = cx.kontor.files.get(id).await?;
    match look(cx, &bytes).await? {
        Verdict::Clean => Ok(bytes),
        Verdict::Infected(name) => {
            let refusal = Refusal::new("platform-scan-infected", format!("{name} was found in it"));
            let refusal = refusal.with("name", name);
            let status = StatusCode::FORBIDDEN;
            Err(Closed { status, kind: "infected", refusal, retry_after: None }.into())
        }
    }
}

fn unscanned(failed: &Failed) -> Error {
    let (status, key, retry_after) = match failed {
        Failed::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "platform-scan-too-large", None),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "platform-scan-gone", Some(RETRY_AFTER)),
    };
    tracing::warn!(why = %failed, "A file was not handed out");
    let refusal = Refusal::new(key, failed.to_string());
    Closed { status, kind: "unscanned", refusal, retry_after }.into()
}

async fn within<T>(
    config: &ScannerConfig,
    work: impl Future<Output = std::result::Result<T, Failed>>,
) -> std::result::Result<T, Failed> {
    let patience = Duration::from_secs(u64::from(config.timeout_seconds));
    tokio::time::timeout(patience, work).await.unwrap_or(Err(Failed::Late))
}

/// What it answers about these bytes, or whether it is there at all.
async fn ask(
    cx: &Cx,
    place: Place<'_>,
    bytes: Option<&[u8]>,
) -> std::result::Result<String, Failed> {
    let guard = Guard::of(cx);
    let gone = |cause: &dyn std::fmt::Display| Failed::Gone(cause.to_string());
    match place {
        Place::Socket(path) => {
            let stream = guard.connect_here(path).await.map_err(|cause| gone(&cause))?;
            talk(stream, bytes).await
        }
        Place::Host(host, port) => {
            let patience = Duration::from_secs(5);
            let stream = guard.connect(host, port, Purpose::Service, patience).await;
            talk(stream.map_err(|cause| gone(&cause))?, bytes).await
        }
    }
}

/// Each chunk with its length in front, and one of no length at the end. Who takes no more says why and closes.
async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin + Send,
    bytes: Option<&[u8]>,
) -> std::result::Result<String, Failed> {
    let sent = match bytes {
        Some(bytes) => show(&mut stream, bytes).await,
        None => stream.write_all(b"zPING\0").await,
    };
    let mut answer = Vec::new();
    let heard = (&mut stream).take(MOST_ANSWER).read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).trim_end_matches('\0').trim().to_owned();
    if answer.is_empty() {
        let cause = sent.and(heard.map(|_| ())).err();
        return Err(Failed::Gone(cause.map_or("it closed".to_owned(), |cause| cause.to_string())));
    }
    Ok(answer)
}

async fn show(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK) {
        let length = u32::try_from(chunk.len()).map_err(std::io::Error::other)?;
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&0_u32.to_be_bytes()).await?;
    stream.flush().await
}

/// `stream: OK`, `stream: NAME FOUND`, or an error.
fn read(answer: &str) -> std::result::Result<Verdict, Failed> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    if let Some(name) = said.strip_suffix(" FOUND") {
        let name = name.chars().filter(char::is_ascii_graphic).take(100).collect();
        return Ok(Verdict::Infected(name));
    }
    if said.contains("size limit exceeded") {
        return Err(Failed::TooLarge);
    }
    Err(Failed::Strange(said.chars().filter(|c| !c.is_control()).take(200).collect()))
}

/// Whether it is there, where one is named.
pub(crate) async fn health(cx: &Cx) -> Option<Check> {
    let config = cx.kontor.config.section::<ScannerConfig>();
    let place = config.place()?;
    let soon = ScannerConfig { timeout_seconds: 2, ..config.clone() };
    Some(match within(&soon, ask(cx, place, None)).await {
        Ok(answer) if answer == "PONG" => Check::ok("scanner", "platform-health-scanner"),
        Ok(answer) => gone(Failed::Strange(answer)),
        Err(failed) => gone(failed),
    })
}

fn gone(failed: Failed) -> Check {
    let check = Check::ok("scanner", "platform-health-scanner-gone").with("cause", failed);
    check.bad(State::Warn, "platform-health-scanner-remedy")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_clean_infected_or_nothing_that_counts() {
        assert_eq!(read("stream: OK").unwrap(), Verdict::Clean);
        let found = Verdict::Infected("Win.Test.EICAR_HDB-1".into());
        assert_eq!(read("stream: Win.Test.EICAR_HDB-1 FOUND").unwrap(), found);
        assert!(matches!(read("INSTREAM size limit exceeded. ERROR"), Err(Failed::TooLarge)));
        for strange in ["", "stream: ", "OK?", "stream: Can't allocate memory ERROR", "FOUND"] {
            assert!(matches!(read(strange), Err(Failed::Strange(_))), "{strange}");
        }
    }

    #[test]
    fn a_scanner_is_named_by_its_socket_or_its_port() {
        let wrong = |address: &str| {
            !ScannerConfig { address: Some(address.into()), ..ScannerConfig::default() }
                .problems()
                .is_empty()
        };
        for right in ["unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "clamd:3310"] {
            assert!(!wrong(right), "{right}");
        }
        for bad in ["", "unix:", "unix:clamd.ctl", "/run/clamd.ctl", "127.0.0.1", ":3310", "a:x"] {
            assert!(wrong(bad), "{bad}");
        }
    }
}
