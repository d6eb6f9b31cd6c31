//! Giving a command and hearing what comes of it.

use super::Session;
use super::response::{Limit, Response, Status, Verdict, read};
use crate::mail::{Error, Kind};

/// What is kept of literals where none is expected to be large.
pub(super) const SMALL: usize = 256 * 1024;

impl Session {
    pub(super) async fn plain(&mut self, command: &str, otherwise: Kind) -> Result<(), Error> {
        let verdict = self.say(command, SMALL, |_| {}).await?;
        match verdict.status {
            Status::No => Err(no(&verdict, otherwise)),
            _ => fine(verdict).map(drop),
        }
    }

    /// Gives a command and hears everything up to its verdict. `most` bytes of literals are kept.
    pub(super) async fn say(
        &mut self,
        command: &str,
        most: usize,
        hear: impl FnMut(&Response),
    ) -> Result<Verdict, Error> {
        let tag = self.begin(command).await?;
        self.end(&tag, most, hear).await
    }

    /// Gives a command; the answer is the tag of its verdict.
    pub(super) async fn begin(&mut self, command: &str) -> Result<String, Error> {
        self.tag += 1;
        let tag = format!("k{}", self.tag);
        self.wire.allow(self.timeouts.command);
        let written = self.wire.write(format!("{tag} {command}\r\n").as_bytes()).await;
        written.map_err(|error| self.last(error)).map(|()| tag)
    }

    pub(super) async fn end(
        &mut self,
        tag: &str,
        most: usize,
        mut hear: impl FnMut(&Response),
    ) -> Result<Verdict, Error> {
        loop {
            match self.next(most).await? {
                Response::Tagged(its, verdict) if its == tag => return Ok(verdict),
                Response::Tagged(its, _) => return Err(self.confused(&its)),
                other => hear(&other),
            }
        }
    }

    /// Hears until the server lets us go on; a verdict before that ends the command.
    pub(super) async fn until_continue(&mut self, tag: &str) -> Result<Option<Verdict>, Error> {
        loop {
            match self.next(SMALL).await? {
                Response::Continue => return Ok(None),
                Response::Tagged(its, verdict) if its == tag => return Ok(Some(verdict)),
                Response::Tagged(its, _) => return Err(self.confused(&its)),
                Response::Said(_) | Response::Data(_) => {}
            }
        }
    }

    pub(super) async fn next(&mut self, most: usize) -> Result<Response, Error> {
        let limit = Limit { bytes: most, pace: self.timeouts.command };
        let response = read(&mut self.wire, limit).await.map_err(|error| self.last(error))?;
        if let Response::Said(verdict) = &response
            && verdict.status == Status::Bye
        {
            self.goodbye = Some(verdict.words.clone());
        }
        Ok(response)
    }

    /// An answer to a command that was not given: nothing that follows can be trusted.
    pub(super) fn confused(&mut self, tag: &str) -> Error {
        self.wire.cut();
        Error::new(Kind::Protocol, format!("an answer to {tag:?}, which was not asked"))
    }

    /// A connection that ended after a goodbye ended with its words.
    fn last(&self, error: Error) -> Error {
        match &self.goodbye {
            Some(words) if error.kind == Kind::Gone => Error::new(Kind::Gone, words),
            _ => error,
        }
    }
}

/// Anything but "yes" as an error.
pub(super) fn fine(verdict: Verdict) -> Result<Verdict, Error> {
    match verdict.status {
        Status::Ok | Status::Preauth => Ok(verdict),
        Status::No => Err(no(&verdict, Kind::Refused)),
        Status::Bad => Err(Error::new(Kind::Protocol, verdict.words)),
        Status::Bye => Err(Error::new(Kind::Gone, verdict.words)),
    }
}

/// A "no": for now where the code says so (RFC 5530), else what it means for this command.
pub(super) fn no(verdict: &Verdict, otherwise: Kind) -> Error {
    let passing = ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"];
    let passes = passing.iter().any(|code| verdict.coded(code).is_some());
    Error::new(if passes { Kind::Busy } else { otherwise }, &verdict.words)
}
