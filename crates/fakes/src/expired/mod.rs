//! A server whose certificate was good for a month of 2020. The certificates were made for this test.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Who signed the certificate; whoever trusts it has only its age to find fault with.
pub const CA: &str = include_str!("ca.pem");

#[derive(Clone)]
pub struct Expired {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Expired {
    pub async fn start() -> Self {
        let (listener, address) = crate::listener().await;
        let server = Self { address, asked: Arc::default() };
        let (tls, asked) = (acceptor(), server.asked.clone());
        crate::accept(listener, move |stream| shake_hands(tls.clone(), asked.clone(), stream));
        server
    }

    /// How often somebody came.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn shake_hands(
    tls: TlsAcceptor,
    asked: Arc<AtomicUsize>,
    stream: TcpStream,
) -> io::Result<()> {
    asked.fetch_add(1, Ordering::SeqCst);
    tls.accept(stream).await.map(drop)
}

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("server.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("server.key"));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.expect("a PEM file")], key.expect("a PEM file"))
        .expect("the key is the certificate's");
    TlsAcceptor::from(Arc::new(config))
}
