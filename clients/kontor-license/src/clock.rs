//! What remembers that time has passed: a mark that only rises, kept twice and bound to the machine. Whoever sets the
//! clock back to stretch a file's time is seen by it. Who restores a copy of the whole disk is not; no program alone
//! can see that.

use hmac::Mac;

use crate::Result;
use crate::keys::keyed;
use crate::store::Store;
use crate::time::{SLACK, Timestamp};

/// The latest instant that was seen, and whether a start with a set-back clock is still to be made good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    seen: Timestamp,
    /// A start was allowed although the clock had been set back; only the server's time settles that.
    owing: bool,
    /// Counts the changes: of two copies the higher one is true.
    change: u64,
}

impl Mark {
    fn to_text(self, key: &[u8]) -> String {
        let line = format!("1 {} {} {}", self.change, self.seen.0, u8::from(self.owing));
        let mac = hex::encode(keyed(key, &[line.as_bytes()]).finalize().into_bytes());
        format!("{line} {mac}")
    }

    fn from_text(text: &str, key: &[u8]) -> Option<Self> {
        let (line, mac) = text.rsplit_once(' ')?;
        keyed(key, &[line.as_bytes()]).verify_slice(&hex::decode(mac).ok()?).ok()?;
        let ["1", change, seen, owing] = line.split(' ').collect::<Vec<_>>()[..] else {
            return None;
        };
        let seen = Timestamp(seen.parse().ok()?);
        Some(Self { seen, owing: owing == "1", change: change.parse().ok()? })
    }
}

/// What the mark says about the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The clock goes forward.
    Fine,
    /// There is no mark: nothing was ever noted here, or it was removed, or it is another machine's.
    Unknown,
    /// The clock says something earlier than was seen already, by more than ten minutes.
    SetBack { seen: Timestamp },
    /// It was set back before, a start was allowed, and the server has not been asked since.
    Owing { seen: Timestamp },
}

/// The mark and its two places.
#[derive(Debug)]
pub(crate) struct Guard {
    places: Vec<Store>,
    name: String,
    key: Vec<u8>,
    mark: Option<Mark>,
}

impl Guard {
    /// The key binds the copies to a machine: those of another are as none.
    pub(crate) fn open(places: Vec<Store>, name: String, key: Vec<u8>) -> Self {
        Self { places, name, key, mark: None }
    }

    /// The newest of the copies and of what was known here: another run of the program may have changed it since.
    fn newest(&mut self) -> Option<Mark> {
        let copies = self.places.iter().filter_map(|place| place.read(&self.name).ok().flatten());
        let marks = copies.filter_map(|text| Mark::from_text(&text, &self.key));
        self.mark = marks.chain(self.mark).max_by_key(|mark| mark.change);
        self.mark
    }

    /// What is to be thought of a clock that says this.
    pub(crate) fn look(&mut self, now: Timestamp) -> Look {
        match self.newest() {
            None => Look::Unknown,
            Some(Mark { seen, owing: true, .. }) => Look::Owing { seen },
            Some(Mark { seen, .. }) if now < seen.minus(SLACK) => Look::SetBack { seen },
            Some(_) => Look::Fine,
        }
    }

    /// Raises the mark to an instant that was seen: a run of the program, the date of a signed answer or file.
    pub(crate) fn raise(&mut self, seen: Timestamp) -> Result<()> {
        match self.newest() {
            Some(mark) if mark.seen >= seen => Ok(()),
            mark => self.set(seen, mark.is_some_and(|mark| mark.owing)),
        }
    }

    /// Sets the mark to the server's time, which was proved to be of now: a debt is settled, and a mark that came from
    /// a clock that once was wrong is put right.
    pub(crate) fn settle(&mut self, server: Timestamp) -> Result<()> {
        match self.newest() {
            // less than a minute on: not worth writing
            Some(Mark { seen, owing: false, .. })
                if seen <= server && server < seen.plus(MINUTE) =>
            {
                Ok(())
            }
            _ => self.set(server, false),
        }
    }

    /// Notes that a start with a set-back clock was allowed.
    pub(crate) fn owe(&mut self) -> Result<()> {
        let seen = self.newest().map_or(Timestamp(0), |mark| mark.seen);
        self.set(seen, true)
    }

    /// One copy is enough; that none can be written is an error.
    fn set(&mut self, seen: Timestamp, owing: bool) -> Result<()> {
        let mark = Mark { seen, owing, change: self.mark.map_or(1, |mark| mark.change + 1) };
        let text = mark.to_text(&self.key);
        let mut written = false;
        let mut failed = None;
        for place in &self.places {
            match place.write(&self.name, &text) {
                Ok(()) => written = true,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        self.mark = Some(mark);
        match failed {
            Some(error) if !written => Err(error),
            _ => Ok(()),
        }
    }
}

const MINUTE: std::time::Duration = std::time::Duration::from_mins(1);

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use super::*;

    const NOON: Timestamp = Timestamp(1_795_348_800_000);
    const HOUR: Duration = Duration::from_hours(1);

    struct Places(PathBuf);

    impl Places {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("kontor-clock-{}-{name}", std::process::id()));
            let _ = std::fs::remove_dir_all(&folder);
            Self(folder)
        }

