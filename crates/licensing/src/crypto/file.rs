//! Licence and machine files: a JSON:API document, signed, and encrypted if that is wished.

use std::borrow::Cow;

use anyhow::{Result, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use super::algorithm::Algorithm;
use super::armour::{armour, unarmour};
use super::pair::Pair;
use super::public::Public;

/// As wide as Ruby's `encode64`, which clients have seen so far.
const COLUMNS: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Licence,
    Machine,
}

impl FileKind {
    fn title(self) -> &'static str {
        match self {
            Self::Licence => "LICENSE FILE",
            Self::Machine => "MACHINE FILE",
        }
    }

    /// What the signed text begins with, so that no file passes for the other kind.
    fn prefix(self) -> &'static str {
        match self {
            Self::Licence => "license/",
            Self::Machine => "machine/",
        }
    }
}

/// What a file is encrypted with.
pub(crate) struct Lock<'a> {
    pub(crate) key: &'a [u8; 32],
    /// Random: a key of a licence locks many files, and under one key no nonce may come twice.
    pub(crate) nonce: [u8; 12],
}

/// What the client derives from the licence key.
pub(crate) fn license_file_key(licence_key: &str) -> [u8; 32] {
    sha256(&[licence_key])
}

/// What the client derives from the licence key and the machine's fingerprint.
pub(crate) fn machine_file_key(licence_key: &str, fingerprint: &str) -> [u8; 32] {
    sha256(&[licence_key, fingerprint])
}

fn sha256(parts: &[&str]) -> [u8; 32] {
    let mut hash = Context::new(&SHA256);
    for part in parts {
        hash.update(part.as_bytes());
    }
    hash.finish().as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// The envelope within the lines of a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(borrow)]
    enc: Cow<'a, str>,
    #[serde(borrow)]
    sig: Cow<'a, str>,
    #[serde(borrow)]
    alg: Cow<'a, str>,
}

/// A whole file, from its first line to its last.
pub(crate) fn certificate(
    kind: FileKind,
    json: &str,
    algorithm: Algorithm,
    lock: Option<Lock>,
    pair: &Pair,
) -> Result<String> {
    let how = encoding(lock.is_some());
    let enc = match lock {
        None => STANDARD.encode(json),
        Some(lock) => seal(json, lock)?,
    };
    let signature = pair.sign(algorithm, [kind.prefix(), &enc].concat().as_bytes())?;
    let envelope = Envelope {
        enc: enc.into(),
        sig: STANDARD.encode(signature).into(),
        alg: format!("{how}+{}", algorithm.name()).into(),
    };
    Ok(armour(kind.title(), &serde_json::to_vec(&envelope)?, COLUMNS))
}

fn encoding(encrypted: bool) -> &'static str {
    if encrypted { "aes-256-gcm" } else { "base64" }
}

/// `ciphertext.nonce.tag`
fn seal(json: &str, lock: Lock) -> Result<String> {
    let mut sealed = json.as_bytes().to_vec();
    let nonce = Nonce::assume_unique_for_key(lock.nonce);
    cipher(lock.key)
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut sealed)
        .map_err(|_| anyhow!("{} bytes cannot be encrypted", json.len()))?;
    let (text, tag) = sealed.split_at(json.len());
    Ok([text, &lock.nonce, tag].map(|part| STANDARD.encode(part)).join("."))
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, key);
    LessSafeKey::new(key.expect("a key of AES-256 has 32 bytes"))
}

/// Why a file is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("this is no such file, or not a whole one")]
    Form,
    #[error("its algorithm is unknown")]
    Algorithm,
    #[error("its signature is not by this key")]
    NotGenuine,
    #[error("it is encrypted, and not with this key")]
    Locked,
}

