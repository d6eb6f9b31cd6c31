//! A small app to test the platform with: notes that can be written, and a job that follows.

use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, State};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::event::Event;
use platform::http::is_too_long;
use platform::i18n::Messages;
use platform::job::{Failure, Job};
use platform::{App, Cx, Kontor, Result, event};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Serialize, Deserialize)]
pub struct NoteWritten {
    pub text: String,
}

impl Event for NoteWritten {
    const NAME: &'static str = "toy.note_written";
    fn object(&self) -> String {
        "note:1".into()
    }
}

/// Fails as often as it is told, then counts.
#[derive(Serialize, Deserialize)]
pub struct Follow {
    pub text: String,
}

pub static FOLLOWED: AtomicUsize = AtomicUsize::new(0);

impl Job for Follow {
    const NAME: &'static str = "toy.follow";
    async fn run(self, _: Cx) -> Result<(), Failure> {
        match self.text.as_str() {
            "later" => Err(Failure::Retry(anyhow::anyhow!("not yet"))),
            "never" => Err(Failure::GiveUp(anyhow::anyhow!("no use"))),
            "panic" => panic!("a poisonous job"),
            _ => {
                FOLLOWED.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }
        }
    }
}

async fn write(cx: Cx, State(_): State<Kontor>, Form(note): Form<NoteWritten>) -> Result<String> {
    let tx = cx.begin().await?;
    event::record(&tx, &cx, &note).await?;
    cx.commit(tx).await?;
    Ok(note.text)
}

/// What came of a form with a file.
async fn file(mut form: Multipart) -> String {
    let read = async {
        while let Some(part) = form.next_field().await? {
            part.bytes().await?;
        }
        Ok::<_, MultipartError>(())
    };
    match read.await {
        Ok(()) => "read".into(),
        Err(cause) if is_too_long(&cause) => "too long".into(),
        Err(cause) => cause.to_string(),
    }
}

async fn fails() {
    panic!("on purpose")
}

pub const TOY: App = App {
    routes: || {
        Router::new()
            .route("/notes", post(write))
            .route(
                "/whoami",
                get(|cx: Cx| async move { cx.user.map_or(String::new(), |u| u.name.clone()) }),
            )
            .route("/file", post(file))
            .route("/panic", get(fails))
    },
    jobs: |jobs| jobs.add::<Follow>(),
    reactions: |on| on.on(|note: NoteWritten| Follow { text: note.text }),
    ..App::new("toy", Messages { de: "", en: "" })
};
