//! Inline styles: only what dresses text, never what moves, hides or loads.

/// Properties that may stay.
const ALLOWED: &[&str] = &[
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "min-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "table-layout",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "word-wrap",
    "overflow-wrap",
];

/// Keeps the harmless declarations of a `style` attribute.
pub fn clean(style: &str) -> String {
    let mut out = String::new();
    for declaration in style.split(';').take(100) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        if ALLOWED.contains(&property.as_str()) && is_harmless(&property, value) {
            if !out.is_empty() {
                out.push(';');
            }
            out.push_str(&property);
            out.push(':');
            out.push_str(value);
        }
    }
    out
}

/// No function but colours, no escape, no comment, nothing that hides text.
fn is_harmless(property: &str, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    if value.is_empty()
        || value.len() > 200
        || value.contains(['\\', '<', '>', '{', '}', '@', '"'])
        || value.contains("/*")
    {
        return false;
    }
    let functions_known = value.match_indices('(').all(|(at, _)| {
        let name = value[..at]
            .rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .next()
            .unwrap_or("");
        ["rgb", "rgba", "hsl", "hsla"].contains(&name)
    });
    functions_known && !hides(property, value.trim_end_matches("!important").trim())
}

/// White or transparent letters, letters of no size, boxes of no height: text for machines, not for people.
fn hides(property: &str, value: &str) -> bool {
    match property {
        "display" => {
            !["block", "inline", "inline-block", "table", "table-row", "table-cell", "list-item"]
                .contains(&value)
        }
        "color" => is_white(value) || value == "transparent",
        "font-size" | "line-height" | "max-height" | "height" | "width" | "max-width" => {
            is_tiny(property, value)
        }
        "text-indent" | "letter-spacing" | "margin" | "margin-left" | "margin-top"
        | "margin-right" | "margin-bottom" | "word-spacing" => {
            value.contains('-') && value.contains(|c: char| c.is_ascii_digit()) && is_far(value)
        }
        _ => false,
    }
}

fn is_white(value: &str) -> bool {
    let compact: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    [
        "white",
        "#fff",
        "#ffffff",
        "#fefefe",
        "#fdfdfd",
        "rgb(255,255,255)",
        "rgba(255,255,255,1)",
        "rgba(255,255,255,0)",
    ]
    .contains(&compact.as_str())
}

fn is_tiny(property: &str, value: &str) -> bool {
    let number: String = value.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let Ok(number) = number.parse::<f32>() else { return false };
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
    match (property, unit) {
        ("font-size", "px" | "pt" | "") => number <= 3.0,
        ("font-size", "em" | "rem") => number < 0.3,
        ("font-size", "%") => number < 30.0,
        (_, _) => number == 0.0 && property.starts_with("max-"),
    }
}

/// A negative distance that pushes text out of sight.
fn is_far(value: &str) -> bool {
    value.split_whitespace().any(|piece| {
        let digits: String =
            piece.trim_start_matches('-').chars().take_while(char::is_ascii_digit).collect();
        piece.starts_with('-') && digits.parse::<u32>().is_ok_and(|n| n > 50)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dress_stays_and_tricks_go() {
        assert_eq!(clean("color: red; position:fixed; background:url(http://x/y)"), "color:red");
        assert_eq!(
            clean("background-color: rgb(1, 2, 3); width:expression(alert(1))"),
            "background-color:rgb(1, 2, 3)"
        );
        assert_eq!(
            clean("color:#fff;font-size:1px;display:none;text-indent:-9999px;font-size:12px"),
            "font-size:12px"
        );
        assert_eq!(clean("co\\6cor:red; color: r\\65 d"), "");
    }
}
