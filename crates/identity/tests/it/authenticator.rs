//! An authenticator in little (Web Authentication, Level 3, §6): one passkey on P-256, with a counter, that answers as browsers do.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

const USER_PRESENT: u8 = 1;
pub const USER_VERIFIED: u8 = 4;
const KEY_INCLUDED: u8 = 64;

#[derive(Clone)]
pub struct Authenticator {
    pub pkcs8: Vec<u8>,
    pub id: Vec<u8>,
    pub user: String,
    pub counter: u32,
    /// The page that asks, as the browser says it.
    pub origin: String,
    pub flags: u8,
}

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn text(bytes: usize) -> Vec<u8> {
    let len = u8::try_from(bytes).unwrap();
    if len < 24 { vec![0x60 | len] } else { vec![0x78, len] }
}

impl Authenticator {
    pub fn new(origin: &str) -> Self {
        let chance = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &chance).unwrap();
        Self {
            id: digest(&SHA256, key.as_ref()).as_ref().to_vec(),
            pkcs8: key.as_ref().to_vec(),
            user: String::new(),
            counter: 0,
            origin: origin.to_owned(),
            flags: USER_PRESENT | USER_VERIFIED,
        }
    }

    fn key(&self) -> EcdsaKeyPair {
        let chance = SystemRandom::new();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.pkcs8, &chance).unwrap()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    /// §6.1: the site's hash, flags and counter, and the new key where there is one.
    fn data(&mut self, rp: &str, flags: u8, key: &[u8]) -> Vec<u8> {
        self.counter += 1;
        let mut data = digest(&SHA256, rp.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data.extend(key);
        data
    }

    /// What `navigator.credentials.create` answers.
    pub fn create(&mut self, options: &Value) -> String {
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required", "{options}");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        options["user"]["id"].as_str().unwrap().clone_into(&mut self.user);
        let point = self.key().public_key().as_ref().to_vec();
        // aaguid, the id with its length, and the key in COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let mut key = vec![0; 16];
        key.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        key.extend(&self.id);
        key.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 32]);
        key.extend(&point[33..]);
        let rp = options["rp"]["id"].as_str().unwrap().to_owned();
        let data = self.data(&rp, self.flags | KEY_INCLUDED, &key);
        let mut attestation = vec![0xa3];
        for (name, value) in [("fmt", &b"\x64none"[..]), ("attStmt", &[0xa0])] {
            attestation.extend(text(name.len()));
            attestation.extend(name.as_bytes());
            attestation.extend(value);
        }
        attestation.extend(text("authData".len()));
        attestation.extend(b"authData");
        attestation.push(0x58);
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(&data);
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "attestationObject": b64(&attestation),
                "clientDataJSON": b64(&self.client_data("webauthn.create", options)),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// What `navigator.credentials.get` answers.
    pub fn get(&mut self, options: &Value) -> String {
        assert_eq!(options["userVerification"], "required", "{options}");
        let rp = options["rpId"].as_str().unwrap().to_owned();
        let data = self.data(&rp, self.flags, &[]);
        let client = self.client_data("webauthn.get", options);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key().sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": b64(&data), "clientDataJSON": b64(&client),
                "signature": b64(signature.as_ref()), "userHandle": self.user,
            },
        })
        .to_string()
    }

    /// Whether the options name this passkey among the allowed ones.
    pub fn is_allowed(&self, options: &Value) -> bool {
        let allowed = options["allowCredentials"].as_array().unwrap();
        allowed.iter().any(|one| one["id"] == b64(&self.id))
    }
}
