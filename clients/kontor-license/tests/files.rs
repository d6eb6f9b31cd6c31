//! Keys, files and answers: what an honest signer writes is read, by us and by an independent client, and whatever is
//! changed in it is refused by both.

mod common;

use std::sync::Once;

use common::signer::{Signer, wrapped};
use common::{Chance, flipped, house};
use keygen_rs::license::SchemeCode;
use keygen_rs::license_file::LicenseFile;
use keygen_rs::machine_file::MachineFile;
use kontor_license::error::{Distrust, FileFault};
use kontor_license::time::{Clock, SystemClock};
use kontor_license::transport::Response;
use kontor_license::verify::file::{Document, Kind, open};
use kontor_license::verify::{Signed, signed_key};
use kontor_license::{Error, Timestamp};
use serde_json::{Value, json};

const FINGERPRINT: &str = "6a1f";

/// The one signer of these tests: the other client keeps its public key for the whole process.
fn signer() -> Signer {
    static ONCE: Once = Once::new();
    let signer = Signer::new(3);
    ONCE.call_once(|| keygen_rs::config::set_public_key(&signer.public_hex()).unwrap());
    signer
}

/// A random document of the kind, with all that the other client insists on.
fn document(kind: Kind, key: &str, chance: &mut Chance) -> Value {
    let now = SystemClock.now();
    let issued = now.minus(house::DAY * u32::try_from(chance.below(30)).unwrap());
    let ttl = house::HOUR * u32::try_from(1 + chance.below(24 * 40)).unwrap();
    let licence = json!({"id": chance.text(40), "type": "licenses", "relationships": {}, "attributes": {
        "key": key, "name": chance.text(30), "status": "ACTIVE", "uses": chance.below(1000),
        "maxMachines": chance.below(1000), "expiry": null, "metadata": {"note": chance.text(80)},
    }});
    let mut included: Vec<_> = (0..chance.below(4))
        .map(|number| json!({"id": format!("{number}"), "type": "entitlements", "attributes": {"code": chance.text(10)}}))
        .collect();
    let data = match kind {
        Kind::Licence => licence,
        Kind::Machine => {
            included.push(licence);
            json!({"id": chance.text(40), "type": "machines", "relationships": {}, "attributes": {
                "fingerprint": FINGERPRINT, "requireHeartbeat": true, "heartbeatStatus": "ALIVE",
                "created": issued.to_string(), "updated": now.to_string(),
            }})
        }
    };
    json!({"data": data, "included": included, "meta": house::meta(issued, ttl)})
}

fn secret(kind: Kind, key: &str) -> String {
    if kind == Kind::Machine { format!("{key}{FINGERPRINT}") } else { key.to_owned() }
}

/// The other client's word on a file: signature, then content. It reads its own clock.
fn theirs(kind: Kind, text: &str, secret: Option<&str>) -> bool {
    let shell = |text: &str| json!({"id": "", "certificate": text, "issued": "2026-01-01T00:00:00Z", "expiry": "9999-01-01T00:00:00Z", "ttl": 1});
    match kind {
        Kind::Licence => {
            let file: LicenseFile = serde_json::from_value(shell(text)).unwrap();
            file.verify().is_ok()
                && match secret {
                    Some(secret) => file.decrypt(secret).is_ok(),
                    None => file.decode().is_ok(),
                }
        }
        Kind::Machine => {
            let file: MachineFile = serde_json::from_value(shell(text)).unwrap();
            file.verify().is_ok() && file.decrypt(secret.unwrap_or_default()).is_ok()
        }
    }
}

fn ours(kind: Kind, text: &str, secret: Option<&str>) -> Result<Document, FileFault> {
    let secret = secret.unwrap_or_default();
    let document = open(text, kind, &signer().public(), &[secret])?;
    document.check_time(SystemClock.now()).map(|()| document)
}

