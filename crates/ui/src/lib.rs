//! Ui: the shell and its components, as functions from finished data to HTML, and the files that the browser loads.
//!
//! A view imports `ui::*` and puts components into `maud::html!`: `(Button::primary("Save").icon("check"))`.

mod api_docs;
pub mod assets;
mod house;
mod licences;
mod page;
mod palette;
mod parts;
mod problem;
mod shell;
mod standing;
mod styleguide;
mod tag;
mod theme;

pub use house::{audit_link, check_table};
pub use page::{Crumb, Page, flash, page, toast_header};
pub use palette::names_it;
pub use parts::*;
pub use problem::{problem, problem_fragment, problem_outside};

use platform::App;
use platform::app::Door;
use platform::i18n::Messages;

pub const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

/// The shell as an app: its files, the palette, the theme, and how problems are drawn.
pub const APP: App = App {
    routes: || {
        let own = assets::routes()
            .merge(api_docs::routes())
            .merge(licences::routes())
            .merge(palette::routes())
            .merge(theme::routes());
        own.merge(house::routes()).merge(styleguide::routes())
    },
    rail: house::RAIL,
    problem: Some(problem::response),
    doors: &[Door::Public("/a")],
    flags: &[platform::api::DOCS],
    ..App::new("ui", MESSAGES)
};
