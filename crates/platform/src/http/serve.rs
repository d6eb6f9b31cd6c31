//! Accepting connections: TCP or a unix socket, bounded waiting, and a graceful end.

use super::read_on::{Patience, ReadOn};
use crate::Kontor;
use anyhow::Context;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UnixListener};
use tower::ServiceExt;

/// Where requests come in.
#[derive(Debug)]
pub enum Listener {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// The other end of the connection; none on a unix socket.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const DRAIN_WITHIN: Duration = Duration::from_secs(30);

impl Listener {
    /// `127.0.0.1:8080` or `unix:/run/kontor/kontor.sock`.
    pub async fn bind(listen: &str) -> anyhow::Result<Self> {
        let Some(path) = listen.strip_prefix("unix:") else {
            let listener = TcpListener::bind(listen)
                .await
                .with_context(|| format!("nothing can listen on {listen}"))?;
            return Ok(Self::Tcp(listener));
        };
        // a socket that a killed process left behind answers nobody
        if std::os::unix::net::UnixStream::connect(path).is_err() {
            let _ = std::fs::remove_file(path);
        }
        let listener = UnixListener::bind(path)
            .with_context(|| format!("nothing can listen on the socket {path}"))?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o660))?;
        Ok(Self::Unix(listener))
    }

    /// The address as a browser on this machine writes it; none on a unix socket.
    pub fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(listener) => listener.local_addr().ok(),
            Self::Unix(_) => None,
        }
    }
}

/// Serves until `stop` is told, then lets open requests finish for at most 30 s.
pub async fn serve(kontor: &Kontor, listener: Listener) -> anyhow::Result<()> {
    super::probes::record_metrics(kontor);
    let (app, stop) = (kontor.router(), kontor.stopping());
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = accept(&listener) => accepted,
        };
        match accepted {
            Ok((stream, peer)) => connection(&graceful, app.clone(), stream, peer),
            Err(cause) => {
                // out of file descriptors: others will close theirs
                tracing::warn!(%cause, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_WITHIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end within 30 s and were cut off");
    }
    Ok(())
}

type Stream = Box<dyn Io>;
trait Io: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

async fn accept(listener: &Listener) -> std::io::Result<(Stream, Peer)> {
    match listener {
        Listener::Tcp(listener) => {
            let (stream, peer) = listener.accept().await?;
            stream.set_nodelay(true)?;
            Ok((Box::new(stream), Peer(Some(peer.ip().to_canonical()))))
        }
        Listener::Unix(listener) => {
            let (stream, _) = listener.accept().await?;
            Ok((Box::new(stream), Peer(None)))
        }
    }
}

fn connection(graceful: &GracefulShutdown, app: axum::Router, stream: Stream, peer: Peer) {
    let service = TowerToHyperService::new(app.map_request(
        move |mut request: axum::http::Request<hyper::body::Incoming>| {
            let patience = Patience::default();
            request.extensions_mut().insert(peer);
            request.extensions_mut().insert(patience.clone());
            request.map(|body| ReadOn::body(body, patience))
        },
    ));
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(64 * 1024);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Duration::from_secs(20));
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(cause) = connection.await {
            tracing::debug!(%cause, "a connection ended early");
        }
    });
}
