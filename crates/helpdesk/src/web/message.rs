//! A message on its own: its HTML made safe for the frame, and the mail as it came in.

use super::attachment::{is_really, served};
use super::fields::Id;
use crate::domain::attachment::shown_kind;
use crate::domain::message::{Message, MessageId};
use crate::{rights, store};
use ::message::html::{self, Options, Remote};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use maud::{DOCTYPE, Markup, PreEscaped, html as page};
use platform::http::FRAME_POLICY;
use platform::outbound::{Client, Request};
use platform::{Cx, Error, Locale, Result, scan};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Images inside the mail, together; what is beyond is left out.
const MOST_INLINE_BYTES: usize = 3_000_000;
/// Images from other servers: how many, how large each, how long each may take.
const MOST_REMOTE: usize = 30;
const MOST_REMOTE_BYTES: usize = 1 << 20;
/// So long the text waits for the word of a virus scanner about its pictures.
const SCAN_PATIENCE: Duration = Duration::from_secs(5);
const REMOTE_TIMEOUT: Duration = Duration::from_secs(5);
const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Addresses (or Content-IDs) and the images as `data:` URLs that stand for them.
type Images = HashMap<String, String>;

/// `?images=1` fetches remote images, by us and not by the reader's browser; `?part=quoted` is the folded rest.
pub(super) async fn frame(cx: Cx, Id(id): Id<MessageId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let message = store::message::get(cx.db(), id).await?;
    store::reach::by_id(&cx, message.ticket).await?;
    let query = cx.request.as_ref().map_or("", |request| request.query.as_str());
    let asks = |what: &str| query.split('&').any(|pair| pair == what);
    let body: Arc<str> = if message.is_html() {
        message.body.as_str().into()
    } else {
        html::from_text(&message.text).into()
    };
    let own_look = message.is_html() && message.has_own_look();
    let parts = parts(&cx, &message).await?;
    let remote = if asks("images=1") { fetched(&cx, body.clone()).await? } else { Images::new() };
    let wants_remote = asks("images=1");
    let clean = tokio::task::spawn_blocking(move || {
        let safe = safe(&body, &parts, wants_remote.then_some(&remote));
        html::fold_quote(&safe)
    });
    let (visible, quoted) = clean.await.map_err(anyhow::Error::from)?;
    let content = if asks("part=quoted") { quoted } else { visible };
    let ground = if own_look { Ground::White } else { Ground::Theme(theme(&cx)) };
    let mut response = document(&cx.locale, ground, &content).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(FRAME_POLICY);
    Ok(response)
}

/// Safe HTML in which every image is a `data:` URL or gone.
fn safe(body: &str, parts: &Images, remote: Option<&Images>) -> String {
    let cid = |id: &str| parts.get(id.trim_matches(['<', '>'])).cloned();
    let fetched = |url: &str| {
        remote.and_then(|all| all.get(url)).cloned().unwrap_or_else(|| "data:,".to_owned())
    };
    let images = if remote.is_some() { Remote::Allowed(&fetched) } else { Remote::Blocked };
    html::sanitise(body, &Options { images, cid: &cid }).html
}

/// What a mail is shown on.
#[derive(Clone, Copy)]
enum Ground {
    /// Colours, tables and pictures are made for white.
    White,
    /// Bare text reads as the page around it does: `light`, `dark`, or as the device says.
    Theme(Option<&'static str>),
}

fn theme(cx: &Cx) -> Option<&'static str> {
    let chosen = cx.user.as_ref()?.theme.as_str();
    ["light", "dark"].into_iter().find(|theme| *theme == chosen)
}

