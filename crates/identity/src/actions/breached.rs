//! Whether a password is among those that were stolen elsewhere (ASVS 6.2.12).

use crate::domain::password::{NewPassword, Refused};
use platform::outbound::{Client, OutboundError, Request};
use platform::password::{Breached, PasswordConfig};
use platform::{Cx, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

/// Nobody waits longer for the service.
const PATIENCE: Duration = Duration::from_secs(2);
/// A file with longer lines is no list of hashes; nobody reads it whole.
const LONGEST_LINE: u64 = 128;
/// So much of the hash the service is told: hundreds of passwords share it.
const TOLD: usize = 5;

/// Says no to a stolen password. Where it cannot be looked up, it is taken and the log says so: a service that is down
/// must not keep people from choosing a password.
pub async fn refuse(cx: &Cx, password: &NewPassword) -> Result<()> {
    let config = cx.kontor.config.section::<PasswordConfig>();
    let hash = password.sha1();
    let found = match config.breached {
        Breached::Off => return Ok(()),
        Breached::Online => ask(cx, &config.breached_url, &hash).await.map_err(anyhow::Error::from),
        Breached::File => {
            let path = config.breached_file.clone().unwrap_or_default();
            let looked = tokio::task::spawn_blocking(move || look_up(&path, &hash)).await;
            looked.map_err(anyhow::Error::from).and_then(|found| found.map_err(Into::into))
        }
    };
    match found {
        Ok(true) => Err(Refused::Breached.into()),
        Ok(false) => Ok(()),
        Err(cause) => {
            tracing::warn!(%cause, "A new password could not be looked up among stolen ones and was taken");
            Ok(())
        }
    }
}

/// The range API of Have I Been Pwned (<https://haveibeenpwned.com/API/v3#PwnedPasswords>): the answer names all hashes
/// that begin alike, mixed with made-up ones of count 0, so that its length tells nothing either.
async fn ask(cx: &Cx, service: &str, hash: &str) -> std::result::Result<bool, Failed> {
    let (told, kept) = hash.split_at(TOLD);
    let mut request = Request::get(format!("{service}{told}"));
    request = request.header(PADDING, axum::http::HeaderValue::from_static("true"));
    let answer = Client::of(cx).map_err(Failed::Client)?.within(PATIENCE).send(request).await?;
    if !answer.status.is_success() {
        return Err(Failed::Status(answer.status.as_u16()));
    }
    Ok(String::from_utf8_lossy(&answer.body).lines().any(|line| {
        let (rest, count) = line.split_once(':').unwrap_or((line, "1"));
        rest.trim().eq_ignore_ascii_case(kept) && count.trim() != "0"
    }))
}

const PADDING: axum::http::HeaderName = axum::http::HeaderName::from_static("add-padding");

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("{0}")]
    Outbound(#[from] OutboundError),
    #[error("{0}")]
    Client(anyhow::Error),
    #[error("the service answered {0}")]
    Status(u16),
}

/// Looks a hash up in a sorted file by halving: some 35 short reads in a list of 40 GB.
fn look_up(path: &Path, hash: &str) -> std::io::Result<bool> {
    let mut file = BufReader::with_capacity(256, File::open(path)?);
    let mut line = String::new();
    // a line that begins at or behind `low` and before `high` may be it
    let (mut low, mut high) = (0, file.get_ref().metadata()?.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let begin = line_after(&mut file, middle, low, &mut line)?;
        line.clear();
        (&mut file).take(LONGEST_LINE).read_line(&mut line)?;
        let read = line.len() as u64;
        let found = line.split(':').next().unwrap_or_default().trim().to_ascii_uppercase();
        match found.as_str().cmp(hash) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less if begin < high && read > 0 => low = begin + read,
            _ => high = middle,
        }
    }
    Ok(false)
}

/// Goes to the first line that begins at or behind `place`; at `low` one begins.
fn line_after(
    file: &mut BufReader<File>,
    place: u64,
    low: u64,
    line: &mut String,
) -> std::io::Result<u64> {
    if place == low {
        return file.seek(SeekFrom::Start(place));
    }
    // from the byte before: if that ends a line, the next one begins right here
    file.seek(SeekFrom::Start(place - 1))?;
    line.clear();
    Ok(place - 1 + file.take(LONGEST_LINE).read_line(line)? as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn every_line_of_a_sorted_file_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        for (count, ending) in [(0, "\n"), (1, "\n"), (2, "\r\n"), (1000, "\n"), (999, ":7\r\n")] {
            let hash = |n: u32| format!("{:040X}", u128::from(n) * 0x0123_4567_89AB_CDEF_0123);
            let mut text = String::new();
            for n in 1..=count {
                write!(text, "{}{ending}", hash(n * 2)).unwrap();
            }
            std::fs::write(&path, &text).unwrap();
            for n in 1..=count * 2 + 2 {
                let is_there = n % 2 == 0 && n <= count * 2;
                assert_eq!(look_up(&path, &hash(n)).unwrap(), is_there, "{n} of {count}{ending:?}");
            }
            std::fs::write(&path, text.trim_end()).unwrap();
            assert_eq!(
                look_up(&path, &hash(count * 2)).unwrap(),
                count > 0,
                "no line end at the end"
            );
        }
        assert!(look_up(&folder.path().join("none"), "A").is_err());
    }
}
