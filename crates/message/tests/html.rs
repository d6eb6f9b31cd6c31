//! Strangers' HTML: what reaches the screen, and where it is folded.

use message::html::{Clean, Options, Remote, fold_quote, for_storage, sanitise, text};

fn blocked(html: &str) -> Clean {
    sanitise(html, &Options { images: Remote::Blocked, cid: &|id| Some(format!("/part/{id}")) })
}

const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>ok",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\" \u{1}javascript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=\"https://evil.example\"></iframe>",
    "<object data=\"x.swf\"></object><embed src=\"x\">",
    "<form action=\"https://evil.example\"><input name=p><button>ok</button></form>",
    "<style>@import url(https://evil.example)</style>",
    "<link rel=stylesheet href=\"https://evil.example/x.css\">",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<base href=\"https://evil.example/\">",
    "<div style=\"background:url(https://evil.example/x)\">x</div>",
    "<div style=\"background-image:u\\72l(https://evil.example/x)\">x</div>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<div style=\"position:fixed;top:0\">x</div>",
    "<table background=\"https://evil.example/x\"><tr><td>x</td></tr></table>",
    "<img srcset=\"https://evil.example/x 2x\">",
    "<video src=\"https://evil.example/x\"></video>",
    "<details ontoggle=alert(1) open>x</details>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<img src='cid:\"><script>alert(1)</script>'>",
    "<a href=\"https://x.example/\" onclick=alert(1) style=\"x\">x</a>",
    "<template><script>alert(1)</script></template>",
];

const BAD: &[&str] = &[
    "<script",
    "onerror=",
    "onload=",
    "ontoggle=",
    "onclick=",
    "javascript:",
    "vbscript:",
    "data:text",
    "<iframe",
    "<object",
    "<embed",
    "<form",
    "<input",
    "<style",
    "<link",
    "<meta",
    "<base",
    "evil.example",
    "expression",
    "position",
    "srcset",
];

#[test]
fn nothing_active_survives() {
    for attack in ATTACKS {
        let html = blocked(attack).html.to_lowercase();
        for bad in BAD {
            assert!(!html.contains(bad) || html.contains("&lt;script"), "{attack} → {html}");
        }
    }
}

#[test]
fn remote_images_wait_until_they_are_asked_for() {
    let html = "<p>Hallo</p><img src=\"https://cdn.example.com/a.png\" alt=\"Logo\"><img src=\"//img.example.net/b.png\"><img src=\"http://t.example.org/p.gif\" width=\"1\" height=\"1\">";
    let clean = blocked(html);
    assert_eq!((clean.blocked_images, clean.trackers), (2, 1));
    assert_eq!(clean.hosts, ["cdn.example.com", "img.example.net", "t.example.org"]);
    assert!(!clean.html.contains("<img") && clean.html.contains("Logo"), "{}", clean.html);
    let proxy = |url: &str| format!("/proxy?u={}", url.len());
    let shown = sanitise(html, &Options { images: Remote::Allowed(&proxy), cid: &|_| None });
    assert!(
        shown.html.contains("src=\"/proxy?u=29\" alt=\"Logo\"")
            && !shown.html.contains("t.example.org"),
        "{}",
        shown.html
    );
    assert_eq!(shown.blocked_images, 0);
    assert!(for_storage(html).contains("https://cdn.example.com/a.png"));
}

#[test]
fn parts_of_the_mail_are_shown_and_missing_ones_left_out() {
    let options = Options {
        images: Remote::Blocked,
        cid: &|id| (id == "a@b c").then(|| "/part/1?x=1&y=2".to_owned()),
    };
    let clean =
        sanitise("<img src=\"cid:a@b%20c\" width=20><img src=\"cid:weg\" alt=\"fehlt\">", &options);
    assert!(
        clean.html.starts_with("<img src=\"/part/1?x=1&amp;y=2\" width=\"20\">"),
        "{}",
        clean.html
    );
    assert!(clean.html.contains("fehlt"));
}

#[test]
fn links_lead_out_and_tell_nothing() {
    let clean = blocked(
        "<a href=\"https://example.com/x?a=1&amp;b=2\">x</a><a href=\"/tickets/1/delete\">y</a><a href=\"www.example.com\">z</a>",
    );
    assert!(
        clean.html.contains("target=\"_blank\"")
            && clean.html.contains("rel=\"noopener noreferrer nofollow\"")
    );
    assert!(
        clean.html.contains("href=\"https://example.com/x?a=1&amp;b=2\"")
            && !clean.html.contains("/tickets/1"),
        "{}",
        clean.html
    );
    assert!(clean.html.contains("href=\"http://www.example.com\""));
}

