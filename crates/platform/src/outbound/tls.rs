//! TLS as a client: Mozilla's roots and the administrator's own; nothing switches the check off.

use anyhow::Context as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use std::path::Path;
use std::sync::Arc;

/// How to speak TLS to other servers; clones share it.
pub type TlsClient = Arc<ClientConfig>;

/// Trusts Mozilla's roots and those in `extra_ca`, a file of PEM certificates.
pub fn tls_client(extra_ca: Option<&Path>) -> anyhow::Result<TlsClient> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
    if let Some(path) = extra_ca {
        let certificates = CertificateDer::pem_file_iter(path)
            .with_context(|| format!("the CA file {} is not readable", path.display()))?;
        let before = roots.len();
        for certificate in certificates {
            let certificate = certificate.with_context(|| format!("in {}", path.display()))?;
            roots.add(certificate).with_context(|| format!("in {}", path.display()))?;
        }
        anyhow::ensure!(roots.len() > before, "{} holds no certificate", path.display());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .context("ring knows the default versions of TLS")?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
