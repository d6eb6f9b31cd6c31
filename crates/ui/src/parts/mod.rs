//! The components.

mod badge;
mod button;
mod composer;
mod conflict;
mod dialog;
mod facts;
mod field;
mod filter;
mod icon;
mod list;
mod notice;
mod pane;
mod person;
mod table;
mod time;

pub use badge::{Badge, Tone, count, seal, tag};
pub use button::{Button, buttons};
pub use composer::{Composer, draft_status};
pub use conflict::{Difference, conflict};
pub use dialog::{Dialog, Menu, MenuItem, Toast};
pub use facts::{Facts, Tab, figure, figures, part_of, progress, tabs, tile};
pub use field::{Choice, Field};
pub use filter::{Chip, chips, more, search, wants_more};
pub use icon::icon;
pub use list::{Row, bulk, empty, loading, rows};
pub use notice::{Notice, notice};
pub use pane::{Live, Pane, Panes, panel};
pub use person::{avatar, avatar_large, who};
pub use table::{Column, Sort, Table};
pub use time::{Moment, ago, date, datetime, timeline};
