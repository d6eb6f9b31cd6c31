//! What is refused before its body came: who sends it sees the answer, and is not listened to for long.

use crate::toy::TOY;
use platform::http::{Listener, serve};
use platform::testing::TestKontor;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(10);
const MIB: usize = 1 << 20;

async fn serving(settings: &[(&str, &str)]) -> (TestKontor, SocketAddr) {
    let t = TestKontor::start_with(&[TOY], settings).await;
    let listener = Listener::bind("127.0.0.1:0").await.unwrap();
    let (address, kontor) = (listener.address().unwrap(), t.kontor.clone());
    tokio::spawn(async move { serve(&kontor, listener).await });
    (t, address)
}

#[expect(clippy::disallowed_methods, reason = "to the server of this very test")]
async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// The head of the next answer, in small letters.
async fn head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(timeout(PATIENCE, stream.read_u8()).await.unwrap().unwrap());
    }
    String::from_utf8(read).unwrap().to_lowercase()
}

/// Announces a long body, reads the answer and then sends the body; how much of it was taken.
async fn flood(stream: &mut TcpStream, site: &str, length: usize) -> (String, usize) {
    let start = format!(
        "POST /notes HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: {site}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(start.as_bytes()).await.unwrap();
    let (answer, part) = (head(stream).await, vec![b'a'; 64 * 1024]);
    let mut sent = 0;
    while sent < length {
        match timeout(PATIENCE, stream.write_all(&part)).await {
            Ok(Ok(())) => sent += part.len(),
            _ => break,
        }
    }
    (answer, sent)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_sends_is_answered_and_not_read_for_long() {
    let (_t, address) = serving(&[]).await;
    let mut stream = connect(address).await;
    let (answer, sent) = flood(&mut stream, "cross-site", 100 * MIB).await;
    assert!(answer.starts_with("http/1.1 403"), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    // what lies between two sockets comes on top
    assert!(sent < 40 * MIB, "{sent} bytes were taken");
}

/// Asks until there is to be waited; what the clock gives back meanwhile, on a slow machine more, is used up too.
async fn exhaust(stream: &mut TcpStream) -> String {
    let mut told = String::new();
    for _ in 0..5_000 {
        stream.write_all(b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
        told = head(stream).await;
        if told.starts_with("http/1.1 429") {
            break;
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_told_to_wait_and_not_read_for_long() {
    let (_t, address) = serving(&[]).await;
    let mut stream = connect(address).await;
    let (mut answer, mut sent) = (String::new(), 0);
    // where this test waits a tenth of a second for the processor, the flood is let in and is too long instead
    for _ in 0..20 {
        let told = exhaust(&mut stream).await;
        assert!(told.starts_with("http/1.1 429"), "{told}");
        assert!(!told.contains("connection: close"), "it brought no body: {told}");
        (answer, sent) = flood(&mut stream, "same-origin", 100 * MIB).await;
        if !answer.starts_with("http/1.1 413") {
            break;
        }
        stream = connect(address).await;
    }
    assert!(answer.starts_with("http/1.1 429") && answer.contains("retry-after"), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    assert!(sent < 40 * MIB, "{sent} bytes were taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_in_front_gets_rid_of_all_that_it_brings() {
    let (_t, address) = serving(&[("server.trusted_proxies", "127.0.0.1/32")]).await;
    let mut stream = connect(address).await;
    // it takes a connection that breaks for a dead server, and holds the visitors of all others off
    let (answer, sent) = flood(&mut stream, "cross-site", 20 * MIB).await;
    assert!(answer.starts_with("http/1.1 403"), "{answer}");
    assert_eq!(sent, 20 * MIB);
}