        fn guard(&self) -> Guard {
            self.guard_of(b"machine")
        }

        fn guard_of(&self, key: &[u8]) -> Guard {
            let places = ["a", "b"].map(|place| Store::new(self.0.join(place)));
            Guard::open(places.to_vec(), "clock".into(), key.to_vec())
        }

        fn copy(&self, place: &str) -> PathBuf {
            self.0.join(place).join("clock")
        }
    }

    impl Drop for Places {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_clock_that_goes_forward_is_fine_and_one_that_goes_back_by_an_hour_is_seen() {
        let places = Places::new("back");
        assert_eq!(places.guard().look(NOON), Look::Unknown);
        places.guard().raise(NOON).unwrap();
        let mut guard = places.guard();
        assert_eq!(guard.look(NOON.plus(HOUR)), Look::Fine);
        assert_eq!(guard.look(NOON.minus(SLACK)), Look::Fine);
        assert_eq!(guard.look(NOON.minus(HOUR)), Look::SetBack { seen: NOON });
    }

    #[test]
    fn the_mark_rises_and_never_falls_but_by_the_servers_word() {
        let places = Places::new("rise");
        let mut guard = places.guard();
        guard.raise(NOON.plus(HOUR)).unwrap();
        guard.raise(NOON).unwrap();
        assert_eq!(places.guard().look(NOON), Look::SetBack { seen: NOON.plus(HOUR) });
        guard.settle(NOON).unwrap();
        assert_eq!(places.guard().look(NOON), Look::Fine);
    }

    #[test]
    fn a_debt_stays_until_the_server_settles_it_whatever_the_clock_says_then() {
        let places = Places::new("debt");
        let mut guard = places.guard();
        guard.raise(NOON).unwrap();
        guard.owe().unwrap();
        guard.raise(NOON.plus(HOUR)).unwrap();
        assert_eq!(places.guard().look(NOON.plus(HOUR)), Look::Owing { seen: NOON.plus(HOUR) });
        places.guard().settle(NOON.plus(HOUR)).unwrap();
        assert_eq!(places.guard().look(NOON.plus(HOUR)), Look::Fine);
    }

    #[test]
    fn two_programs_at_once_neither_forget_a_debt_nor_revive_a_settled_one() {
        let places = Places::new("two");
        let (mut one, mut two) = (places.guard(), places.guard());
        one.raise(NOON).unwrap();
        two.owe().unwrap();
        one.raise(NOON.plus(HOUR)).unwrap();
        assert_eq!(places.guard().look(NOON.plus(HOUR)), Look::Owing { seen: NOON.plus(HOUR) });
        one.settle(NOON.plus(HOUR)).unwrap();
        two.raise(NOON.plus(HOUR * 2)).unwrap();
        assert_eq!(two.look(NOON.plus(HOUR * 2)), Look::Fine);
    }

    #[test]
    fn one_copy_is_enough_and_an_older_one_put_back_changes_nothing() {
        let places = Places::new("copies");
        places.guard().raise(NOON).unwrap();
        let old = std::fs::read(places.copy("a")).unwrap();
        places.guard().raise(NOON.plus(HOUR)).unwrap();
        std::fs::write(places.copy("a"), old).unwrap();
        assert_eq!(places.guard().look(NOON), Look::SetBack { seen: NOON.plus(HOUR) });
        std::fs::remove_file(places.copy("a")).unwrap();
        assert_eq!(places.guard().look(NOON), Look::SetBack { seen: NOON.plus(HOUR) });
    }

    #[test]
    fn a_mark_of_another_machine_or_with_one_bit_changed_is_none() {
        let places = Places::new("bits");
        places.guard().raise(NOON).unwrap();
        assert_eq!(places.guard_of(b"other").look(NOON), Look::Unknown);
        let good = std::fs::read(places.copy("a")).unwrap();
        std::fs::remove_file(places.copy("b")).unwrap();
        for bit in 0..good.len() * 8 {
            let mut wrong = good.clone();
            wrong[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(places.copy("a"), &wrong).unwrap();
            // hexadecimal digits mean the same in either case
            let same = String::from_utf8_lossy(&wrong).to_lowercase().as_bytes() == good;
            assert_eq!(places.guard().look(NOON) == Look::Unknown, !same, "bit {bit}");
        }
    }

    #[test]
    fn where_neither_copy_can_be_written_that_is_an_error() {
        let places = Places::new("full");
        std::fs::write(&places.0, "a file where the folder should be").unwrap();
        assert!(places.guard().raise(NOON).is_err());
        std::fs::remove_file(&places.0).unwrap();
    }
}