#[test]
fn the_looks_of_an_ordinary_mail_survive() {
    let clean = blocked(
        "<table border=1 cellpadding=2><tr><td bgcolor=\"#eee\" style=\"color:#1F497D;font-size:11.0pt;font-family:'Calibri',sans-serif\">x</td></tr></table><font color=red size=2>y</font>",
    );
    assert!(
        clean
            .html
            .contains("style=\"color:#1F497D;font-size:11.0pt;font-family:'Calibri',sans-serif\""),
        "{}",
        clean.html
    );
    assert!(
        clean.html.contains("<td bgcolor=\"#eee\"")
            && clean.html.contains("<font color=\"red\" size=\"2\">")
    );
}

#[test]
fn unreasonable_html_becomes_plain_text_quickly() {
    let deep = format!("{}tief", "<div>".repeat(100_000));
    // a step that is not linear would take minutes here
    assert!(blocked(&deep).html.contains("tief"));
    let links = format!("<p>viel</p>{}", "<a href=\"https://example.com\">x</a>".repeat(6_000));
    assert!(!blocked(&links).html.contains("<a "));
    let hidden = (0..30_000)
        .map(|i| format!("<div><title></div></title><!--</div>--><p x=\"</div>{i}\">"))
        .collect::<Vec<_>>()
        .concat();
    assert!(!blocked(&hidden).html.is_empty() || hidden.is_empty());
    let formatting =
        (0..3_000).map(|i| format!("<p><font size={i}>x")).collect::<Vec<_>>().concat();
    assert!(blocked(&formatting).html.contains('x'));
    for open in ["<!--", "<title>", "<font x=", "<a b=\"", "<svg><title>", "<![CDATA["] {
        let many = open.repeat(100_000);
        assert!(blocked(&many).html.len() <= many.len() * 5, "{open}");
    }
}

#[test]
fn text_reads_like_the_page() {
    let html = "<p>Guten   Tag,</p><p>eins<br>zwei</p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table><blockquote>alt<br>älter</blockquote><pre>a\n  b</pre>";
    assert_eq!(text(html), "Guten Tag,\n\neins\nzwei\n\n* a\n* b\nx y\n> alt\n> älter\na\n  b");
    assert_eq!(text("a &lt;b&gt; &amp;amp; c"), "a <b> &amp; c");
}

/// Both halves must be balanced and hold all words once.
fn fold(html: &str) -> (String, String) {
    let clean = for_storage(html);
    let (visible, quoted) = fold_quote(&clean);
    for half in [&visible, &quoted] {
        assert_eq!(&for_storage(half), half, "balanced");
    }
    (text(&visible), text(&quoted))
}

#[test]
fn quotes_fold_in_every_mailer() {
    let cases = [
        "<div dir=\"ltr\">Neu</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">Am Mo., 1. Feb. 2021 schrieb X &lt;x@example.com&gt;:</div><blockquote>alt</blockquote></div>",
        "<div>Neu</div><blockquote type=\"cite\"><div>On 1 Feb 2021, at 18:32, X wrote:</div><div>alt</div></blockquote>",
        "<div><div>Neu</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>Von:</b> X<br><b>Gesendet:</b> heute<br></div><div>alt</div></div>",
        "<div><div>Neu</div><div id=\"x_divRplyFwdMsg\"><b>Von:</b> X<br></div><div>alt</div></div>",
        "<p>Neu</p><div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p><b>Von:</b> X<br><b>Gesendet:</b> heute</p></div></div><p>alt</p>",
        "<p>Neu</p><p>-----Ursprüngliche Nachricht-----<br>Von: X<br>alt</p>",
        "<p>Neu</p><p><b>Von:</b> X &lt;x@example.com&gt;<br><b>Gesendet:</b> Montag, 1. Februar 2021<br><b>An:</b> Y<br><b>Betreff:</b> Z</p><p>alt</p>",
        "<p>Neu</p><div class=\"moz-cite-prefix\">Am 01.02.21 um 18:32 schrieb X:<br></div><blockquote type=\"cite\">alt</blockquote>",
        "<div>Neu</div><div class=\"yahoo_quoted\"><div>On Monday, X wrote:</div>alt</div>",
        "<div>Neu</div><div>Am 1. Februar 2021 schrieb X:</div><blockquote>alt</blockquote>",
    ];
    for case in cases {
        let (visible, quoted) = fold(case);
        assert_eq!(visible.trim(), "Neu", "{case}");
        assert!(quoted.contains("alt"), "{case} → {quoted}");
    }
}

#[test]
fn what_is_no_quote_stays_in_sight() {
    assert_eq!(fold("<p>Am 1. Februar hat er geschrieben.</p><p>Das war es.</p>").1, "");
    assert_eq!(fold("<blockquote>nur ein Zitat</blockquote>").1, "");
    let below = fold("<p>Hallo</p><blockquote>Frage?</blockquote><p>Meine Antwort darunter.</p>");
    assert!(below.0.contains("Meine Antwort") && below.1.is_empty());
}
