//! `kontor serve`: the server, from its configuration to its graceful end.

use super::call::open;
use super::{Call, Failed, wait};
use crate::house::For;
use crate::{apps, demo, log};
use anyhow::Context;
use identity::setup;
use platform::config::{Config, ServerConfig, Sources};
use platform::http::{self, Listener};
use platform::{Cx, Error, Kontor, disk, follow, job, live};
use sd_notify::NotifyState;
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinSet;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long)]
    demo: bool,
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
}

/// Keys that another process added are learnt this often; `keys rotate` waits for it.
pub const LEARN_KEYS_EVERY: Duration = Duration::from_secs(5);
const BACKGROUND_ENDS_WITHIN: Duration = Duration::from_secs(35);

pub fn run(call: &Call, args: Args) -> Result<(), Failed> {
    let listen = args.listen.map(|address| ("server.listen".to_owned(), address));
    let mut sources = call.sources(listen.into_iter().collect());
    if args.demo {
        // whoever looks at the demo has a link from the terminal and no phone at hand
        let policy = sources.env.entry("KONTOR_SIGN_IN__SECOND_FACTOR".into());
        policy.or_insert_with(|| "nobody".into());
    }
    let config = Config::load(&sources, &apps::sections()).map_err(Failed::Configuration)?;
    log::start(&config);
    for warning in config.warnings() {
        tracing::warn!("{warning}");
    }
    wait(serve(call, config, sources, args.demo))
}

async fn serve(call: &Call, config: Config, sources: Sources, demo: bool) -> Result<(), Failed> {
    // ring is the one provider of the house; only a second call in one process could fail
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = listen(&config).await?;
    let kontor = open(config, For::Alone).await.map_err(Failed::Database)?;
    let link = link(call, &kontor, demo).await?;
    let signals = Signals::catch()?;
    let mut background = start(&kontor);
    announce(call, &kontor, &listener, link)?;
    tell_systemd(&[NotifyState::Ready, NotifyState::Status("serving")]);
    tokio::spawn(answer_signals(kontor.clone(), sources, signals));
    let served = http::serve(&kontor, listener).await;
    kontor.stopping().cancel();
    kontor.answered().cancel();
    let ended = async { while background.join_next().await.is_some() {} };
    if tokio::time::timeout(BACKGROUND_ENDS_WITHIN, ended).await.is_err() {
        tracing::warn!(
            "Background work did not end in time and was cut off; it goes on after the next start"
        );
    }
    kontor.db.clone().close().await;
    tracing::info!("Stopped");
    Ok(served?)
}

/// The socket that systemd holds for us, so that requests wait during a restart; else the one of the configuration.
async fn listen(config: &Config) -> anyhow::Result<Listener> {
    let mut given = listenfd::ListenFd::from_env();
    if given.len() > 0 {
        if let Ok(Some(tcp)) = given.take_tcp_listener(0) {
            tcp.set_nonblocking(true)?;
            return Ok(Listener::Tcp(tokio::net::TcpListener::from_std(tcp)?));
        }
        let unix = given.take_unix_listener(0).ok().flatten();
        let unix = unix.context("the socket that systemd gave is neither TCP nor unix")?;
        unix.set_nonblocking(true)?;
        return Ok(Listener::Unix(tokio::net::UnixListener::from_std(unix)?));
    }
    Listener::bind(&config.section::<ServerConfig>().listen.to_string()).await
}

/// Everything that runs beside the requests until the server stops.
fn start(kontor: &Kontor) -> JoinSet<()> {
    let mut background = JoinSet::new();
    background.spawn(job::run(kontor.clone()));
    background.spawn(live::run(kontor.clone()));
    background.spawn(follow::run(kontor.clone()));
    background.spawn(disk::watch(kontor.clone()));
    background.spawn(learn_keys(kontor.clone()));
    background.spawn(watchdog(kontor.clone()));
    for app in &kontor.apps {
        background.spawn((app.start)(kontor.clone()));
    }
    background
}

/// What somebody needs who looks at the terminal: the setup on a new database, a way in with demo data.
async fn link(call: &Call, kontor: &Kontor, demo: bool) -> Result<Option<Link>, Failed> {
    let cx = Cx::system(kontor);
    if demo {
        return Ok(Some(Link::SignIn(demo::fill(&cx, call.l.lang).await?)));
    }
    if first_admin(call, &cx).await? || !setup::is_needed(cx.db()).await? {
        return Ok(None);
    }
    Ok(Some(Link::Setup(format!("/setup?token={}", setup::begin(&cx).await?))))
}

/// The administrator that the configuration names for a house that is installed without anybody looking on.
async fn first_admin(call: &Call, cx: &Cx) -> Result<bool, Failed> {
    match setup::from_config(cx).await {
        Ok(made) => {
            if made {
                tracing::warn!(
                    "The first administrator is made as configured; take first_admin.password out of the configuration now"
                );
            }
            Ok(made)
        }
        Err(Error::Refused(refusals)) => {
            let all: Vec<_> = refusals.iter().map(|one| one.say(&call.l)).collect();
            let why = all.join(" ");
            Err(anyhow::anyhow!(call.l.ta("cli-serve-first-admin", &[("why", why.into())])).into())
        }
        Err(other) => Err(other.into()),
    }
}

