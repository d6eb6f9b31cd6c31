//! `winmail.dat`: the envelope that Outlook puts files into when it talks to itself (MS-OXTNEF).

use crate::attachment;

const SIGNATURE: u32 = 0x223e_9f78;
const BODY: u32 = 0x0002_800c;
const ATTACH_BEGIN: u32 = 0x0006_9002;
const ATTACH_TITLE: u32 = 0x0001_8010;
const ATTACH_DATA: u32 = 0x0006_800f;
const ATTACH_PROPERTIES: u32 = 0x0006_9005;
/// `PidTagAttachLongFilename`
const LONG_NAME: u16 = 0x3707;
/// `PidTagAttachDataBinary`
const DATA: u16 = 0x3701;
/// `PidTagAttachMimeTag`
const MIME: u16 = 0x370e;

const MOST_FILES: usize = 500;

/// One file inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub filename: String,
    /// Empty if not given.
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// What was inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The plain text, if the envelope holds one.
    pub text: Option<String>,
    pub files: Vec<File>,
}

/// Unpacks a `winmail.dat`; `None` if the bytes are none. What is cut off is left out.
pub fn unpack(bytes: &[u8]) -> Option<Contents> {
    let mut reader = Reader(bytes);
    if reader.u32()? != SIGNATURE {
        return None;
    }
    reader.take(2)?;
    let mut contents = Contents::default();
    while let Some((id, value)) = reader.attribute() {
        match id {
            BODY => contents.text = Some(narrow(value)),
            ATTACH_BEGIN if contents.files.len() < MOST_FILES => {
                contents.files.push(File::default());
            }
            _ => {
                if let Some(file) = contents.files.last_mut() {
                    file.set(id, value);
                }
            }
        }
    }
    for file in &mut contents.files {
        let name = attachment::clean(&file.filename);
        file.filename = if name.is_empty() { "file".to_owned() } else { name };
    }
    contents.files.retain(|file| !file.bytes.is_empty());
    Some(contents)
}

impl File {
    fn set(&mut self, id: u32, value: &[u8]) {
        match id {
            ATTACH_TITLE if self.filename.is_empty() => self.filename = narrow(value),
            ATTACH_DATA => self.bytes = value.to_vec(),
            ATTACH_PROPERTIES => self.properties(value),
            _ => {}
        }
    }

    fn properties(&mut self, value: &[u8]) {
        let mut reader = Reader(value);
        let count = reader.u32().unwrap_or(0);
        for _ in 0..count.min(1_000) {
            let Some((id, kind, value)) = reader.property() else { return };
            match id {
                LONG_NAME => self.filename = string(kind, value),
                MIME => self.mime = string(kind, value).to_ascii_lowercase(),
                DATA if self.bytes.is_empty() => self.bytes = value.to_vec(),
                _ => {}
            }
        }
    }
}

/// Bytes that are taken from the front.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    /// Level, id, length, value, checksum.
    fn attribute(&mut self) -> Option<(u32, &'b [u8])> {
        self.take(1)?;
        let id = self.u32()?;
        let length = self.length()?;
        let value = self.take(length)?;
        self.take(2);
        Some((id, value))
    }

    /// One MAPI property: id, type, and the (first) value.
    fn property(&mut self) -> Option<(u16, u16, &'b [u8])> {
        let kind = self.u16()?;
        let id = self.u16()?;
        if id >= 0x8000 {
            self.property_name()?;
        }
        let many = kind & 0x1000 != 0;
        let kind = kind & 0x0fff;
        let sized = matches!(kind, 0x0d | 0x1e | 0x1f | 0x102);
        let count = if many || sized { self.u32()? } else { 1 };
        let mut first: Option<&'b [u8]> = None;
        for _ in 0..count {
            let value = if sized { self.sized()? } else { self.take(fixed_length(kind)?)? };
            first.get_or_insert(value);
        }
        Some((id, kind, first.unwrap_or(b"")))
    }

    /// A named property tells its name before its value.
    fn property_name(&mut self) -> Option<()> {
        self.take(16)?;
        if self.u32()? == 0 {
            self.take(4)?;
        } else {
            self.sized()?;
        }
        Some(())
    }

    /// A length, so many bytes, and padding to four.
    fn sized(&mut self) -> Option<&'b [u8]> {
        let length = self.length()?;
        let value = self.take(length)?;
        self.take(length.next_multiple_of(4).checked_sub(length)?);
        Some(value)
    }
}

fn fixed_length(kind: u16) -> Option<usize> {
    match kind {
        0x02 | 0x03 | 0x04 | 0x0a | 0x0b => Some(4),
        0x05 | 0x06 | 0x07 | 0x14 | 0x40 => Some(8),
        0x48 => Some(16),
        _ => None,
    }
}

fn string(kind: u16, value: &[u8]) -> String {
    if kind != 0x1f {
        return narrow(value);
    }
    let units = value.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).filter(|c| *c != '\0').collect()
}

/// Text in the sender's code page, which is not told; ended by NUL.
fn narrow(value: &[u8]) -> String {
    let end = value.iter().position(|b| *b == 0).unwrap_or(value.len());
    crate::charset::guess(&value[..end], Some("windows-1252"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(id: u32, value: &[u8]) -> Vec<u8> {
        let length = u32::try_from(value.len()).unwrap();
        [&[2], &id.to_le_bytes()[..], &length.to_le_bytes(), value, &[0, 0]].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
    }

    fn winmail() -> Vec<u8> {
        let name = wide("Übersicht.xlsx");
        let length = u32::try_from(name.len()).unwrap();
        let padding = vec![0; name.len().next_multiple_of(4) - name.len()];
        let named =
            [&[3, 0, 1, 0x80][..], &[0; 16], &[0; 4], &[1, 0, 0, 0], &[7, 0, 0, 0]].concat();
        let long_name =
            [&[0x1f, 0, 0x07, 0x37][..], &[1, 0, 0, 0], &length.to_le_bytes(), &name, &padding]
                .concat();
        let properties = [&2u32.to_le_bytes()[..], &named, &long_name].concat();
        [
            &SIGNATURE.to_le_bytes()[..],
            &[1, 0],
            &attribute(BODY, b"Gr\xfc\xdfe\0"),
            &attribute(ATTACH_BEGIN, &[0; 14]),
            &attribute(ATTACH_TITLE, b"BERSIC~1.XLS\0"),
            &attribute(ATTACH_DATA, b"xlsx"),
            &attribute(ATTACH_PROPERTIES, &properties),
            &attribute(ATTACH_BEGIN, &[0; 14]),
            &attribute(ATTACH_TITLE, b"..\\b.txt\0"),
            &attribute(ATTACH_DATA, b"b"),
        ]
        .concat()
    }

    #[test]
    fn files_and_text_come_out_with_their_long_names() {
        let contents = unpack(&winmail()).unwrap();
        assert_eq!(contents.text.as_deref(), Some("Grüße"));
        let files: Vec<_> =
            contents.files.iter().map(|f| (f.filename.as_str(), f.bytes.as_slice())).collect();
        assert_eq!(files, [("Übersicht.xlsx", &b"xlsx"[..]), ("b.txt", b"b")]);
    }

    #[test]
    fn no_cut_and_no_changed_byte_makes_it_fail() {
        assert_eq!(unpack(b"no envelope"), None);
        let whole = winmail();
        for at in 0..whole.len() {
            unpack(&whole[..at]);
            let mut changed = whole.clone();
            changed[at] ^= 0xff;
            unpack(&changed);
        }
    }
}
