use crate::assets;
use maud::{Markup, html};

/// A shape out of the sprite, 16 px, hidden from screen readers: the word beside it says what it means.
/// Names are those of lucide in `web/src/icons.txt`, and our own `seal`, `mark`.
pub fn icon(name: &str) -> Markup {
    html! {
        svg.icon aria-hidden="true" focusable="false" {
            use href={ (assets::path(assets::ICONS)) "#" (name) } {}
        }
    }
}
