//! QR codes as SVG of our own drawing: no script, no picture from elsewhere, nothing that a policy could block.

use maud::{Markup, html};
use qrcode::{Color, QrCode};
use std::fmt::Write;

/// Modules of white around the code (ISO/IEC 18004 §9.1).
const QUIET: usize = 4;

/// None when the text is too long for any code. Black on white in both themes: cameras want it so.
pub fn code(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::new(text).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        for (x, color) in row.iter().enumerate() {
            if *color == Color::Dark {
                let (x, y) = (x + QUIET, y + QUIET);
                // writing to a string cannot fail
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    let side = width + 2 * QUIET;
    Some(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } width="208" height="208" role="img" aria-label=(label)
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_drawn_and_too_much_is_not() {
        let drawn = super::code("otpauth://totp/Kontor", "QR").unwrap().into_string();
        assert!(
            drawn.contains("viewBox=\"0 0 33 33\"") && drawn.contains("M4 4h1v1h-1z"),
            "{drawn}"
        );
        assert!(super::code(&"x".repeat(8000), "QR").is_none());
    }
}
