//! What is written down together: what arrives while a transaction is on its way goes into the next one.

use platform::Kontor;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What waits to be written, a lot at a time.
pub(crate) struct Lots<T> {
    /// So many go into one.
    most: usize,
    queue: Mutex<Queue<T>>,
}

struct Queue<T> {
    waiting: Vec<T>,
    /// Whether somebody writes, and will look here again.
    written: bool,
}

impl<T> Lots<T> {
    pub(crate) fn of(most: usize) -> Self {
        Self { most, queue: Mutex::new(Queue { waiting: Vec::new(), written: false }) }
    }

    fn queue(&self) -> MutexGuard<'_, Queue<T>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody writes yet.
    fn wait(&self, one: T) -> bool {
        let mut queue = self.queue();
        queue.waiting.push(one);
        !std::mem::replace(&mut queue.written, true)
    }

    /// The next ones; none when all are written, and then nobody writes any more.
    fn take(&self) -> Option<Vec<T>> {
        let mut queue = self.queue();
        if queue.waiting.is_empty() {
            queue.written = false;
            return None;
        }
        let lot = queue.waiting.len().min(self.most);
        Some(queue.waiting.drain(..lot).collect())
    }
}

impl<T: Send + 'static> Lots<T> {
    /// Puts one to the others. Where nobody writes, `write` is given every lot until none waits, apart from who asks: a program
    /// that hangs up takes nobody else's with it.
    pub(crate) fn put<W, F>(self: Arc<Self>, one: T, write: W)
    where
        W: Fn(Vec<T>) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send,
    {
        if !self.wait(one) {
            return;
        }
        tokio::spawn(async move {
            let writing = Writing(&self);
            while let Some(lot) = self.take() {
                write(lot).await;
            }
            // all is written and said so; from here on another may write
            std::mem::forget(writing);
        });
    }
}

/// Writes each time that so long went by until the server stops and the last request was answered, and once more then: requests
/// that are still open when it is told to stop leave something to write too.
pub(crate) async fn every<F>(kontor: Kontor, long: Duration, write: impl Fn(Kontor) -> F)
where
    F: Future<Output = ()>,
{
    let answered = kontor.answered();
    loop {
        tokio::select! {
            () = answered.cancelled() => {}
            () = tokio::time::sleep(long) => {}
        }
        let is_last = answered.is_cancelled();
        write(kontor.clone()).await;
        if is_last {
            return;
        }
    }
}

/// Where the writer ends before its time, the next one writes; those who wait are let go, and hear that it failed.
struct Writing<'a, T>(&'a Lots<T>);

impl<T> Drop for Writing<'_, T> {
    fn drop(&mut self) {
        let mut queue = self.0.queue();
        queue.waiting.clear();
        queue.written = false;
    }
}
