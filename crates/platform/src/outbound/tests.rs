//! What the guard lets through, and what not.

use super::address::{Reach, reach};
use super::{Client, Guard, OutboundError, Purpose, Request, tls_client};
use axum::http::{HeaderValue, header};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[test]
fn every_special_range_is_known_by_both_of_its_ends() {
    use Reach::*;
    let table = [
        (
            Never,
            "0.0.0.0 0.255.255.255 169.254.0.0 169.254.169.254 169.254.255.255 192.0.0.0 192.0.0.255",
        ),
        (
            Never,
            "224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255 192.0.2.1 198.51.100.1 203.0.113.1",
        ),
        (Private, "10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.255.255.255"),
        (
            Private,
            "172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255",
        ),
        (
            Public,
            "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0",
        ),
        (
            Public,
            "169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 198.20.0.0 223.255.255.255",
        ),
        (
            Never,
            ":: fe80:: febf:ffff::1 ff00:: ff02::1 fec0::1 2001:: 2001:0:ffff::1 2002:: 2002:7f00:1:: 2001:db8::1 100::1 64:ff9b:1::1 4000::1",
        ),
        (
            Private,
            "::1 fc00:: fdff:ffff::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808",
        ),
        (Never, "::ffff:169.254.169.254 64:ff9b::a9fe:a9fe ::ffff:0.0.0.0"),
        (Public, "2606:4700:4700::1111 2a00:1450::1 2001:4860:4860::8888 2003::1"),
    ];
    for (expected, addresses) in table {
        for address in addresses.split(' ') {
            assert_eq!(reach(address.parse().unwrap()), expected, "{address}");
        }
    }
}

#[tokio::test]
async fn a_private_address_in_any_spelling_is_refused_for_the_web() {
    let guard = Guard::default();
    let spellings = "127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0x7f.1 localhost localhost. [::1] ::1 10.1 \
         [::ffff:127.0.0.1] ::ffff:7f00:1 169.254.169.254 2852039166 0xA9FEA9FE [64:ff9b::169.254.169.254] 0 0.0.0.0 192.168.0.1";
    for host in spellings.split_whitespace() {
        let refused = guard.resolve(host, 80, Purpose::Web).await;
        assert!(matches!(refused, Err(OutboundError::Blocked { .. })), "{host}: {refused:?}");
    }
    for host in ["", "a b", "user@host", "host/path", "[::1", "ex%00ample"] {
        let refused = guard.resolve(host, 80, Purpose::Web).await;
        assert!(matches!(refused, Err(OutboundError::Host(_))), "{host}: {refused:?}");
    }
}

#[tokio::test]
async fn a_mail_server_may_be_in_the_house_but_never_the_metadata_service() {
    let guard = Guard::default();
    for host in ["127.0.0.1", "10.0.0.25", "192.168.1.2", "fd00::25"] {
        assert!(guard.resolve(host, 143, Purpose::Mail).await.is_ok(), "{host}");
    }
    for host in
        ["169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "[::]", "::ffff:169.254.169.254"]
    {
        let refused = guard.resolve(host, 143, Purpose::Mail).await;
        assert!(matches!(refused, Err(OutboundError::Blocked { .. })), "{host}: {refused:?}");
    }
}

#[test]
fn one_bad_address_spoils_a_name_and_a_listed_one_is_allowed_on_its_port_only() {
    let addresses =
        |list: &[&str]| list.iter().map(|a| a.parse().unwrap()).collect::<Vec<SocketAddr>>();
    let guard = Guard::new(&["192.168.1.50/32:443".parse().unwrap()]);
    let mixed = addresses(&["1.1.1.1:443", "10.0.0.1:443"]);
    assert!(guard.check("mixed.example", mixed, Purpose::Web).is_err());
    let listed = addresses(&["192.168.1.50:443", "1.1.1.1:443"]);
    assert_eq!(guard.check("listed.example", listed.clone(), Purpose::Web).unwrap(), listed);
    assert!(guard.check("listed.example", addresses(&["192.168.1.50:80"]), Purpose::Web).is_err());
}

#[tokio::test]
async fn only_plain_web_addresses_are_asked() {
    let client = Client::new(Guard::default(), tls_client(None).unwrap());
    for url in [
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_x",
        "http://u:p@a.example/",
        "http://u@a.example/",
        "//a.example",
        "http://",
        "",
    ] {
        let refused = client.send(Request::get(url)).await;
        assert!(matches!(refused, Err(OutboundError::Url(_))), "{url}: {refused:?}");
    }
    let refused = client.send(Request::get("http://0x7f.1:8080/admin")).await;
    assert!(matches!(refused, Err(OutboundError::Blocked { .. })), "{refused:?}");
}

/// Answers every connection with the bytes that `answer` makes of the request.
async fn server(answer: fn(&str) -> Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = vec![0; 8192];
            let read = stream.read(&mut buffer).await.unwrap_or(0);
            let _ = stream.write_all(&answer(&String::from_utf8_lossy(&buffer[..read]))).await;
        }
    });
    address
}

