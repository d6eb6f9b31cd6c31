//! Points where a test build can be made to stop, fail or wait, so that tests see what survives.
//!
//! `KONTOR_FAULT="point=kill|error|panic|delay:MS[@N]"`, several parted by commas. `@N` means only the N-th time that
//! the point is reached, counted from 1. Without the feature `faults` a point is compiled to nothing.

/// A point with a name: `fault!("helpdesk.fetch.after_commit")` or, where the function's error is made of
/// neither `platform::Error` nor `anyhow::Error`, `fault!("point" => error)`. An injected error is returned from that function.
#[cfg(feature = "faults")]
#[macro_export]
macro_rules! fault {
    ($point:literal) => {
        if let Some(injected) = $crate::fault::reach($point) {
            return Err(injected.into());
        }
    };
    ($point:literal => $error:expr) => {
        if $crate::fault::reach($point).is_some() {
            return Err($error);
        }
    };
}

#[cfg(not(feature = "faults"))]
#[macro_export]
macro_rules! fault {
    ($point:literal) => {};
    ($point:literal => $error:expr) => {};
}

#[cfg(feature = "faults")]
pub use active::reach;

#[cfg(feature = "faults")]
mod active {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    #[derive(Debug, PartialEq, Eq)]
    pub(super) enum Effect {
        Kill,
        Error,
        Panic,
        Delay(Duration),
    }

    #[derive(Debug)]
    pub(super) struct Fault {
        pub point: String,
        pub effect: Effect,
        pub only: Option<u64>,
        reached: AtomicU64,
    }

    static FAULTS: LazyLock<Vec<Fault>> = LazyLock::new(|| {
        let wanted = std::env::var("KONTOR_FAULT").unwrap_or_default();
        parse(&wanted).unwrap_or_else(|| panic!("KONTOR_FAULT is not understood: {wanted:?}"))
    });

    pub(super) fn parse(wanted: &str) -> Option<Vec<Fault>> {
        wanted.split(',').map(str::trim).filter(|one| !one.is_empty()).map(one).collect()
    }

    fn one(text: &str) -> Option<Fault> {
        let (point, rest) = text.split_once('=')?;
        let (effect, only) = match rest.split_once('@') {
            Some((effect, n)) => (effect, Some(n.parse().ok()?)),
            None => (rest, None),
        };
        let effect = match effect {
            "kill" => Effect::Kill,
            "error" => Effect::Error,
            "panic" => Effect::Panic,
            _ => Effect::Delay(Duration::from_millis(effect.strip_prefix("delay:")?.parse().ok()?)),
        };
        Some(Fault { point: point.to_owned(), effect, only, reached: AtomicU64::new(0) })
    }

    /// Does what is asked for at this point; an error comes back for the caller to return.
    pub fn reach(point: &str) -> Option<crate::Error> {
        act(&FAULTS, point)
    }

    pub(super) fn act(faults: &[Fault], point: &str) -> Option<crate::Error> {
        for fault in faults.iter().filter(|fault| fault.point == point) {
            let nth = fault.reached.fetch_add(1, Ordering::SeqCst) + 1;
            if fault.only.is_some_and(|only| only != nth) {
                continue;
            }
            match fault.effect {
                // as the power cut does it: no destructor, no flush
                Effect::Kill => {
                    let _ = rustix::process::kill_process(
                        rustix::process::getpid(),
                        rustix::process::Signal::KILL,
                    );
                }
                Effect::Panic => panic!("fault injected at {point}"),
                Effect::Delay(time) => std::thread::sleep(time),
                Effect::Error => return Some(anyhow::anyhow!("fault injected at {point}").into()),
            }
        }
        None
    }
}

#[cfg(all(test, feature = "faults"))]
mod tests {
    use super::active::{Effect, act, parse};
    use std::time::{Duration, Instant};

    #[test]
    fn faults_are_read_from_one_line() {
        let faults = parse("a.b=kill, c=delay:250@3,d=error").unwrap();
        assert_eq!(faults.iter().map(|f| f.point.as_str()).collect::<Vec<_>>(), ["a.b", "c", "d"]);
        assert_eq!(faults[1].effect, Effect::Delay(Duration::from_millis(250)));
        assert_eq!((faults[0].only, faults[1].only), (None, Some(3)));
        assert!(
            parse("a").is_none() && parse("a=explode").is_none() && parse("a=kill@x").is_none()
        );
    }

    #[test]
    fn a_fault_happens_only_at_its_point_and_only_the_nth_time() {
        let faults = parse("c=error@2,w=delay:30").unwrap();
        assert!(act(&faults, "other").is_none());
        assert!(act(&faults, "c").is_none() && act(&faults, "c").is_some());
        assert!(act(&faults, "c").is_none(), "the third time is not the second");
        let from = Instant::now();
        assert!(act(&faults, "w").is_none() && from.elapsed() >= Duration::from_millis(30));
    }
}
