//! The heartbeat: a thread that tells the server that the program lives, and asks once a day whether it still may.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::licence::Licence;
use crate::time::Timestamp;
use crate::wire::{MachineInfo, Outcome};
use crate::{Error, Result};

/// Where the server says nothing: every 15 minutes.
const USUAL: Duration = Duration::from_mins(15);
const DAY: Duration = Duration::from_hours(24);

/// What a beat brought.
#[derive(Debug)]
#[non_exhaustive]
pub enum Beat {
    /// The server took note.
    Alive { machine: MachineInfo },
    /// The server stayed silent; the next attempt comes by itself.
    Missed { error: Error },
    /// The daily question: the licence is still valid, and without the server the program could start until then.
    Valid { outcome: Outcome, offline_until: Option<Timestamp> },
    /// The licence is no longer valid here. The heart has stopped.
    Invalid { outcome: Outcome },
    /// The server refuses the beat: the machine was taken off, or was silent for too long. The heart has stopped;
    /// activating again is the program's decision.
    Ended { error: Error },
}

/// A beating heart. It stops when it is dropped, after the call that may be under way.
#[derive(Debug)]
pub struct Heartbeat {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Stop {
    asked: Mutex<bool>,
    bell: Condvar,
}

impl Stop {
    /// Waits, and tells whether it is time to stop.
    fn wait(&self, time: Duration) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(asked, time, |asked| !*asked);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn ring(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }
}

impl Heartbeat {
    /// Stops and waits for the thread to end.
    pub fn stop(mut self) {
        self.stop.ring();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    /// Whether the heart has stopped.
    pub fn has_stopped(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        self.stop.ring();
    }
}

impl Licence {
    /// Beats from now on, three times within the window that the server expects, and tells each beat. `every`
    /// overrides the time between two.
    pub fn heartbeat(
        &self,
        every: Option<Duration>,
        mut told: impl FnMut(Beat) + Send + 'static,
    ) -> Result<Heartbeat> {
        let stop = Arc::new(Stop::default());
        let (licence, bell) = (self.clone(), stop.clone());
        let thread = std::thread::Builder::new().name("kontor-heartbeat".into());
        let thread = thread.spawn(move || licence.beat_on(every, &bell, &mut told));
        let thread = thread.map_err(|cause| Error::State {
            what: "no thread for the heartbeat can be started".into(),
            cause,
        })?;
        Ok(Heartbeat { stop, thread: Some(thread) })
    }

    /// One beat.
    pub fn beat(&self) -> Result<MachineInfo> {
        let id = self.machine_id()?;
        let id = id.ok_or(Error::Setting("activate this machine before its heart beats".into()))?;
        let answer = self.inner.call("POST", &["machines", &id, "actions", "ping"], "", None)?;
        self.inner.machine_in(&answer.value["data"])
    }

    fn beat_on(&self, every: Option<Duration>, stop: &Stop, told: &mut dyn FnMut(Beat)) {
        let mut pause = every.unwrap_or(USUAL);
        let mut asked = Instant::now();
        let mut beat = self.beat_once(every, &mut pause);
        loop {
            let ended = matches!(beat, Beat::Ended { .. } | Beat::Invalid { .. });
            told(beat);
            if ended {
                return;
            }
            beat = if asked.elapsed() >= self.inner.client.config.renew.min(DAY) {
                asked = Instant::now();
                self.ask_again()
            } else if stop.wait(pause) {
                return;
            } else {
                self.beat_once(every, &mut pause)
            };
        }
    }

    fn beat_once(&self, every: Option<Duration>, pause: &mut Duration) -> Beat {
        match self.beat() {
            Ok(machine) => {
                *pause = every.or(machine.heartbeat_seconds.map(third)).unwrap_or(USUAL);
                Beat::Alive { machine }
            }
            Err(error) if error.is_silence() => Beat::Missed { error },
            Err(error) => Beat::Ended { error },
        }
    }

    fn ask_again(&self) -> Beat {
        match self.validate() {
            Ok(outcome) if outcome.valid => Beat::Valid { outcome, offline_until: self.renew() },
            Ok(outcome) => Beat::Invalid { outcome },
            Err(error) if error.is_silence() => Beat::Missed { error },
            Err(error) => Beat::Ended { error },
        }
    }
}

/// Two beats may be lost before the server takes a machine for dead.
fn third(window: u64) -> Duration {
    Duration::from_secs((window / 3).max(5))
}
