//! Keys and chance for tests, the same in every run where it matters.

use std::convert::Infallible;
use std::sync::LazyLock;

use rsa::rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

use super::pair::{Kind, Pair, make, make_rsa};

/// One pair of each kind for all tests: to make one of RSA takes long.
pub(super) fn pair(kind: Kind) -> &'static Pair {
    static ED25519: LazyLock<Pair> = LazyLock::new(|| read(Kind::Ed25519));
    static ECDSA_P256: LazyLock<Pair> = LazyLock::new(|| read(Kind::EcdsaP256));
    static RSA_2048: LazyLock<Pair> = LazyLock::new(|| read(Kind::Rsa2048));
    match kind {
        Kind::Ed25519 => &ED25519,
        Kind::EcdsaP256 => &ECDSA_P256,
        Kind::Rsa2048 => &RSA_2048,
    }
}

fn read(kind: Kind) -> Pair {
    let secret = match kind {
        Kind::Rsa2048 => make_rsa(&mut Seeded::new("rsa")).unwrap(),
        _ => make(kind).unwrap().secret,
    };
    Pair::read(kind, &secret).unwrap()
}

/// SHA-256 of a name and of ever higher numbers: as good as chance, but the same each time.
pub(super) struct Seeded {
    name: &'static str,
    number: u64,
}

impl Seeded {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, number: 0 }
    }

    pub(super) fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 32);
        while bytes.len() < count {
            self.number += 1;
            let hash =
                Sha256::new().chain_update(self.name).chain_update(self.number.to_le_bytes());
            bytes.extend_from_slice(&hash.finalize());
        }
        bytes.truncate(count);
        bytes
    }

    pub(super) fn array<const N: usize>(&mut self) -> [u8; N] {
        self.bytes(N).try_into().unwrap()
    }
}

impl TryRng for Seeded {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.array()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.array()))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let bytes = self.bytes(out.len());
        out.copy_from_slice(&bytes);
        Ok(())
    }
}

impl TryCryptoRng for Seeded {}