fn client(allowed: SocketAddr) -> Client {
    let rule = format!("{}/32:{}", allowed.ip(), allowed.port()).parse().unwrap();
    Client::new(Guard::new(&[rule]), tls_client(None).unwrap()).within(Duration::from_secs(5))
}

fn answer(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

#[tokio::test]
async fn a_redirect_to_the_metadata_service_is_not_followed() {
    let at =
        server(|_| answer("302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/", ""))
            .await;
    let refused = client(at).send(Request::get(format!("http://{at}/"))).await;
    let Err(OutboundError::Blocked { address, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(address.to_string(), "169.254.169.254");
}

#[tokio::test]
async fn three_redirects_are_followed_and_a_fourth_is_not() {
    let at = server(|request| match request.split(' ').nth(1) {
        Some("/end") => answer("200 OK", "here"),
        Some("/3") => answer("302 Found\r\nLocation: /2", ""),
        Some("/2") => answer("307 Temporary\r\nLocation: /1", ""),
        Some("/1") => answer("301 Moved\r\nLocation: end", ""),
        _ => answer("302 Found\r\nLocation: /again", ""),
    })
    .await;
    let client = client(at);
    let found = client.send(Request::get(format!("http://{at}/3"))).await.unwrap();
    assert_eq!((found.body.as_ref(), found.url.path()), (&b"here"[..], "/end"));
    let refused = client.send(Request::get(format!("http://{at}/again"))).await;
    assert!(matches!(refused, Err(OutboundError::Redirects(3))), "{refused:?}");
    let posted = client.send(Request::post(format!("http://{at}/3"), "x")).await.unwrap();
    assert_eq!(posted.status.as_u16(), 302, "what changes something is not repeated elsewhere");
}

#[tokio::test]
async fn an_answer_that_is_too_large_compressed_or_late_is_refused() {
    let large = server(|_| answer("200 OK", &"x".repeat(Client::MAX_BYTES + 1))).await;
    let refused = client(large).send(Request::get(format!("http://{large}/"))).await;
    assert!(matches!(refused, Err(OutboundError::TooLarge(_))), "{refused:?}");
    let packed = server(|request| {
        assert!(request.to_lowercase().contains("accept-encoding: identity"), "{request}");
        answer("200 OK\r\nContent-Encoding: gzip", "bomb")
    })
    .await;
    let refused = client(packed).send(Request::get(format!("http://{packed}/"))).await;
    assert!(matches!(refused, Err(OutboundError::Compressed)), "{refused:?}");
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let hanging = TcpListener::bind(silent).await.unwrap();
    let soon = client(silent).within(Duration::from_millis(100));
    let refused = soon.send(Request::get(format!("http://{silent}/"))).await;
    assert!(matches!(refused, Err(OutboundError::Timeout)), "{refused:?}");
    drop(hanging);
}

#[tokio::test]
async fn a_key_is_not_shown_to_the_server_that_a_redirect_leads_to() {
    let second = server(|request| {
        answer("200 OK", if request.contains("secret") { "leaked" } else { "clean" })
    })
    .await;
    // the first server's only answer cannot hold the second's address, so it comes by the request's path
    let first = server(|request| {
        let to = request.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
        answer(&format!("302 Found\r\nLocation: http://{to}/"), "")
    })
    .await;
    let rules = [first, second].map(|at| format!("{}/32:{}", at.ip(), at.port()).parse().unwrap());
    let client = Client::new(Guard::new(&rules), tls_client(None).unwrap());
    let request = Request::get(format!("http://{first}/{second}"))
        .header(header::AUTHORIZATION, HeaderValue::from_static("Bearer secret"));
    assert_eq!(client.send(request).await.unwrap().body.as_ref(), b"clean");
}
