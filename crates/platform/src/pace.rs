//! How often at most something is done that is asked for with every commit.

use std::time::Duration;
use tokio::time::Instant;

/// Lets something be done at once after a rest, and else not before a pause is over: what is asked for meanwhile is done together.
pub(crate) struct Pace {
    pause: Duration,
    next: Instant,
}

impl Pace {
    pub(crate) fn of(pause: Duration) -> Self {
        Self { pause, next: Instant::now() }
    }

    /// Waits until it is time.
    pub(crate) async fn keep(&mut self) {
        tokio::time::sleep_until(self.next).await;
        self.next = Instant::now() + self.pause;
    }

    /// The next time is now: much is left.
    pub(crate) fn hurry(&mut self) {
        self.next = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn after_a_rest_it_is_time_at_once_and_else_after_the_pause() {
        let (began, pause) = (Instant::now(), Duration::from_secs(1));
        let mut pace = Pace::of(pause);
        pace.keep().await;
        assert!(began.elapsed() < pause, "at once");
        pace.keep().await;
        assert!(began.elapsed() >= pause, "after the pause");
        pace.hurry();
        let now = Instant::now();
        pace.keep().await;
        assert!(now.elapsed() < pause, "at once, for much is left");
    }
}