#[test]
fn both_clients_agree_on_random_files_whether_they_are_good_or_over_or_for_another() {
    let signer = signer();
    let mut chance = Chance(11);
    let mut good = 0;
    for round in 0..120 {
        let kind = *chance.one(&[Kind::Licence, Kind::Machine]);
        let key = format!("KEY-{}", chance.text(30));
        let locked = kind == Kind::Machine || chance.below(3) > 0;
        let secret = locked.then(|| secret(kind, &key));
        let json = document(kind, &key, &mut chance);
        let text = signer.file(kind, json.to_string().as_bytes(), secret.as_deref(), &mut chance);
        let with = match chance.below(4) {
            0 => secret.as_ref().map(|secret| format!("{secret}x")),
            _ => secret,
        };
        let found = ours(kind, &text, with.as_deref());
        assert_eq!(
            found.is_ok(),
            theirs(kind, &text, with.as_deref()),
            "round {round}: {found:?}\n{text}"
        );
        if let Ok(found) = found {
            assert_eq!(found.data, json["data"]);
            assert_eq!(json!(found.included), json["included"]);
            good += 1;
        }
    }
    assert!((20..100).contains(&good), "{good} of 120 were good");
}

#[test]
fn both_clients_refuse_a_file_with_any_one_bit_changed() {
    let signer = signer();
    let mut chance = Chance(12);
    for kind in [Kind::Licence, Kind::Machine] {
        let meta = house::meta(SystemClock.now(), house::DAY);
        let mut json = document(kind, "KEY", &mut chance);
        json["meta"] = meta;
        let secret = secret(kind, "KEY");
        let text = signer.file(kind, json.to_string().as_bytes(), Some(&secret), &mut chance);
        assert!(ours(kind, &text, Some(&secret)).is_ok() && theirs(kind, &text, Some(&secret)));
        let inside = text.trim_end().len() * 8;
        for bit in 0..inside {
            let Some(wrong) = flipped(&text, bit) else { continue };
            assert!(ours(kind, &wrong, Some(&secret)).is_err(), "we take bit {bit}:\n{wrong}");
            // the other one is slower, and takes some other white space beside a line's end
            if bit % 17 == 0 && text.as_bytes()[bit / 8] != b'\n' {
                assert!(!theirs(kind, &wrong, Some(&secret)), "they take bit {bit}:\n{wrong}");
            }
        }
    }
}

#[test]
fn a_plain_file_is_read_without_a_key_and_guarded_just_as_well() {
    let signer = signer();
    let mut chance = Chance(13);
    let mut json = document(Kind::Licence, "KEY", &mut chance);
    json["meta"] = house::meta(SystemClock.now(), house::DAY);
    let text = signer.file(Kind::Licence, json.to_string().as_bytes(), None, &mut chance);
    assert!(ours(Kind::Licence, &text, None).is_ok() && theirs(Kind::Licence, &text, None));
    for bit in (0..text.trim_end().len() * 8).step_by(3) {
        let Some(wrong) = flipped(&text, bit) else { continue };
        assert!(ours(Kind::Licence, &wrong, None).is_err(), "bit {bit}");
    }
}

