//! The first words with a mail server, up to TLS.

use super::wire::Wire;
use super::{Endpoint, Error, Kind, Network, Security};
use crate::outbound::Purpose;

/// Dials, and begins TLS where that comes first. The greeting is not read.
pub(super) async fn dial(net: &Network, to: &Endpoint) -> Result<Wire, Error> {
    let time = net.timeouts.connect;
    let mut wire = Wire::new(net.guard.connect(&to.host, to.port, Purpose::Mail, time).await?);
    wire.allow(time);
    match to.security {
        Security::Tls => {
            wire.start_tls(&net.tls, &to.host).await.map_err(at_first_words)?;
        }
        Security::StartTls => {}
        Security::Plain if wire.peer_is_loopback() => {}
        Security::Plain => return Err(Error::new(Kind::PlainForbidden, &to.host)),
    }
    Ok(wire)
}

/// A server that does not speak TLS here often just hangs up or waits for us to speak its language.
fn at_first_words(error: Error) -> Error {
    match error.kind {
        Kind::Gone | Kind::Timeout => Error::new(Kind::WrongSecurity, error.text),
        _ => error,
    }
}

/// The greeting of a server that is to speak plainly first. A TLS record, or silence, means the wrong port.
pub(super) async fn greeting(wire: &mut Wire, security: Security) -> Result<Vec<u8>, Error> {
    let wrong = |text: &str| Error::new(Kind::WrongSecurity, text);
    match wire.line(4096).await {
        Ok(line) if line.first().is_some_and(u8::is_ascii_graphic) => Ok(line),
        Ok(_) => Err(wrong("no greeting but other bytes")),
        Err(error) if security == Security::StartTls && error.kind == Kind::Timeout => {
            Err(wrong("the server waits for us to speak first"))
        }
        Err(error) => Err(error),
    }
}
