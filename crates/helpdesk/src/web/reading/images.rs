//! Which images of a mail stand on other people's servers: enough to offer them, found without reading the whole HTML.

/// How many there are, and on which servers: the first, with `…` when there are others. None when there are none.
pub(super) fn remote(html: &str) -> Option<(usize, String)> {
    let lower = html.to_ascii_lowercase();
    let mut found: Option<(usize, String)> = None;
    let mut others = false;
    for tag in lower.split("<img").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if let Some(host) = host(tag).filter(|_| !is_pixel(tag)) {
            let (count, first) = found.get_or_insert((0, host.clone()));
            *count += 1;
            others |= *first != host;
        }
    }
    if others && let Some((_, first)) = &mut found {
        first.push_str(", …");
    }
    found
}

/// The server that the tag's `src` names.
fn host(tag: &str) -> Option<String> {
    let after = tag.split("src").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let value = after.trim_start_matches(['"', '\'']).trim_start();
    let rest = ["https://", "http://", "//"].iter().find_map(|start| value.strip_prefix(start))?;
    let host = rest.split(['/', '?', '#', '"', '\'', ' ', ':']).next()?;
    (!host.is_empty()).then(|| host.to_owned())
}

/// An image that is there to be fetched, not to be seen.
fn is_pixel(tag: &str) -> bool {
    let one = |name: &str| {
        tag.split(name).nth(1).is_some_and(|rest| {
            let value = rest.trim_start_matches([' ', '=', '"', '\'']);
            let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
            matches!(digits.as_str(), "0" | "1")
        })
    };
    one("width") && one("height")
}

#[cfg(test)]
mod tests {
    use super::remote;

    #[test]
    fn remote_images_are_counted_and_counting_pixels_are_not() {
        let html = r#"<IMG alt=x SRC="https://cdn.example/a.png"><img src='//b.example/b'><img src="cid:1">
            <img width="1" height="1" src="https://t.example/p.gif"><img src="data:image/png;base64,x">"#;
        assert_eq!(remote(html), Some((2, "cdn.example, …".into())));
        assert_eq!(remote("<p>src=https://x.example</p>"), None);
    }
}
