//! HTML from strangers: made safe, made plain, its quotes found.

mod images;
mod limits;
mod quote;
mod sanitise;
mod style;
mod text;

pub use quote::fold_quote;
pub use sanitise::{Clean, Options, Remote, for_storage, sanitise};
pub use text::{escape, from_text, text, unescape};
