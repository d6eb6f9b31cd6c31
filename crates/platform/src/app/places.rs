//! The places where an app shows itself: in the rail, on pages of others, and at addresses that are more than pages.

use super::Drawn;
use crate::{Cx, Right};

/// An address with everything below it that is treated in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Here people come in.
    Entrance(&'static str),
    /// The program's own files, which are nobody's secret.
    Public(&'static str),
    /// Taken in read-only mode too, though it is no reading: an address, or a route as the router writes it.
    Always(&'static str),
}

/// A place in the rail. `chord` is the key after `g` that goes there.
#[derive(Clone, Copy, Debug)]
pub struct RailEntry {
    pub icon: &'static str,
    pub label: &'static str,
    pub path: &'static str,
    pub chord: char,
    pub right: Option<Right>,
    /// The hue of its icon: `tickets`, `people`, `admin`, …
    pub hue: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct AdminEntry {
    pub icon: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub path: &'static str,
    pub right: Right,
}

/// A page of one's own, which everybody who is signed in has.
#[derive(Clone, Copy, Debug)]
pub struct AccountEntry {
    pub icon: &'static str,
    pub label: &'static str,
    pub path: &'static str,
}

/// What a panel is about; its address gets the id appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Ticket,
    Organisation,
    Person,
}

/// A fragment that one app shows on another's page: `GET {path}{id}`.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    pub about: About,
    pub label: &'static str,
    pub path: &'static str,
    pub right: Right,
}

/// What an app shows on the home page: `draw` gives its HTML, for who may see it.
#[derive(Clone, Copy, Debug)]
pub struct Tile {
    pub label: &'static str,
    pub draw: fn(Cx) -> Drawn,
    pub right: Right,
}

/// One line in the palette: where it leads and what it says.
#[derive(Clone, Debug)]
pub struct Hit {
    pub icon: &'static str,
    pub label: String,
    pub detail: String,
    pub path: String,
}
