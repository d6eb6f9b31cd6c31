//! What a program asked the licence server, without anything that opens something.

use super::network::network;
pub use events::licensing::LicenceId;
use platform::Millis;
use sea_orm::entity::prelude::*;
use std::net::IpAddr;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_requests")]
pub struct Model {
    pub at: Millis,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What the answer calls it.
    pub request: String,
    pub method: String,
    /// The address as the server knows it, with `{id}` in the place of ids and keys.
    pub path: String,
    pub status: i32,
    /// The code of what went wrong.
    pub code: String,
    /// Which licence it was about, where that became known.
    pub licence: Option<LicenceId>,
    pub network: String,
    /// How long it took.
    pub micros: i64,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Request;

/// A request before it is answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub request: String,
    pub method: String,
    pub path: String,
    pub ip: IpAddr,
    pub at: Millis,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub status: u16,
    pub code: String,
    pub licence: Option<LicenceId>,
    pub micros: i64,
}

impl Asked {
    /// As it is written down; everything at its length.
    pub fn ended(self, outcome: Outcome) -> Request {
        Request {
            at: self.at,
            id: Uuid::now_v7(),
            request: plain(&self.request, 64),
            method: plain(&self.method, 10),
            path: plain(&self.path, 200),
            status: outcome.status.into(),
            code: plain(&outcome.code, 100),
            licence: outcome.licence,
            network: network(self.ip),
            micros: outcome.micros,
        }
    }
}

/// Text of ASCII of this length at most.
fn plain(text: &str, most: usize) -> String {
    text.chars().filter(char::is_ascii_graphic).take(most).collect()
}

/// Which requests are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub errors: bool,
    /// Each of so many others; none where there is nothing.
    pub every: u32,
}

impl Kept {
    /// As the setting names it.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self { errors: false, every: 0 },
            "errors" => Self { errors: true, every: 0 },
            "sample" => Self { errors: true, every: 100 },
            "all" => Self { errors: true, every: 1 },
            _ => return None,
        })
    }

    /// Whether this one is, which is so many-th that came.
    pub fn keeps(self, status: u16, number: u32) -> bool {
        (self.errors && status >= 400) || (self.every > 0 && number.is_multiple_of(self.every))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_kept_and_of_the_rest_as_many_as_is_said() {
        let kept = |name: &str, status| {
            let kept = Kept::of_name(name).unwrap();
            (0..1000).filter(|number| kept.keeps(status, *number)).count()
        };
        let names = ["off", "errors", "sample", "all"];
        assert_eq!(names.map(|name| kept(name, 422)), [0, 1000, 1000, 1000]);
        assert_eq!(names.map(|name| kept(name, 200)), [0, 0, 10, 1000]);
        assert_eq!(Kept::of_name("some"), None);
    }

    #[test]
    fn what_is_kept_has_its_length_and_no_line() {
        let asked = Asked {
            request: "r".repeat(100),
            method: "POST".into(),
            path: "/v1/\u{e4} x".into(),
            ip: "203.0.113.7".parse().unwrap(),
            at: Millis(chrono::DateTime::UNIX_EPOCH),
        };
        let kept = asked.ended(Outcome { status: 404, ..Outcome::default() });
        assert_eq!((kept.request.len(), kept.path.as_str()), (64, "/v1/x"));
        assert_eq!((kept.network.as_str(), kept.status), ("203.0.113.0/24", 404));
    }
}
