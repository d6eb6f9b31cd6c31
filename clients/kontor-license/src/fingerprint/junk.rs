//! Normalised values, and those that say nothing: firmware is full of what nobody filled in.

use super::Part;

/// What vendors write where a serial number should be, in lower case.
const NOTHING: [&str; 30] = [
    "to be filled by o.e.m.",
    "to be filled by o.e.m",
    "default string",
    "default_string",
    "system serial number",
    "base board serial number",
    "baseboard serial number",
    "board serial number",
    "chassis serial number",
    "serial number",
    "not specified",
    "not applicable",
    "not available",
    "not present",
    "not settable",
    "unknown",
    "undefined",
    "uninitialized",
    "invalid",
    "empty",
    "none",
    "null",
    "n/a",
    "na",
    "o.e.m.",
    "oem",
    "standard",
    "sernum0",
    "type1 - board serial number",
    ".",
];

/// UUIDs that many machines share: sample values and the constants of firmware makers.
const SHARED: [&str; 5] = [
    "03000200040005000006000700080009",
    "12345678123456781234567812345678",
    "123456781234567890abcddeefaabbcc",
    "00020003000400050006000700080009",
    "fefefefefefefefefefefefefefefefe",
];

/// The value as it is hashed, or none if it tells no machine from another.
pub(super) fn usable(part: Part, value: &str) -> Option<String> {
    let value = value.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let digits: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    if NOTHING.contains(&&*value) || digits.len() < 4 || SHARED.contains(&&*digits) {
        return None;
    }
    let one_character = digits.bytes().all(|byte| byte == digits.as_bytes()[0]);
    if one_character || counts_up(&digits) {
        return None;
    }
    match part {
        Part::Mac => mac(&digits),
        Part::Cloud | Part::Cpu => Some(value),
        // with dashes or without, in braces or not: the same id
        Part::Smbios | Part::Install | Part::Board => Some(digits),
        Part::Disk => (!is_emulated(&digits)).then_some(digits),
    }
}

/// The names that QEMU gives its disks, the same in every machine.
fn is_emulated(disk: &str) -> bool {
    disk.starts_with("qm0000") || disk.contains("qemuharddisk") || disk.starts_with("drive")
}

/// `123456789`, `0123456789abcdef`: typed in to have something there.
fn counts_up(digits: &str) -> bool {
    let ladder = "0123456789abcdef0123456789abcdef";
    ladder.contains(digits) || "12345678901234567890".contains(digits)
}

/// Twelve hexadecimal digits of one card's address: not a group's (IEEE 802: the lowest bit of the first byte), and not
/// the one that QEMU gives to every machine.
fn mac(digits: &str) -> Option<String> {
    let first = u8::from_str_radix(digits.get(..2)?, 16).ok()?;
    let hexadecimal = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let one = hexadecimal && first & 1 == 0 && digits != "525400123456";
    one.then(|| digits.to_owned())
}

/// The usable address of a card whose system does not tell the permanent address from one that it made up: only one
/// that a maker gave (the second lowest bit is not set).
pub(super) fn makers_mac(address: &str) -> Option<String> {
    let digits = usable(Part::Mac, address)?;
    let first = u8::from_str_radix(&digits[..2], 16).ok()?;
    (first & 2 == 0).then_some(digits)
}
