//! Licences as they were last written in answers to validations. Programs ask for the same licence again and again, and but for
//! its key and the moment of asking the answer is the same text until the licence changes.

use super::document::json;
use super::issuer::Issuer;
use super::shown::{self, Shown};
use super::words::iso;
use crate::domain::licence::{Licence, LicenceId, Status};
use crate::domain::policy::Policy;
use crate::domain::validation::Snapshot;
use crate::kept::Kept;
use chrono::{DateTime, Utc};
use platform::Kontor;
use platform::held::Held;
use std::sync::Arc;

/// So many are kept, and at most as many that were not asked for since: 3 kB each.
const KEPT: usize = 2_048;

/// Licences as text.
pub struct Drawn(Kept<LicenceId, Arc<Text>>);

impl Held for Drawn {
    fn new(_: &Kontor) -> Self {
        Self(Kept::new(KEPT))
    }
}

impl Drawn {
    /// Writes the licence as the data of a document: a resource in JSON with its key, as validated now.
    pub fn write(
        &self,
        out: &mut Vec<u8>,
        issuer: &Issuer,
        (snapshot, key): (&Snapshot, &str),
        now: DateTime<Utc>,
    ) {
        let of = Of::new(snapshot, now);
        let id = of.licence.id;
        let kept = self.0.get(&id).filter(|text| text.of == of);
        let text = kept.unwrap_or_else(|| {
            let text = Arc::new(Text::draw(issuer, of, now));
            self.0.put(id, text.clone());
            text
        });
        let [before_key, before_moment, after] = &text.around;
        out.extend_from_slice(before_key.as_bytes());
        escaped(out, key);
        out.extend_from_slice(before_moment.as_bytes());
        escaped(out, &iso(now));
        out.extend_from_slice(after.as_bytes());
    }
}

/// A text as JSON has it.
fn escaped(out: &mut Vec<u8>, text: &str) {
    // nothing fails in memory
    let _ = serde_json::to_writer(out, text);
}

/// What stands around the key and the moment; the key itself is not kept where it could be read.
struct Text {
    of: Of,
    around: [String; 3],
}

impl Text {
    fn draw(issuer: &Issuer, of: Of, now: DateTime<Utc>) -> Self {
        let shown = Shown {
            licence: &of.licence,
            policy: &of.policy,
            key: "",
            owner_banned: of.owner_banned,
            validated: None,
            now,
        };
        let drawn = json(&shown::licence(issuer, &shown));
        let around = apart(&drawn);
        Self { of, around }
    }
}

/// The text around the two values. In a text of JSON a quotation mark stands behind a backslash, so no name that somebody gave
/// looks like these, and what may hold names of others, the metadata, stands behind both.
fn apart(drawn: &str) -> [String; 3] {
    let (before_key, rest) = drawn.split_once(r#""key":"""#).unwrap_or((drawn, ""));
    let (between, after) = rest.split_once(r#""lastValidated":null"#).unwrap_or((rest, ""));
    [format!(r#"{before_key}"key":"#), format!(r#"{between}"lastValidated":"#), after.to_owned()]
}

/// Of what a text was drawn: while that is the same, so is the text.
#[derive(PartialEq)]
struct Of {
    licence: Arc<Licence>,
    policy: Arc<Policy>,
    owner_banned: bool,
    /// Changes by the mere passing of time.
    status: Status,
}

impl Of {
    fn new(snapshot: &Snapshot, now: DateTime<Utc>) -> Self {
        Self {
            licence: snapshot.licence.clone(),
            policy: snapshot.policy.clone(),
            owner_banned: snapshot.owner_banned,
            status: snapshot.licence.status(snapshot.owner_banned, now),
        }
    }
}
