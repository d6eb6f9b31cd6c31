//! A list of stolen passwords in a file of our own: one SHA-1 a line, sorted, with or without `:count` behind it
//! (<https://haveibeenpwned.com/Passwords>, "ordered by hash").

use crate::config::Said;
use crate::said;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// A file with longer lines is no list of hashes; nobody reads it whole.
const LONGEST_LINE: u64 = 128;
/// At so many places the order is looked at: 0.1 s on a slow disk, however long the list.
const SAMPLES: u64 = 64;
/// So many lines at each of them.
const NEIGHBOURS: usize = 3;

/// Why nothing can be found in a list.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("it cannot be read: {0}")]
    Unread(#[from] std::io::Error),
    #[error("it holds no SHA-1 hashes")]
    NoHashes,
    #[error("it is not sorted by hash")]
    Unsorted,
}

impl Unfit {
    /// The text that says it, with the file's name as `path`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unread(_) => "platform-health-stolen-unread",
            Self::NoHashes => "platform-health-stolen-no-hashes",
            Self::Unsorted => "platform-health-stolen-unsorted",
        }
    }

    /// What works but is unwise about the setting.
    pub(crate) fn said(&self, path: &Path) -> Said {
        let path = path.display();
        match self {
            Self::Unread(cause) => said!(
                "password.breached_file: {path} lässt sich nicht lesen ({cause}), also wird kein gestohlenes Passwort erkannt",
                "password.breached_file: {path} cannot be read ({cause}), so no stolen password is recognised"
            ),
            Self::NoHashes => said!(
                "password.breached_file: {path} enthält keine SHA-1-Hashes, also wird kein gestohlenes Passwort erkannt; nehmen Sie die Liste „SHA-1, ordered by hash“",
                "password.breached_file: {path} holds no SHA-1 hashes, so no stolen password is recognised; take the list \"SHA-1, ordered by hash\""
            ),
            Self::Unsorted => said!(
                "password.breached_file: {path} ist nicht nach Hash sortiert, also wird darin kaum ein gestohlenes Passwort erkannt; sagen Sie: LC_ALL=C sort",
                "password.breached_file: {path} is not sorted by hash, so hardly any stolen password is recognised; say: LC_ALL=C sort"
            ),
        }
    }
}

/// Looks a hash (40 capitals) up by halving: some 35 short reads in a list of 40 GB. Fails where the lines that it
/// comes by are not in order: what is not found there may be there all the same.
pub fn look_up(path: &Path, hash: &str) -> Result<bool, Unfit> {
    let mut lines = Lines::open(path)?;
    // a line that begins at or behind `low` and before `high` may be it; the lines around have these hashes
    let (mut low, mut high) = (0, lines.length);
    let (mut below, mut above) = (String::new(), None);
    while low < high {
        let middle = low + (high - low) / 2;
        let begin = lines.go(middle, low)?;
        let Some((found, read)) = lines.next()? else {
            high = middle;
            continue;
        };
        if found < below || above.as_ref().is_some_and(|above| found > *above) {
            return Err(Unfit::Unsorted);
        }
        match found.as_str().cmp(hash) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less if begin < high => (low, below) = (begin + read, found),
            // all that begins between here and there was ruled out before
            std::cmp::Ordering::Less => high = middle,
            std::cmp::Ordering::Greater => (high, above) = (middle, Some(found)),
        }
    }
    Ok(false)
}

/// Looks at some places whether these are hashes and in order.
pub fn check(path: &Path) -> Result<(), Unfit> {
    let mut lines = Lines::open(path)?;
    let mut last: Option<(u64, String)> = None;
    for sample in 0..SAMPLES {
        let mut begin = lines.go(lines.length / SAMPLES * sample, 0)?;
        for _ in 0..NEIGHBOURS {
            let Some((hash, read)) = lines.next()? else { break };
            match &last {
                Some((at, _)) if *at >= begin => {} // a short list: this one was looked at
                Some((_, before)) if *before > hash => return Err(Unfit::Unsorted),
                _ => last = Some((begin, hash)),
            }
            begin += read;
        }
    }
    if last.is_none() { Err(Unfit::NoHashes) } else { Ok(()) }
}

