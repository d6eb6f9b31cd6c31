//! Recovery codes: for the day on which the phone is lost. Each is good once.

use platform::rng;

/// So many are given out at once.
pub const COUNT: usize = 10;
/// 24 characters of five bit: 120 bit, so that a plain hash keeps them (ASVS 6.5.2).
const BYTES: usize = 15;
const LENGTH: usize = 24;
/// Crockford's base32 has no letter that looks like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new code, in groups of six.
pub fn random() -> String {
    let bytes: [u8; BYTES] = rng::bytes();
    let bit = |i: usize| bytes[i / 8] >> (7 - i % 8) & 1;
    let letter =
        |n: usize| ALPHABET[usize::from((0..5).fold(0, |all, i| all << 1 | bit(n * 5 + i)))];
    let groups =
        (0..LENGTH / 6).map(|group| (group * 6..group * 6 + 6).map(|n| char::from(letter(n))));
    groups.map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// What the database knows of a code: SHA-256 in hex. None for what is no code. Case, spaces and hyphens do not matter,
/// and letters that look like digits are read as these.
pub fn id_of(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            c => c,
        })
        .collect();
    let fits = plain.len() == LENGTH && plain.bytes().all(|byte| ALPHABET.contains(&byte));
    fits.then(|| rng::id_of("kontor/recovery/v1", &plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = random();
        assert_eq!(code.len(), 27);
        let id = id_of(&code).unwrap();
        assert_eq!(id_of(&code.to_lowercase().replace('-', " ")), Some(id.clone()));
        assert_eq!(id_of(&code.replace('0', "o").replace('1', "l")), Some(id.clone()));
        assert_ne!(id_of(&random()), Some(id));
        for wrong in ["", "123456", "ABCDEF-ABCDEF-ABCDEF-ABCDE", "ABCDEF-ABCDEF-ABCDEF-ABCDEU"] {
            assert_eq!(id_of(wrong), None, "{wrong}");
        }
    }
}
