//! Waiting for new mail (RFC 2177).

use super::Session;
use super::response::{Response, Value};
use super::say::{SMALL, fine, no};
use crate::mail::{Error, Kind};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Why waiting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Something changed in the folder: look.
    Woken,
    /// Nothing was told; without IDLE that does not mean that nothing came.
    Timeout,
    /// We were told to stop.
    Stopped,
}

/// Servers may hang up after 30 minutes (RFC 2177).
const LONGEST: Duration = Duration::from_mins(28);

impl Session {
    /// Waits in the selected folder until something comes, `at_most` is over, or `stop` is done.
    /// A server that cannot IDLE is left alone for that time.
    pub async fn idle(
        &mut self,
        at_most: Duration,
        stop: impl Future<Output = ()>,
    ) -> Result<Idle, Error> {
        let end = Instant::now() + at_most.min(LONGEST);
        tokio::pin!(stop);
        if !self.can("IDLE") {
            return Ok(tokio::select! {
                () = sleep_until(end) => Idle::Timeout,
                () = &mut stop => Idle::Stopped,
            });
        }
        let tag = self.begin("IDLE").await?;
        if let Some(verdict) = self.until_continue(&tag).await? {
            return Err(no(&verdict, Kind::Refused));
        }
        let ended = loop {
            self.wire.allow(LONGEST);
            tokio::select! {
                ready = self.wire.readable() => ready?,
                () = sleep_until(end) => break Idle::Timeout,
                () = &mut stop => break Idle::Stopped,
            }
            self.wire.allow(self.timeouts.command);
            if is_news(&self.next(SMALL).await?) {
                break Idle::Woken;
            }
        };
        self.end_idle(&tag, ended).await
    }

    /// News that comes while we say that we are done counts too.
    async fn end_idle(&mut self, tag: &str, ended: Idle) -> Result<Idle, Error> {
        self.wire.allow(self.timeouts.command);
        self.wire.write(b"DONE\r\n").await?;
        let mut late = false;
        fine(self.end(tag, SMALL, |response| late |= is_news(response)).await?)?;
        Ok(if late && ended == Idle::Timeout { Idle::Woken } else { ended })
    }
}

fn is_news(response: &Response) -> bool {
    let Response::Data(values) = response else { return false };
    matches!(values.as_slice(), [Value::Word(_), word, ..] if word.is("EXISTS") || word.is("RECENT"))
}