/// The document in a file that this key signed. The signature is checked before anything inside is read.
pub(crate) fn open(
    kind: FileKind,
    text: &str,
    public: &Public,
    key: Option<&[u8; 32]>,
) -> Result<String, Fault> {
    let envelope = unarmour(kind.title(), text).ok_or(Fault::Form)?;
    let Envelope { enc, sig, alg } = serde_json::from_slice(&envelope).map_err(|_| Fault::Form)?;
    let (how, algorithm) = alg.split_once('+').ok_or(Fault::Algorithm)?;
    let algorithm = Algorithm::of_name(algorithm).ok_or(Fault::Algorithm)?;
    let encrypted = how == encoding(true);
    if !encrypted && how != encoding(false) {
        return Err(Fault::Algorithm);
    }
    let signature = STANDARD.decode(&*sig).map_err(|_| Fault::NotGenuine)?;
    if !public.verify(algorithm, [kind.prefix(), &enc].concat().as_bytes(), &signature) {
        return Err(Fault::NotGenuine);
    }
    let json = if encrypted {
        key.and_then(|key| unseal(&enc, key)).ok_or(Fault::Locked)?
    } else {
        STANDARD.decode(&*enc).map_err(|_| Fault::Form)?
    };
    String::from_utf8(json).map_err(|_| Fault::Form)
}

