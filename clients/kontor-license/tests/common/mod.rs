//! What the tests share: chance from a seed, a signer, and a licence server of a few hundred lines.

#![allow(dead_code, reason = "each test binary uses a part")]

pub mod house;
pub mod server;
pub mod signer;

/// `SplitMix64`: the same numbers with every run.
pub struct Chance(pub u64);

impl Chance {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).unwrap()
    }

    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn text(&mut self, longest: usize) -> String {
        let letters: Vec<char> = "abcXYZ0189-._/+= äöü€😀\"\\\n".chars().collect();
        (0..self.below(longest + 1)).map(|_| *self.one(&letters)).collect()
    }
}

/// The text with one bit changed; none where that is no text any more.
pub fn flipped(text: &str, bit: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    String::from_utf8(bytes).ok()
}
