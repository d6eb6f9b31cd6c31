//! One-time codes of an authenticator app: RFC 6238 with SHA-1, six digits and 30 seconds, which every app knows.

use chrono::{DateTime, Utc};
use platform::keys::Secret;
use platform::rng;
use totp_rs::{Builder, Totp as Code};

/// 160 bit, as long as the hash (RFC 4226 §4).
const BYTES: usize = 20;

/// How long a code is good, in seconds (RFC 6238 §5.2).
const STEP_SECONDS: i64 = 30;
/// So many steps the clocks of several nodes may be apart: five minutes.
const APART: i64 = 10;

/// A secret that an authenticator app shares with us.
pub struct Totp(Secret<[u8; BYTES]>);

impl Totp {
    pub fn random() -> Self {
        Self(Secret::new(rng::bytes()))
    }

    /// None for anything but 20 bytes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Secret::new(bytes)))
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.expose()
    }

    /// The 30-second step that a code belongs to: now, the one before or the one after (RFC 6238 §5.2), and later than
    /// every step that was used. A step that was used further in the future than clocks are apart was used before the
    /// clock was set back, and keeps nobody out until then. None for a wrong code.
    pub fn step_of(&self, code: &str, now: DateTime<Utc>, last_step: i64) -> Option<i64> {
        let seconds = u64::try_from(now.timestamp()).ok()?;
        let step = self.code("", "").check(code, seconds)?;
        let from_before = last_step > now.timestamp() / STEP_SECONDS + APART;
        i64::try_from(step).ok().filter(|step| from_before || *step > last_step)
    }

    /// The secret as people type it: base32 in groups of four.
    pub fn typed(&self) -> String {
        let text = self.code("", "").secret().to_base32();
        let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// What the QR code says: an `otpauth` address with the house and the account's address.
    pub fn address(&self, house: &str, account: &str) -> Option<String> {
        self.code(house, account).to_url().ok()
    }

    fn code(&self, house: &str, account: &str) -> Code {
        // a colon divides house and account in the address
        let (house, account) = (house.replace(':', " "), account.replace(':', " "));
        Builder::new()
            .with_secret(self.bytes().to_vec())
            .with_skew(1)
            .with_issuer(Some(house))
            .with_account_name(account)
            .build_noncompliant()
    }
}

/// Six digits, however they were grouped; none when it is something else.
pub fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret and two moments of RFC 6238, appendix B, with the last six digits of what stands there.
    #[test]
    fn codes_are_those_of_the_rfc_and_good_once() {
        let totp = Totp::read(b"12345678901234567890").unwrap();
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(totp.step_of("287082", at(59), 0), Some(1));
        assert_eq!(totp.step_of("081804", at(1_111_111_109), 0), Some(37_037_036));
        assert_eq!(totp.step_of("287082", at(59), 1), None, "used already");
        assert_eq!(totp.step_of("287082", at(89), 0), Some(1), "one step late");
        assert_eq!(totp.step_of("287082", at(29), 0), Some(1), "one step early");
        assert_eq!(totp.step_of("287082", at(121), 0), None);
        assert_eq!(totp.step_of("287083", at(59), 0), None);
        assert_eq!(
            totp.step_of("287082", at(59), 11),
            None,
            "another node's clock is five minutes ahead"
        );
        assert_eq!(totp.step_of("287082", at(59), 12), Some(1), "the clock was set back");
        assert_eq!(totp.step_of("+87082", at(59), 0), None);
    }

    #[test]
    fn the_address_names_the_house_and_the_account() {
        let totp = Totp::read(b"12345678901234567890").unwrap();
        let address = totp.address("Brandt: Söhne & Co", "maria@kontor.test").unwrap();
        assert!(address.starts_with("otpauth://totp/Brandt%20%20S%C3%B6hne"), "{address}");
        assert!(address.contains("maria%40kontor.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert_eq!(totp.typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn digits_are_read_in_groups_too() {
        assert_eq!(digits(" 123 456\n").as_deref(), Some("123456"));
        assert_eq!(digits("123-456").as_deref(), Some("123456"));
        for wrong in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert_eq!(digits(wrong), None, "{wrong}");
        }
    }
}
