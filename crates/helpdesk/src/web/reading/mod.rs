//! Gathering what a page shows: the one place between the queries and the views, which only draw.

mod choices;
mod conversation;
mod images;
mod leaving;
mod list;
mod shown;
mod timeline;
mod writing;

pub(super) use choices::choices;
pub(super) use leaving::leaving;
pub(super) use list::list;
pub(super) use shown::shown;
