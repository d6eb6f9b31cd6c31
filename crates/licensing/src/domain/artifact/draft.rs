//! What is given of an artifact before its file comes.

use super::{Artifact, ArtifactId, Metadata, ProductId, Refused, ReleaseId, Status};
use platform::{Millis, Refusal};

/// An artifact as it is announced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub filename: String,
    /// Empty for the end of the file's name.
    pub filetype: String,
    pub platform: String,
    pub arch: String,
    pub filesize: Option<i64>,
    pub checksum: String,
    pub signature: String,
    pub metadata: Metadata,
}

impl Draft {
    pub const LONGEST_NAME: usize = 250;
    pub const LONGEST_WORD: usize = 50;
    pub const LONGEST_CHECKSUM: usize = 200;
    pub const LONGEST_SIGNATURE: usize = 4000;

    /// An artifact as it is now, to be changed.
    pub fn of(artifact: &Artifact) -> Self {
        Self {
            filename: artifact.filename.clone(),
            filetype: artifact.filetype.clone(),
            platform: artifact.platform.clone(),
            arch: artifact.arch.clone(),
            filesize: artifact.filesize,
            checksum: artifact.checksum.clone().unwrap_or_default(),
            signature: artifact.signature.clone().unwrap_or_default(),
            metadata: artifact.metadata.clone(),
        }
    }

    /// The artifact that it would be; of which release, the action says.
    pub fn read(&self, now: Millis) -> Result<Artifact, Vec<Refusal>> {
        let mut wrong: Vec<Refused> = Vec::new();
        let filename = self.filename.trim();
        if filename.is_empty() {
            wrong.push(Refused::FilenameMissing);
        } else if !is_filename(filename) {
            wrong.push(Refused::FilenameInvalid);
        }
        let words = [
            (&self.filetype, Refused::FiletypeInvalid),
            (&self.platform, Refused::PlatformInvalid),
            (&self.arch, Refused::ArchInvalid),
        ];
        wrong.extend(words.into_iter().filter(|(text, _)| !is_word(text)).map(|(_, no)| no));
        if self.filesize.is_some_and(|size| size < 0) {
            wrong.push(Refused::FilesizeInvalid);
        }
        let plain = |text: &str, most: usize| text.len() <= most && text.is_ascii();
        if !plain(&self.checksum, Self::LONGEST_CHECKSUM) {
            wrong.push(Refused::ChecksumInvalid);
        }
        if !plain(&self.signature, Self::LONGEST_SIGNATURE) {
            wrong.push(Refused::SignatureInvalid);
        }
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(Refusal::from).collect());
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let filetype = some(&self.filetype).unwrap_or_else(|| end_of(filename));
        Ok(Artifact {
            id: ArtifactId::new(),
            release: ReleaseId(sea_orm::prelude::Uuid::nil()),
            product: ProductId(sea_orm::prelude::Uuid::nil()),
            filename: filename.to_owned(),
            filetype: filetype.trim_start_matches('.').to_owned(),
            platform: self.platform.trim().to_owned(),
            arch: self.arch.trim().to_owned(),
            filesize: self.filesize,
            checksum: some(&self.checksum),
            signature: some(&self.signature),
            status: Status::Waiting,
            sha256: None,
            metadata: self.metadata.clone(),
            created_at: now,
            updated_at: now,
            version: 1,
        })
    }
}

/// A name without folders, which can stand in an address and on every disk.
fn is_filename(text: &str) -> bool {
    let odd = |c: char| c.is_control() || "/\\?#%\"<>|*:".contains(c);
    text.chars().count() <= Draft::LONGEST_NAME && !text.chars().any(odd) && !text.starts_with('.')
}

fn is_word(text: &str) -> bool {
    text.chars().count() <= Draft::LONGEST_WORD && !text.chars().any(char::is_control)
}

/// `dmg` of `App-1.0.0.dmg`, `tar.gz` of `app.tar.gz`.
fn end_of(filename: &str) -> String {
    let Some((rest, end)) = filename.rsplit_once('.') else { return String::new() };
    let double = rest.rsplit_once('.').filter(|(_, before)| *before == "tar");
    let end = double.map_or_else(|| end.to_owned(), |_| format!("tar.{end}"));
    if is_word(&end) { end } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(draft: &Draft) -> Vec<&'static str> {
        let read = draft.read(Millis(chrono::DateTime::UNIX_EPOCH));
        read.map_or_else(|no| no.iter().filter_map(|one| one.code).collect(), |_| vec![])
    }

    #[test]
    fn everything_that_is_wrong_with_an_artifact_is_said_at_once() {
        assert_eq!(codes(&Draft::default()), ["FILENAME_MISSING"]);
        let odd = Draft {
            filename: "../passwd".into(),
            platform: "x".repeat(51),
            filesize: Some(-1),
            checksum: "ä".into(),
            ..Draft::default()
        };
        let expected =
            ["FILENAME_INVALID", "PLATFORM_INVALID", "FILESIZE_INVALID", "CHECKSUM_INVALID"];
        assert_eq!(codes(&odd), expected);
        for name in [".hidden", "a/b", "a\\b", "a?b", "C:x", "a\u{0}b"] {
            let draft = Draft { filename: name.into(), ..Draft::default() };
            assert_eq!(codes(&draft), ["FILENAME_INVALID"], "{name}");
        }
    }

    #[test]
    fn a_file_has_the_type_of_its_name_unless_another_is_given() {
        for (filename, filetype) in [
            ("App 1.0.dmg", "dmg"),
            ("app_1.0.0.app.tar.gz", "tar.gz"),
            ("latest.yml", "yml"),
            ("README", ""),
        ] {
            assert_eq!(end_of(filename), filetype, "{filename}");
        }
    }
}
