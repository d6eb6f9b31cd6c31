//! Where somebody goes after signing in: a page of ours, never another site.

/// The address if it is a path of this server, else the home page.
///
/// Browsers read `//x`, `/\x` and a tab between the two slashes as another host, so only printable ASCII without
/// backslashes passes, which is also all that a `Location` header may hold.
pub fn local(to: &str) -> &str {
    let safe = to.starts_with('/')
        && !to.starts_with("//")
        && to.len() <= 2000
        && to.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let leads_away = ["/sign-in", "/sign-out", "/setup"].iter().any(|page| {
        to.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    });
    if safe && !leads_away { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_returned_to() {
        for good in ["/", "/tickets?status=open&page=2", "/tickets/4711#reply", "/signal"] {
            assert_eq!(local(good), good);
        }
        for bad in [
            "",
            "tickets",
            "https://evil.test",
            "//evil.test",
            "/\\evil.test",
            "/\t/evil.test",
            "/x\r\nSet-Cookie: a=b",
            "javascript:alert(1)",
            "/sign-out",
            "/sign-in?to=/",
            "/ümlaut",
        ] {
            assert_eq!(local(bad), "/", "{bad:?}");
        }
    }
}
