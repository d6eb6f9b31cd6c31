//! Signed answers: what an honest server says is believed by us and by an independent client, and what was changed on its way,
//! or was signed for another question or with another key, by neither.

mod common;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;

use common::signer::Signer;
use common::{Chance, flipped};
use keygen_rs::KeygenClient;
use kontor_license::time::{Clock, SystemClock};
use kontor_license::transport::Response;
use kontor_license::verify::Signed;

const TARGET: &str = "/v1/ping";

/// Answers each question with the next of what it is given, byte by byte.
fn server(answers: mpsc::Receiver<Response>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            serve(stream, &answer);
        }
    });
    host
}

fn serve(mut stream: TcpStream, answer: &Response) {
    let mut question = Vec::new();
    let mut byte = [0];
    while !question.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
        question.extend(byte);
    }
    let mut lines = vec![format!("HTTP/1.1 {} OK", answer.status), "Connection: close".to_owned()];
    lines.push(format!("Content-Length: {}", answer.body.len()));
    lines.extend(answer.headers.iter().map(|(name, value)| format!("{name}: {value}")));
    stream.write_all(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes()).unwrap();
    stream.write_all(&answer.body).unwrap();
}

/// What became of an answer on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Whole,
    Body,
    Header(&'static str),
    Left(&'static str),
    OtherKey,
    OtherTarget,
    OtherMethod,
    OtherHost,
}

const FATES: [Fate; 16] = [
    Fate::Whole,
    Fate::Whole,
    Fate::Whole,
    Fate::Whole,
    Fate::Body,
    Fate::Body,
    Fate::Header("Keygen-Date"),
    Fate::Header("Keygen-Digest"),
    Fate::Header("Keygen-Signature"),
    Fate::Header("Keygen-Signature"),
    Fate::Left("Keygen-Signature"),
    Fate::Left("Keygen-Digest"),
    Fate::OtherKey,
    Fate::OtherTarget,
    Fate::OtherMethod,
    Fate::OtherHost,
];

fn answer(host: &str, fate: Fate, chance: &mut Chance) -> Response {
    let mut body = format!("a{}", chance.text(200)).into_bytes();
    let signer = Signer::new(if fate == Fate::OtherKey { 9 } else { 3 });
    let method = if fate == Fate::OtherMethod { "POST" } else { "GET" };
    let target = if fate == Fate::OtherTarget { "/v1/me" } else { TARGET };
    let signed_host = if fate == Fate::OtherHost { "127.0.0.1" } else { host };
    let mut headers = signer.headers(&[method, target, signed_host], &body, SystemClock.now());
    match fate {
        Fate::Body => {
            let bit = chance.below(body.len() * 8);
            body[bit / 8] ^= 1 << (bit % 8);
        }
        Fate::Header(name) => change(&mut headers, name, chance),
        Fate::Left(name) => {
            let bare = name.strip_prefix("Keygen-").unwrap();
            headers.retain(|(known, _)| known != name && known != bare);
        }
        _ => {}
    }
    Response { status: 200, headers, body }
}

/// One bit of what is signed, or of the signature: a header that still is one.
fn change(headers: &mut [(String, String)], name: &str, chance: &mut Chance) {
    let text = &mut headers.iter_mut().find(|(known, _)| known == name).unwrap().1;
    // the id of the key is not signed, and nothing is decided by it
    let from = text.find("signature=\"").map_or(0, |at| at + "signature=\"".len());
    let until = text[from..].find('"').map_or(text.len(), |length| from + length);
    loop {
        let bit = from * 8 + chance.below((until - from) * 8);
        let Some(changed) = flipped(text, bit) else { continue };
        if changed.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
            && changed.trim() == changed
        {
            *text = changed;
            return;
        }
    }
}

#[test]
fn both_clients_agree_on_answers_whether_they_came_whole_or_changed_or_for_another_question() {
    let (tell, told) = mpsc::channel();
    let host = server(told);
    let client = KeygenClient::builder()
        .api_url(format!("http://{host}"))
        .account("kontor")
        .product("p")
        .license_key("KEY")
        .public_key(Signer::new(3).public_hex())
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut chance = Chance(21);
    let mut believed = 0;
    for round in 0..300 {
        let fate = *chance.one(&FATES);
        let answer = answer(&host, fate, &mut chance);
        let ours = Signed::gather("GET", TARGET, &host, &answer)
            .and_then(|signed| signed.verify(&Signer::new(3).public()));
        tell.send(answer.clone()).unwrap();
        let theirs = runtime.block_on(client.service_info());
        let what = format!("round {round}, {fate:?}: {ours:?} {theirs:?}\n{answer:?}");
        assert_eq!(ours.is_ok(), fate == Fate::Whole, "{what}");
        assert_eq!(theirs.is_ok(), fate == Fate::Whole, "{what}");
        believed += usize::from(ours.is_ok());
    }
    assert!((40..150).contains(&believed), "{believed} of 300 came whole");
}
