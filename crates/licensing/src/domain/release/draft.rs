//! What is given of a release, by a form or on the wire, and how it is read: all that is wrong is said at once.

use super::{Channel, Metadata, Number, Refused, Release};
use events::directory::FieldChange;
use platform::{Millis, Refusal};
use sea_orm::prelude::Uuid;

/// A release as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub version: String,
    /// Empty for the one that the version speaks of.
    pub channel: String,
    pub tag: String,
    pub name: String,
    pub description: String,
    pub min_supported: bool,
    pub backdated_at: Option<Millis>,
    pub metadata: Metadata,
}

/// A draft with nothing wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub number: Number,
    pub channel: Channel,
    pub tag: Option<String>,
    pub name: String,
    pub description: String,
    pub min_supported: bool,
    pub backdated_at: Option<Millis>,
    pub metadata: Metadata,
}

impl Draft {
    pub const LONGEST_NAME: usize = 200;
    pub const LONGEST_TAG: usize = 100;
    pub const LONGEST_DESCRIPTION: usize = 20_000;

    /// A release as it is now, to be changed.
    pub fn of(release: &Release) -> Self {
        Self {
            version: release.number.clone(),
            channel: release.channel.name().to_owned(),
            tag: release.tag.clone().unwrap_or_default(),
            name: release.name.clone(),
            description: release.description.clone(),
            min_supported: release.min_supported,
            backdated_at: release.backdated_at,
            metadata: release.metadata.clone(),
        }
    }

    pub fn read(&self) -> Result<Facts, Vec<Refusal>> {
        let mut wrong: Vec<Refused> = Vec::new();
        let number = self.number().map_err(|no| wrong.push(no)).ok();
        let channel = match (self.channel.trim(), &number) {
            ("", number) => number.as_ref().map_or(Channel::Stable, Number::channel),
            (name, number) => {
                let channel = Channel::of_name(name);
                if channel.is_none() {
                    wrong.push(Refused::ChannelUnknown);
                }
                let channel = channel.unwrap_or_default();
                if number.as_ref().is_some_and(|number| !fits(channel, number)) {
                    wrong.push(Refused::ChannelNotAllowed);
                }
                channel
            }
        };
        let tag = self.tag.trim();
        if !tag.is_empty() && !is_tag(tag) {
            wrong.push(Refused::TagInvalid);
        }
        let name = self.name.trim();
        if name.chars().any(char::is_control) {
            wrong.push(Refused::ControlCharacter);
        }
        if name.chars().count() > Self::LONGEST_NAME {
            wrong.push(Refused::NameTooLong);
        }
        // a browser ends lines with both
        let description = self.description.trim().replace("\r\n", "\n");
        if description.chars().count() > Self::LONGEST_DESCRIPTION {
            wrong.push(Refused::DescriptionTooLong);
        }
        match number {
            Some(number) if wrong.is_empty() => Ok(Facts {
                number,
                channel,
                tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
                name: name.to_owned(),
                description,
                min_supported: self.min_supported,
                backdated_at: self.backdated_at,
                metadata: self.metadata.clone(),
            }),
            _ => Err(wrong.into_iter().map(Refusal::from).collect()),
        }
    }

    fn number(&self) -> Result<Number, Refused> {
        if self.version.trim().is_empty() {
            return Err(Refused::VersionMissing);
        }
        Number::parse(&self.version).ok_or(Refused::VersionInvalid)
    }
}

/// A stable version has no word behind it, and the others do; what is in the making may be called as one likes.
fn fits(channel: Channel, number: &Number) -> bool {
    match channel {
        Channel::Stable => !number.is_prerelease(),
        Channel::Dev => true,
        Channel::Rc | Channel::Beta | Channel::Alpha => number.is_prerelease(),
    }
}

/// What programs ask by stands in addresses, and is taken for nothing else.
fn is_tag(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    text.len() <= Draft::LONGEST_TAG
        && text.chars().all(plain)
        && Number::parse(text).is_none()
        && text.parse::<Uuid>().is_err()
}

