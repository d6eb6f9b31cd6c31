//! Header text: RFC 2047 words, raw 8-bit bytes, and the ways mailers get both wrong.

use crate::{charset, transfer};

/// One run of decoded bytes that still waits for its neighbours: mailers cut letters in two.
struct Run {
    charset: String,
    bytes: Vec<u8>,
}

/// Bytes of one encoded word; mailers write longer ones than the 75 of RFC 2047.
const LONGEST: usize = 8_000;
/// Bytes of one header value that are decoded.
const LONGEST_VALUE: usize = 200_000;

/// Decodes an unfolded header value; `hint` is a charset used elsewhere in the mail.
pub fn decode(value: &[u8], hint: Option<&str>) -> String {
    let value = &value[..value.len().min(LONGEST_VALUE)];
    if !value.windows(2).any(|w| w == b"=?") {
        return charset::decode_with_hint(value, None, hint);
    }
    let mut out = String::new();
    let mut run: Option<Run> = None;
    let mut at = 0;
    while at < value.len() {
        let Some((word, length)) = word_at(&value[at..]) else {
            let next = value[at + 1..]
                .windows(2)
                .position(|w| w == b"=?")
                .map_or(value.len(), |p| at + 1 + p);
            let between = &value[at..next];
            // blanks between two encoded words do not count (RFC 2047 §6.2)
            let blank = between.iter().all(u8::is_ascii_whitespace);
            if !(blank && run.is_some() && word_at(&value[next..]).is_some()) {
                flush(&mut out, run.take());
                out.push_str(&charset::decode_with_hint(between, None, hint));
            }
            at = next;
            continue;
        };
        at += length;
        match &mut run {
            Some(open) if open.charset == word.charset => open.bytes.extend(word.bytes),
            _ => {
                flush(&mut out, run.take());
                run = Some(word);
            }
        }
    }
    flush(&mut out, run);
    out
}

/// The charset of the first encoded word.
pub fn charset_of(value: &[u8]) -> Option<String> {
    let start = value.windows(2).position(|w| w == b"=?")?;
    word_at(&value[start..]).map(|(word, _)| word.charset)
}

/// The length of the encoded word that `value` starts with.
pub fn length(value: &[u8]) -> Option<usize> {
    word_at(value).map(|(_, length)| length)
}

fn flush(out: &mut String, run: Option<Run>) {
    if let Some(run) = run {
        out.push_str(&charset::decode(&run.bytes, Some(&run.charset)));
    }
}

/// The encoded word that `value` starts with, and its length.
fn word_at(value: &[u8]) -> Option<(Run, usize)> {
    let rest = value.strip_prefix(b"=?")?;
    let name_end = rest.iter().take(60).position(|b| *b == b'?')?;
    let name = std::str::from_utf8(&rest[..name_end]).ok()?;
    // RFC 2231 §5: a language may follow the charset
    let name = name.split('*').next().unwrap_or("").trim();
    let plausible =
        !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_graphic());
    let kind = *rest.get(name_end + 1)?;
    if !plausible || rest.get(name_end + 2) != Some(&b'?') {
        return None;
    }
    let text = &rest[name_end + 3..];
    let (end, bytes) = match kind.to_ascii_uppercase() {
        b'B' => {
            let end = closing(text)?;
            (end, transfer::base64(&text[..end]))
        }
        b'Q' => {
            let end = closing(text)?;
            let spaced: Vec<u8> =
                text[..end].iter().map(|b| if *b == b'_' { b' ' } else { *b }).collect();
            (end, transfer::quoted_printable(&spaced))
        }
        _ => return None,
    };
    let length = 2 + name_end + 3 + end + 2;
    Some((Run { charset: name.to_ascii_lowercase(), bytes }, length.min(value.len())))
}

/// Where `?=` closes the word; not at a `?` that only precedes a `=XX` code.
fn closing(text: &[u8]) -> Option<usize> {
    let text = &text[..text.len().min(LONGEST)];
    let mut from = 0;
    while let Some(found) = text.get(from..)?.windows(2).position(|w| w == b"?=") {
        let at = from + found;
        let after = &text[at + 2..];
        let near = &after[..after.len().min(80)];
        let code = transfer::hex_pair(after).is_some() && near.windows(2).any(|w| w == b"?=");
        if !code {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_join_across_folds_even_inside_a_letter() {
        assert_eq!(decode(b"=?utf-8?B?R3LDvA==?= =?utf-8?B?w58=?=!", None), "Grüß!");
        assert_eq!(decode(b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= aus", None), "Grüße aus");
    }

    #[test]
    fn raw_text_with_an_equals_sign_and_question_mark_stays() {
        assert_eq!(decode(b"1+1=?2? yes", None), "1+1=?2? yes");
        assert_eq!(decode(b"=?utf-8?X?abc?=", None), "=?utf-8?X?abc?=");
    }

    #[test]
    fn a_word_with_spaces_or_language_is_read() {
        assert_eq!(decode(b"=?UTF-8*de?Q? T=C3=BCr zu?=", None), " Tür zu");
    }
}