#[test]
fn a_file_does_not_pass_for_the_other_kind_nor_under_another_algorithm() {
    let signer = signer();
    let mut chance = Chance(14);
    let mut json = document(Kind::Licence, "KEY", &mut chance);
    json["meta"] = house::meta(SystemClock.now(), house::DAY);
    let text = signer.file(Kind::Licence, json.to_string().as_bytes(), Some("KEY"), &mut chance);
    let renamed = text.replace("LICENSE FILE", "MACHINE FILE");
    assert_eq!(ours(Kind::Machine, &renamed, Some("KEY")), Err(FileFault::NotGenuine));
    assert!(matches!(ours(Kind::Machine, &text, Some("KEY")), Err(FileFault::Form(_))));
    for alg in ["none", "aes-256-gcm+rsa-sha256", "base64+ecdsa-p256", "AES-256-GCM+ED25519", ""] {
        let text = signer.envelope(Kind::Licence, "e30=", alg);
        assert_eq!(ours(Kind::Licence, &text, None), Err(FileFault::Algorithm(alg.into())));
    }
    // signed, and nonsense inside
    for enc in ["e30=", "bnVsbA==", "%%%", "", "a.b", "YQ==.YQ==.YQ=="] {
        for alg in ["base64+ed25519", "aes-256-gcm+ed25519"] {
            let text = signer.envelope(Kind::Licence, enc, alg);
            assert!(ours(Kind::Licence, &text, Some("KEY")).is_err(), "{enc} {alg}");
        }
    }
    let unsigned = wrapped("LICENSE FILE", r#"{"enc":"e30=","sig":"","alg":"base64+ed25519"}"#);
    assert_eq!(ours(Kind::Licence, &unsigned, None), Err(FileFault::NotGenuine));
}

#[test]
fn random_bytes_are_no_file_and_no_answer_and_never_a_crash() {
    let mut chance = Chance(15);
    for _ in 0..2000 {
        let text = chance.text(300);
        assert!(ours(Kind::Licence, &text, Some("KEY")).is_err());
        let framed = wrapped("LICENSE FILE", &text);
        assert!(ours(Kind::Licence, &framed, Some("KEY")).is_err());
        assert!(signed_key(&text, &signer().public()).is_err());
        let header = ("keygen-signature".to_owned(), chance.text(200));
        let rest = [("date", chance.text(30)), ("digest", chance.text(60))];
        let mut headers: Vec<_> = rest.map(|(name, value)| (name.to_owned(), value)).to_vec();
        headers.push(header);
        let response = Response { status: 200, headers, body: text.into_bytes() };
        let signed = Signed::gather("GET", "/v1/ping", "h", &response).unwrap();
        assert!(signed.verify(&signer().public()).is_err());
    }
}

#[test]
fn time_ends_a_file_and_one_from_the_future_shows_a_wrong_clock() {
    let signer = signer();
    let mut chance = Chance(16);
    let noon = house::NOON;
    let mut json = document(Kind::Licence, "KEY", &mut chance);
    json["meta"] = house::meta(noon, house::HOUR);
    let text = signer.file(Kind::Licence, json.to_string().as_bytes(), Some("KEY"), &mut chance);
    let opened = open(&text, Kind::Licence, &signer.public(), &["KEY"]).unwrap();
    let end = noon.plus(house::HOUR);
    assert_eq!(opened.check_time(end), Ok(()));
    assert_eq!(opened.check_time(Timestamp(end.0 + 1)), Err(FileFault::Expired(end)));
    assert_eq!(opened.check_time(noon.minus(house::MINUTE * 10)), Ok(()));
    assert_eq!(opened.check_time(noon.minus(house::MINUTE * 11)), Err(FileFault::Future(noon)));
    json["meta"]["expiry"] = Value::Null;
    json["meta"]["ttl"] = Value::Null;
    let text = signer.file(Kind::Licence, json.to_string().as_bytes(), Some("KEY"), &mut chance);
    let endless = open(&text, Kind::Licence, &signer.public(), &["KEY"]).unwrap();
    assert_eq!(endless.check_time(noon.plus(house::DAY * 10_000)), Ok(()));
    json["meta"]["expiry"] = json!("never");
    let text = signer.file(Kind::Licence, json.to_string().as_bytes(), Some("KEY"), &mut chance);
    assert!(open(&text, Kind::Licence, &signer.public(), &["KEY"]).is_err());
}

#[test]
fn both_clients_agree_on_signed_keys_and_on_each_changed_bit() {
    let signer = signer();
    let mut chance = Chance(17);
    let theirs = |key: &str| keygen_rs::verify(SchemeCode::Ed25519Sign, key).ok();
    for _ in 0..30 {
        let dataset = chance.text(60).into_bytes();
        let key = signer.key(&dataset);
        let found = signed_key(&key, &signer.public()).ok();
        assert_eq!(found.as_deref(), Some(&*dataset));
        assert_eq!(found, theirs(&key));
        for _ in 0..40 {
            let bit = chance.below(key.len() * 8);
            let Some(wrong) = flipped(&key, bit) else { continue };
            assert!(signed_key(&wrong, &signer.public()).is_err(), "bit {bit} of {key}");
            assert_eq!(theirs(&wrong), None);
        }
    }
    let unsigned = signed_key(house::KEY, &signer.public());
    assert!(matches!(unsigned, Err(Error::Key(why)) if why.contains("unsigned")));
}

/// A signed answer as it comes over the wire.
fn answer(signer: &Signer, body: &str) -> (Response, [&'static str; 3]) {
    let request = ["POST", "/v1/licenses/actions/validate-key?a=b", "licences.example.com:8443"];
    let headers = signer.headers(&request, body.as_bytes(), house::NOON);
    (Response { status: 200, headers, body: body.into() }, request)
}

fn verified(response: &Response, [method, target, host]: [&str; 3]) -> Result<Timestamp, Distrust> {
    Signed::gather(method, target, host, response)?.verify(&signer().public())
}

#[test]
fn a_signed_answer_is_believed_for_its_request_host_and_port_alone() {
    let (response, request) = answer(&signer(), r#"{"meta":{"valid":true}}"#);
    assert_eq!(verified(&response, request), Ok(house::NOON));
    let [method, target, host] = request;
    for other in [
        ["GET", target, host],
        [method, "/v1/licenses/actions/validate-key", host],
        [method, target, "licences.example.com"],
        [method, target, "evil.example.com:8443"],
    ] {
        assert_eq!(verified(&response, other), Err(Distrust::Signature), "{other:?}");
    }
    let (foreign, request) = answer(&Signer::new(9), "{}");
    assert_eq!(verified(&foreign, request), Err(Distrust::Signature));
}

#[test]
fn an_answer_with_any_one_bit_changed_is_refused() {
    let (good, request) = answer(&signer(), r#"{"meta":{"valid":true,"code":"VALID"}}"#);
    for bit in 0..good.body.len() * 8 {
        let mut wrong = good.clone();
        wrong.body[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(verified(&wrong, request), Err(Distrust::Digest));
    }
    for name in ["Keygen-Date", "Keygen-Digest", "Keygen-Signature"] {
        let place = good.headers.iter().position(|(known, _)| known == name).unwrap();
        let text = good.headers[place].1.clone();
        // the key's id is not signed, and nothing is decided by it
        let from = if name == "Keygen-Signature" { text.find(", algorithm").unwrap() } else { 0 };
        for bit in from * 8..text.len() * 8 {
            let Some(changed) = flipped(&text, bit) else { continue };
            let mut wrong = good.clone();
            wrong.headers[place].1 = changed;
            assert!(verified(&wrong, request).is_err(), "{name} bit {bit}");
        }
    }
}

#[test]
fn what_lacks_a_signature_or_any_part_of_it_is_refused() {
    let (good, request) = answer(&signer(), "{}");
    let without = |names: &[&str]| {
        let mut response = good.clone();
        response.headers.retain(|(name, _)| !names.contains(&&**name));
        verified(&response, request)
    };
    assert_eq!(without(&["Keygen-Signature"]), Err(Distrust::Unsigned("Keygen-Signature")));
    assert_eq!(without(&["Keygen-Date"]), Ok(house::NOON));
    assert_eq!(without(&["Keygen-Digest"]), Ok(house::NOON));
    assert_eq!(without(&["Keygen-Date", "Date"]), Err(Distrust::Unsigned("Keygen-Date")));
    assert_eq!(without(&["Keygen-Digest", "Digest"]), Err(Distrust::Unsigned("Keygen-Digest")));
    // a proxy that writes its own date harms nothing, where the server says it twice
    let mut proxied = good.clone();
    proxied.headers[0].1 = Timestamp(0).to_http();
    assert_eq!(verified(&proxied, request), Ok(house::NOON));
    let signature = good.header("Keygen-Signature").unwrap().to_owned();
    for (from, to) in [
        ("headers=\"(request-target) host date digest\"", "headers=\"date\""),
        ("algorithm=\"ed25519\"", "algorithm=\"hmac-sha256\""),
        ("algorithm=\"ed25519\"", "algorithm=\"ed25519\", algorithm=\"ed25519\""),
        (", headers=\"(request-target) host date digest\"", ""),
        ("signature=\"", "signature=\"A"),
        ("keyid=", "created=1, keyid="),
    ] {
        let mut wrong = good.clone();
        wrong.headers.last_mut().unwrap().1 = signature.replace(from, to);
        assert_eq!(verified(&wrong, request), Err(Distrust::Form), "{to}");
    }
}