impl Facts {
    /// Takes over what may change of a release that is there: its version and its channel stay. What is other than
    /// before is told.
    pub fn put_into(&self, release: &mut Release) -> Vec<FieldChange> {
        let before = shown(release);
        release.tag.clone_from(&self.tag);
        release.name.clone_from(&self.name);
        release.description.clone_from(&self.description);
        release.min_supported = self.min_supported;
        release.backdated_at = self.backdated_at;
        release.dated_at = self.backdated_at.unwrap_or(release.created_at);
        release.metadata = self.metadata.clone();
        let changed = before.into_iter().zip(shown(release)).filter(|(from, to)| from != to);
        changed
            .map(|((field, from), (_, to))| FieldChange { field: field.to_owned(), from, to })
            .collect()
    }
}

/// The fields that may change, as they are told.
pub fn shown(release: &Release) -> [(&'static str, String); 6] {
    let day = release.backdated_at.map(|at| at.0.format("%Y-%m-%d").to_string());
    [
        ("tag", release.tag.clone().unwrap_or_default()),
        ("name", release.name.clone()),
        ("description", release.description.clone()),
        ("min_supported", release.min_supported.to_string()),
        ("backdated", day.unwrap_or_default()),
        ("metadata", release.metadata.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{ProductId, Status};
    use super::*;

    fn draft(version: &str, channel: &str) -> Draft {
        Draft { version: version.into(), channel: channel.into(), ..Draft::default() }
    }

    fn codes(draft: &Draft) -> Vec<&'static str> {
        draft.read().map_or_else(|no| no.iter().filter_map(|one| one.code).collect(), |_| vec![])
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        assert_eq!(codes(&draft("", "")), ["VERSION_MISSING"]);
        assert_eq!(codes(&draft("1.0", "nightly")), ["VERSION_INVALID", "CHANNEL_NOT_ALLOWED"]);
        let odd =
            Draft { tag: "1.0.0".into(), name: "x".repeat(201), ..draft("1.0.0-beta.1", "stable") };
        assert_eq!(codes(&odd), ["CHANNEL_NOT_ALLOWED", "TAG_INVALID", "NAME_INVALID"]);
        for tag in ["a b", "0198c2f4-0000-7000-8000-000000000000", "a/b"] {
            assert_eq!(
                codes(&Draft { tag: tag.into(), ..draft("1.0.0", "") }),
                ["TAG_INVALID"],
                "{tag}"
            );
        }
    }

    #[test]
    fn a_channel_and_a_version_fit_together() {
        for (version, channel, fits) in [
            ("1.0.0", "stable", true),
            ("1.0.0", "beta", false),
            ("1.0.0-beta.1", "beta", true),
            ("1.0.0-beta.1", "alpha", true),
            ("1.0.0-rc.1", "stable", false),
            ("1.0.0", "dev", true),
        ] {
            assert_eq!(draft(version, channel).read().is_ok(), fits, "{version} {channel}");
        }
        assert_eq!(draft("1.0.0-beta.1", "").read().unwrap().channel, Channel::Beta);
    }

    #[test]
    fn a_yanked_release_is_never_published_again() {
        let now = Millis(chrono::DateTime::UNIX_EPOCH);
        let facts = draft("v1.0.0", "").read().unwrap();
        let mut release = Release::new(ProductId::new(), &facts, now);
        assert_eq!((release.publish(now), release.publish(now)), (Ok(true), Ok(false)));
        assert_eq!(release.status, Status::Published);
        assert_eq!((release.yank(now), release.yank(now)), (true, false));
        assert_eq!(release.publish(now), Err(Refused::Yanked));
    }

    #[test]
    fn what_changes_is_told_and_the_version_stays() {
        let now = Millis(chrono::DateTime::UNIX_EPOCH);
        let mut release = Release::new(ProductId::new(), &draft("1.0.0", "").read().unwrap(), now);
        let same = Draft::of(&release).read().unwrap();
        assert_eq!(same.put_into(&mut release), []);
        let other = Draft { name: "Herbst".into(), version: "9.9.9".into(), ..Draft::of(&release) };
        let changes = other.read().unwrap().put_into(&mut release);
        assert_eq!(changes.len(), 1);
        assert_eq!((release.number.as_str(), release.name.as_str()), ("1.0.0", "Herbst"));
    }
}