/// A path with its one-time token.
enum Link {
    Setup(String),
    SignIn(String),
}

fn announce(
    call: &Call,
    kontor: &Kontor,
    listener: &Listener,
    link: Option<Link>,
) -> Result<(), Failed> {
    let address = address(kontor, listener.address());
    tracing::info!(address, version = env!("CARGO_PKG_VERSION"), "Serving");
    let (key, text, path) = match link {
        None => ("link", "", String::new()),
        Some(Link::Setup(path)) => ("setup_link", "cli-serve-setup", path),
        Some(Link::SignIn(path)) => ("sign_in_link", "cli-serve-sign-in", path),
    };
    let whole = format!("{address}{path}");
    let mut told = json!({ "address": address });
    if !path.is_empty() {
        told[key] = json!(whole);
    }
    call.print(&told, || {
        let ready = call.l.ta("cli-serve-address", &[("address", address.as_str().into())]);
        let link = (!path.is_empty()).then(|| call.l.ta(text, &[("link", whole.as_str().into())]));
        [Some(ready), link].into_iter().flatten().collect::<Vec<_>>().join("\n")
    })
}

/// The address to open in a browser; `bound` is where we listen, since port 0 is known only then.
pub fn address(kontor: &Kontor, bound: Option<SocketAddr>) -> String {
    let server = kontor.config.section::<ServerConfig>();
    match bound {
        Some(bound) if server.external_url.is_none() => format!("http://{bound}"),
        _ => server.origin(),
    }
}

/// The signals that we answer to, caught from before the first of them may come.
struct Signals {
    term: Signal,
    int: Signal,
    hup: Signal,
}

impl Signals {
    fn catch() -> std::io::Result<Self> {
        let (term, int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(Self { term, int, hup: signal(SignalKind::hangup())? })
    }

    async fn end(&mut self) {
        tokio::select! { _ = self.term.recv() => {}, _ = self.int.recv() => {} }
    }
}

/// SIGHUP reads the configuration anew. SIGTERM and SIGINT end the server gracefully; a second one at once.
async fn answer_signals(kontor: Kontor, sources: Sources, mut signals: Signals) {
    loop {
        tokio::select! {
            // the security log notices by itself that its file was moved; the other log goes to systemd
            _ = signals.hup.recv() => reload(&kontor, &sources),
            _ = signals.term.recv() => break,
            _ = signals.int.recv() => break,
        }
    }
    tell_systemd(&[NotifyState::Stopping, NotifyState::Status("finishing open requests")]);
    tracing::info!("Stopping: open requests are finished first");
    kontor.stopping().cancel();
    // who asks twice does not want to wait
    signals.end().await;
    std::process::exit(1)
}

/// What may change while we run does; what needs a restart is told, and so is everything that is wrong.
fn reload(kontor: &Kontor, sources: &Sources) {
    match kontor.config.reload(sources, &apps::sections()) {
        Err(problems) => {
            for problem in &problems {
                tracing::error!("{problem}");
            }
            tracing::error!("SIGHUP: the configuration is wrong, so all settings stay as they are");
        }
        Ok(changes) => {
            log::set_level(&kontor.config);
            for change in &changes {
                let key = change.key.as_str();
                if change.live {
                    tracing::info!(key, "This setting counts from now on");
                } else {
                    tracing::warn!(key, "This setting counts after a restart");
                }
            }
            for warning in kontor.config.warnings() {
                tracing::warn!("{warning}");
            }
            tracing::info!(changed = changes.len(), "SIGHUP: the configuration was read anew");
        }
    }
}

/// Another process may add keys; values that it seals must be readable here.
async fn learn_keys(kontor: Kontor) {
    let stop = kontor.stopping();
    while !sleeps(&stop, LEARN_KEYS_EVERY).await {
        if let Err(cause) = kontor.keys.refresh(kontor.db.reader()).await {
            tracing::warn!(%cause, "New keys could not be looked for");
        }
    }
}

/// Tells systemd that we live, twice per its period; a server that hangs is restarted.
async fn watchdog(kontor: Kontor) {
    let Some(period) = sd_notify::watchdog_enabled() else { return };
    let stop = kontor.stopping();
    while !sleeps(&stop, period / 2).await {
        tell_systemd(&[NotifyState::Watchdog]);
    }
}

/// Waits; true when the server stops meanwhile.
async fn sleeps(stop: &tokio_util::sync::CancellationToken, time: Duration) -> bool {
    tokio::time::timeout(time, stop.cancelled()).await.is_ok()
}

fn tell_systemd(states: &[NotifyState<'_>]) {
    if let Err(cause) = sd_notify::notify(states) {
        tracing::debug!(%cause, "systemd was not told");
    }
}
