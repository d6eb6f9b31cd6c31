//! Mail servers that misbehave as they are told, and write down all that they heard. For tests only.

pub mod expired;
pub mod imap;
pub mod smtp;

use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};

/// A port of this machine that nobody else has.
async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port on loopback");
    let address = listener.local_addr().expect("a bound socket has an address");
    (listener, address)
}

/// Serves every connection at the same time, until the runtime ends.
fn accept<S>(listener: TcpListener, serve: impl Fn(TcpStream) -> S + Send + 'static)
where
    S: Future<Output = std::io::Result<()>> + Send + 'static,
{
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
}