/// The colours are those of the page, which a frame does not inherit.
const STYLE: &str = "
:root { color-scheme: light; background: light-dark(#fff, #191f26); color: light-dark(#18212b, #e9e6df);
  font: 15px/22px system-ui, sans-serif }
:root.theme { color-scheme: light dark }
:root.theme[data-theme=light] { color-scheme: light }
:root.theme[data-theme=dark] { color-scheme: dark }
body { margin: 8px 10px; overflow-wrap: anywhere }
.theme > body { margin: 0 }
body > :first-child { margin-top: 0 }
body > :last-child { margin-bottom: 0 }
img { max-width: 100%; height: auto }
pre { white-space: pre-wrap }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid light-dark(#dbd5c8, #2a323c) }
.blocked-image { padding: 0 4px; border: 1px dashed light-dark(#858073, #75808d);
  color: light-dark(#5e6773, #949da8); font-size: 12px }
a { color: light-dark(#0b5c68, #5fc4d0) }
";

fn document(l: &Locale, ground: Ground, content: &str) -> Markup {
    let (class, theme) = match ground {
        Ground::White => (None, None),
        Ground::Theme(theme) => (Some("theme"), theme),
    };
    page! {
        (DOCTYPE)
        html lang=(l.lang.tag()) class=[class] data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="referrer" content="no-referrer";
                title { (l.t("helpdesk-message")) }
                style { (PreEscaped(STYLE)) }
            }
            body { (PreEscaped(content)) }
        }
    }
}

/// The images that came with the mail.
async fn parts(cx: &Cx, message: &Message) -> Result<Images> {
    let mut images = Images::new();
    if !message.body.contains("cid:") {
        return Ok(images);
    }
    let files = store::attachment::of_messages(cx.db(), &[message.id]).await?;
    let mut room = MOST_INLINE_BYTES;
    let until = Instant::now() + SCAN_PATIENCE;
    for file in files.iter().filter(|file| !file.content_id.is_empty()) {
        let size = usize::try_from(file.size).unwrap_or(usize::MAX);
        if shown_kind(&file.mime).is_none() || size > room {
            continue;
        }
        let left = until.saturating_duration_since(Instant::now());
        // the text is shown without a picture that was found infected, and without the rest where a scanner lets us wait
        let bytes = match tokio::time::timeout(left, scan::file(cx, &file.file)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(Error::Closed(closed))) if closed.status == StatusCode::FORBIDDEN => continue,
            Ok(Err(Error::Closed(_))) | Err(_) => break,
            Ok(Err(other)) => return Err(other),
        };
        if let Some(url) = data_url(&bytes) {
            room -= size;
            images.insert(file.content_id.clone(), url);
        }
    }
    Ok(images)
}

/// What the bytes really are; none for anything but the four kinds of raster image.
fn data_url(bytes: &[u8]) -> Option<String> {
    let kind = KINDS.into_iter().find(|kind| is_really(kind, bytes))?;
    Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

/// The remote images that a mail shows, fetched from here: the sender learns nothing of the reader's machine.
async fn fetched(cx: &Cx, body: Arc<str>) -> Result<Images> {
    let urls = tokio::task::spawn_blocking(move || remote_urls(&body));
    let urls = urls.await.map_err(anyhow::Error::from)?;
    let client = Client::of(cx)?.within(REMOTE_TIMEOUT);
    let fetches = urls.into_iter().map(|url| {
        let client = client.clone();
        async move {
            let image = image(&client, &url).await;
            image.map(|image| (url, image))
        }
    });
    let arriving = futures_util::stream::iter(fetches).buffer_unordered(6);
    Ok(arriving.filter_map(std::future::ready).collect().await)
}

fn remote_urls(body: &str) -> Vec<String> {
    let urls = RefCell::new(Vec::new());
    let note = |url: &str| {
        let mut urls = urls.borrow_mut();
        if urls.len() < MOST_REMOTE && !urls.iter().any(|known| known == url) {
            urls.push(url.to_owned());
        }
        String::new()
    };
    html::sanitise(body, &Options { images: Remote::Allowed(&note), cid: &|_| None });
    urls.into_inner()
}

async fn image(client: &Client, url: &str) -> Option<String> {
    let address = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    match client.send(Request::get(address)).await {
        Ok(answer) if answer.status.is_success() && answer.body.len() <= MOST_REMOTE_BYTES => {
            data_url(&answer.body)
        }
        Ok(_) => None,
        Err(cause) => {
            tracing::info!(%cause, "a remote image was not shown");
            None
        }
    }
}

/// The mail byte by byte as it came in, to be saved.
pub(super) async fn raw(cx: Cx, Id(id): Id<MessageId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let message = store::message::get(cx.db(), id).await?;
    let ticket = store::reach::by_id(&cx, message.ticket).await?;
    let mail = store::mail::get(cx.db(), message.mail.ok_or(Error::NotFound)?).await?;
    if mail.file.is_empty() {
        return Err(Error::NotFound); // erased
    }
    let bytes = scan::file(&cx, &mail.file).await?;
    let mut response = served(&format!("ticket-{}.eml", ticket.number), None, bytes);
    let kind = HeaderValue::from_static("message/rfc822");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