/// The lines of a list, from any place on.
struct Lines {
    file: BufReader<File>,
    length: u64,
    line: Vec<u8>,
}

impl Lines {
    fn open(path: &Path) -> std::io::Result<Self> {
        let file = BufReader::with_capacity(256, File::open(path)?);
        let length = file.get_ref().metadata()?.len();
        Ok(Self { file, length, line: Vec::new() })
    }

    /// Goes to the first line that begins at or behind `place`; at `low` one begins.
    fn go(&mut self, place: u64, low: u64) -> std::io::Result<u64> {
        if place == low {
            return self.file.seek(SeekFrom::Start(place));
        }
        // from the byte before: if that ends a line, the next one begins right here
        self.file.seek(SeekFrom::Start(place - 1))?;
        Ok(place - 1 + self.read()?)
    }

    /// The hash of the next line, and how many bytes that line has; none at the end.
    fn next(&mut self) -> Result<Option<(String, u64)>, Unfit> {
        let read = self.read()?;
        if read == 0 {
            return Ok(None);
        }
        let hash = self.line.split(|byte| *byte == b':').next().unwrap_or_default();
        let hash = hash.trim_ascii().to_ascii_uppercase();
        let is_hash = hash.len() == 40 && hash.iter().all(u8::is_ascii_hexdigit);
        let hash = String::from_utf8(hash).ok().filter(|_| is_hash).ok_or(Unfit::NoHashes)?;
        Ok(Some((hash, read)))
    }

    fn read(&mut self) -> std::io::Result<u64> {
        self.line.clear();
        Ok((&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut self.line)? as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn hash(n: u32) -> String {
        format!("{:040X}", u128::from(n) * 0x0123_4567_89AB_CDEF_0123)
    }

    #[test]
    fn every_line_of_a_sorted_file_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        for (count, ending) in [(0, "\n"), (1, "\n"), (2, "\r\n"), (1000, "\n"), (999, ":7\r\n")] {
            let mut text = String::new();
            for n in 1..=count {
                write!(text, "{}{ending}", hash(n * 2)).unwrap();
            }
            std::fs::write(&path, &text).unwrap();
            assert_eq!(check(&path).is_ok(), count > 0, "{count}");
            for n in 1..=count * 2 + 2 {
                let is_there = n % 2 == 0 && n <= count * 2;
                assert_eq!(look_up(&path, &hash(n)).unwrap(), is_there, "{n} of {count}{ending:?}");
            }
            std::fs::write(&path, text.trim_end()).unwrap();
            let last = look_up(&path, &hash(count * 2)).unwrap();
            assert_eq!(last, count > 0, "no line end at the end");
        }
        assert!(matches!(look_up(&folder.path().join("none"), "A"), Err(Unfit::Unread(_))));
    }

    #[test]
    fn a_list_in_another_order_is_known_at_once_and_by_those_who_look_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let mixed = |n: u32| n.wrapping_mul(2_654_435_761);
        let half = |n: u32| n % 5_000;
        for order in [mixed as fn(u32) -> u32, half, |n| 20_000 - n] {
            let lines: Vec<String> = (0..10_000).map(|n| hash(order(n))).collect();
            std::fs::write(&path, lines.join("\n")).unwrap();
            assert!(matches!(check(&path), Err(Unfit::Unsorted)));
        }
        let lines: Vec<String> = (0..10_000).map(|n| hash(mixed(n))).collect();
        std::fs::write(&path, lines.join("\n")).unwrap();
        let silent = lines.iter().filter(|hash| matches!(look_up(&path, hash), Ok(false))).count();
        assert!(silent < 100, "{silent} of 10,000 were called good");
        for text in ["hunter2\nletmein\n", "\n\n", "0123456789ABCDEF0123456789ABCDEF:3\n"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(check(&path), Err(Unfit::NoHashes)), "{text}");
            assert!(matches!(look_up(&path, &hash(1)), Err(Unfit::NoHashes)), "{text}");
        }
    }
}