fn unseal(enc: &str, key: &[u8; 32]) -> Option<Vec<u8>> {
    let [text, nonce, tag] = enc.split('.').collect::<Vec<_>>()[..] else { return None };
    let nonce: [u8; 12] = STANDARD.decode(nonce).ok()?.try_into().ok()?;
    let tag: [u8; 16] = STANDARD.decode(tag).ok()?.try_into().ok()?;
    let mut text = STANDARD.decode(text).ok()?;
    text.extend(tag);
    let nonce = Nonce::assume_unique_for_key(nonce);
    Some(cipher(key).open_in_place(nonce, Aad::empty(), &mut text).ok()?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::pair::Kind;
    use super::super::testing::{Seeded, pair};
    use super::*;

    const JSON: &str = r#"{"data":{"type":"licenses"},"included":[],"meta":{"ttl":3600}}"#;
    const KINDS: [FileKind; 2] = [FileKind::Licence, FileKind::Machine];

    fn public(kind: Kind) -> Public {
        Public::read(kind, pair(kind).public()).unwrap()
    }

    fn make(kind: FileKind, json: &str, key: Option<&[u8; 32]>, nonce: [u8; 12]) -> String {
        let lock = key.map(|key| Lock { key, nonce });
        certificate(kind, json, Algorithm::Ed25519, lock, pair(Kind::Ed25519)).unwrap()
    }

    fn envelope(kind: FileKind, file: &str) -> serde_json::Value {
        serde_json::from_slice(&unarmour(kind.title(), file).unwrap()).unwrap()
    }

    #[test]
    fn a_file_has_its_lines_and_the_three_fields_in_order() {
        let file = make(FileKind::Licence, JSON, None, [0; 12]);
        assert!(file.starts_with("-----BEGIN LICENSE FILE-----\neyJlbmMiOiJ"), "{file}");
        assert!(file.ends_with("\n-----END LICENSE FILE-----\n"), "{file}");
        let inside: Vec<&str> = file.lines().filter(|line| !line.starts_with('-')).collect();
        let (last, full) = inside.split_last().unwrap();
        assert!(full.len() > 2 && full.iter().all(|line| line.len() == 60) && last.len() <= 60);
        let text = String::from_utf8(unarmour("LICENSE FILE", &file).unwrap()).unwrap();
        assert!(text.starts_with(&format!(r#"{{"enc":"{}","sig":""#, STANDARD.encode(JSON))));
        assert!(text.ends_with(r#"","alg":"base64+ed25519"}"#));
        assert!(
            make(FileKind::Machine, JSON, None, [0; 12])
                .starts_with("-----BEGIN MACHINE FILE-----\n")
        );
    }

    /// Both parts of the wire format that no reader of ours would notice if we got both sides wrong.
    #[test]
    fn the_signature_is_over_the_prefixed_text_and_the_tag_stands_last() {
        let key = license_file_key("C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3");
        let file = envelope(FileKind::Licence, &make(FileKind::Licence, JSON, Some(&key), [7; 12]));
        assert_eq!(file["alg"], "aes-256-gcm+ed25519");
        let enc = file["enc"].as_str().unwrap();
        let signature = STANDARD.decode(file["sig"].as_str().unwrap()).unwrap();
        let signed = format!("license/{enc}");
        assert!(public(Kind::Ed25519).verify(Algorithm::Ed25519, signed.as_bytes(), &signature));
        let parts: Vec<Vec<u8>> =
            enc.split('.').map(|part| STANDARD.decode(part).unwrap()).collect();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [JSON.len(), 12, 16]);
        assert_eq!(parts[1], [7; 12]);
    }

    /// NIST's vector for AES-256-GCM: a key, a nonce and a text of zeros.
    #[test]
    fn the_cipher_is_the_one_of_the_standard() {
        let lock = Lock { key: &[0; 32], nonce: [0; 12] };
        let sealed = seal(&"\0".repeat(16), lock).unwrap();
        let parts: Vec<String> =
            sealed.split('.').map(|part| hex::encode(STANDARD.decode(part).unwrap())).collect();
        assert_eq!(parts[0], "cea7403d4d606b6e074ec5d3baf39d18");
        assert_eq!(parts[2], "d0d1c8a799996bf0265b98b5d48ab919");
    }

    #[test]
    fn keys_are_hashes_of_what_the_client_knows() {
        assert_eq!(
            hex::encode(license_file_key("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(machine_file_key("a", "bc"), license_file_key("abc"));
    }

    #[test]
    fn every_algorithm_makes_files_that_open_again() {
        let key = machine_file_key("licence", "fingerprint");
        for algorithm in Algorithm::ALL {
            for kind in KINDS {
                let pair = pair(algorithm.kind());
                let public = public(algorithm.kind());
                let plain = certificate(kind, JSON, algorithm, None, pair).unwrap();
                assert_eq!(open(kind, &plain, &public, None).as_deref(), Ok(JSON));
                let lock = Lock { key: &key, nonce: [1; 12] };
                let locked = certificate(kind, JSON, algorithm, Some(lock), pair).unwrap();
                assert_eq!(open(kind, &locked, &public, Some(&key)).as_deref(), Ok(JSON));
                assert_eq!(open(kind, &locked, &public, None), Err(Fault::Locked));
                assert_eq!(open(kind, &locked, &public, Some(&[0; 32])), Err(Fault::Locked));
                assert_eq!(envelope(kind, &plain)["alg"], format!("base64+{}", algorithm.name()));
            }
        }
    }

    #[test]
    fn a_file_is_of_one_kind_and_of_one_key() {
        let file = make(FileKind::Licence, JSON, None, [0; 12]);
        let key = public(Kind::Ed25519);
        assert_eq!(open(FileKind::Machine, &file, &key, None), Err(Fault::Form));
        let renamed = file.replace("LICENSE FILE", "MACHINE FILE");
        assert_eq!(open(FileKind::Machine, &renamed, &key, None), Err(Fault::NotGenuine));
        let stranger = Public::Ed25519([9; 32]);
        assert_eq!(open(FileKind::Licence, &file, &stranger, None), Err(Fault::NotGenuine));
        assert_eq!(
            open(FileKind::Licence, &file, &public(Kind::Rsa2048), None),
            Err(Fault::NotGenuine)
        );
    }

    /// The file with one bit turned, unless it is no text then.
    fn turned(file: &str, bit: usize) -> Option<String> {
        let mut bytes = file.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    }

    /// Random documents of all lengths, and in each file some bits turned, each on its own.
    #[test]
    fn one_bit_turned_anywhere_and_no_file_opens() {
        let mut chance = Seeded::new("files");
        let public = public(Kind::Ed25519);
        for round in 0..120 {
            let kind = KINDS[round % 2];
            let json = hex::encode(chance.bytes(round * 3));
            let (key, nonce) = (chance.array(), chance.array());
            let key = (round % 3 > 0).then_some(&key);
            let file = make(kind, &json, key, nonce);
            assert_eq!(open(kind, &file, &public, key), Ok(json));
            let bits = (0..60).map(|_| u16::from_le_bytes(chance.array()).into());
            let bits: Vec<usize> = bits.map(|bit: usize| bit % (file.len() * 8)).collect();
            for text in bits.iter().filter_map(|bit| turned(&file, *bit)) {
                assert!(open(kind, &text, &public, key).is_err(), "{text}\nof\n{file}");
            }
        }
    }

    #[test]
    fn every_bit_of_one_file_counts() {
        let public = public(Kind::Ed25519);
        let file = make(FileKind::Licence, JSON, Some(&[3; 32]), [4; 12]);
        for text in (0..file.len() * 8).filter_map(|bit| turned(&file, bit)) {
            let opened = open(FileKind::Licence, &text, &public, Some(&[3; 32]));
            assert!(opened.is_err(), "{text}\nof\n{file}");
        }
    }
}
