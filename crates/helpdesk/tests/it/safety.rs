//! What strangers send is shown and never run.

use super::browser::Agent;
use super::world::mail;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn html_mail(body: &str) -> String {
    format!(
        "From: Ott <ott@halle.example>\nTo: support@kontor.test\nSubject: Angebot\nMessage-ID: <h@halle.example>\n\
         Date: Sat, 21 Nov 2026 08:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{body}\n"
    )
}

async fn frame(a: &Agent, query: &str) -> platform::testing::Answer {
    let ticket = a.w.only_ticket().await;
    let message = a.w.conversation(&ticket).await.remove(0);
    a.get(&format!("/messages/{}/frame{query}", message.id)).await
}

#[tokio::test]
async fn html_stands_in_a_frame_that_runs_nothing_and_asks_nobody() {
    let a = Agent::new().await;
    let body = "<p onclick='x()'>Guten Tag</p><script>alert(1)</script><a href='javascript:x'>k</a>\
        <form action=/tickets><input name=a></form><img src='http://tracker.example/a.png' alt='Logo'>\
        <img src='https://b.example/c.png'><style>@import 'http://x.example'</style><svg onload=x></svg>";
    a.w.receive(&html_mail(body)).await;
    let ticket = a.w.only_ticket().await;

    let page = a.page(&format!("/tickets/{}", ticket.number)).await;
    assert!(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""));
    assert!(!page.contains("alert(1)") && !page.contains("tracker.example/a.png"));
    assert!(page.contains("Load 2 images (from tracker.example, …)"), "{page}");

    let answer = frame(&a, "").await;
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("sandbox ") && policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"), "{policy}");
    assert!(answer.body.contains("Guten Tag") && answer.body.contains("Logo"));
    for gone in [
        "<script",
        "onclick",
        "javascript:",
        "<form",
        "<input",
        "http://tracker",
        "https://b.",
        "@import",
        "<svg",
    ] {
        assert!(!answer.body.contains(gone), "{gone}: {}", answer.body);
    }
}

#[tokio::test]
async fn images_that_are_asked_for_are_fetched_by_us_and_never_from_inside_the_house() {
    let a = Agent::new().await;
    a.w.receive(&html_mail(
        "<p>x</p><img src='http://127.0.0.1:1/a.png'><img src='http://169.254.169.254/b.png'>",
    ))
    .await;
    let answer = frame(&a, "?images=1").await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(
        !answer.body.contains("127.0.0.1") && !answer.body.contains("169.254"),
        "{}",
        answer.body
    );
    let ticket = a.w.only_ticket().await;
    let message = a.w.conversation(&ticket).await.remove(0);
    let page = a.page(&format!("/tickets/{}?images={}", ticket.number, message.id)).await;
    assert!(
        page.contains(&format!("/messages/{}/frame?images=1", message.id))
            && !page.contains("Load 2 images")
    );
}

#[tokio::test]
async fn an_image_inside_a_mail_is_shown_only_when_it_is_one() {
    let a = Agent::new().await;
    let part = |id: &str, bytes: &[u8]| {
        use base64::Engine;
        let data = base64::engine::general_purpose::STANDARD.encode(bytes);
        format!(
            "--b\nContent-Type: image/png; name={id}.png\nContent-ID: <{id}>\nContent-Transfer-Encoding: base64\n\n{data}\n"
        )
    };
    let raw = format!(
        "From: ott@halle.example\nTo: support@kontor.test\nSubject: Bild\nMessage-ID: <i@halle.example>\n\
         Date: Sat, 21 Nov 2026 08:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n\
         --b\nContent-Type: text/html\n\n<p>Siehe</p><img src=\"cid:good\"><img src=\"cid:bad\">\n{}{}--b--\n",
        part("good", PNG),
        part("bad", b"<svg onload=alert(1)>"),
    );
    a.w.receive(&raw).await;
    let body = frame(&a, "").await.body;
    assert!(body.contains("data:image/png;base64,iVBORw0KGgo"), "{body}");
    assert_eq!(body.matches("<img").count(), 1, "{body}");
}

#[tokio::test]
async fn the_quoted_rest_is_folded_and_can_be_read() {
    let a = Agent::new().await;
    let body = "<p>Danke, geht.</p><div class=\"gmail_quote\"><div class=\"gmail_attr\">Am 20.11.2026 schrieb Support:</div>\
        <blockquote class=\"gmail_quote\">Bitte neu starten.</blockquote></div>";
    a.w.receive(&html_mail(body)).await;
    let (new, rest) = (frame(&a, "").await.body, frame(&a, "?part=quoted").await.body);
    assert!(new.contains("Danke, geht.") && !new.contains("Bitte neu starten."));
    assert!(rest.contains("Bitte neu starten.") && !rest.contains("Danke, geht."));
    let ticket = a.w.only_ticket().await;
    assert!(a.page(&format!("/tickets/{}", ticket.number)).await.contains("frame?part=quoted"));
}

#[tokio::test]
async fn files_are_saved_not_run_and_only_real_images_are_shown() {
    let (a, ticket) = Agent::with_ticket().await;
    let files: [(&str, &str, &[u8], bool); 5] = [
        ("a.png", "image/png", PNG, true),
        ("b.svg", "image/svg+xml", b"<svg onload=alert(1)>", false),
        ("c.html", "text/html", b"<script>alert(1)</script>", false),
        ("fake.png", "image/png", b"<script>alert(1)</script>", false),
        ("d.pdf", "application/pdf", b"%PDF-1.7", false),
    ];
    for (name, kind, bytes, shown) in files {
        let path = format!("/tickets/{}/files", ticket.number);
        let up = a.post_files(&path, &[], &[(name, kind, bytes)]).await;
        let link = up.body.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let file = a.get(&link).await;
        let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
        let how = header("content-disposition");
        assert_eq!(how.starts_with("inline"), shown, "{name}: {how}");
        assert_eq!(
            header("content-type"),
            if shown { "image/png" } else { "application/octet-stream" },
            "{name}"
        );
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'", "{name}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "private, no-store");
    }
}

#[tokio::test]
async fn the_original_mail_is_there_byte_by_byte() {
    let (a, ticket) = Agent::with_ticket().await;
    let message = a.w.conversation(&ticket).await.remove(0);
    let raw = a.get(&format!("/messages/{}/raw", message.id)).await;
    assert_eq!(raw.headers["content-type"], "message/rfc822");
    assert!(raw.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(
        raw.body.starts_with("From: Herbert Ott <ott@halle.example>\r\nTo: support@kontor.test")
    );
}

#[tokio::test]
async fn hostile_names_are_only_text() {
    let a = Agent::new().await;
    let raw = mail(
        "\"<img src=x onerror=alert(1)>\" <ott@halle.example>",
        "</title><script>alert(2)</script>",
        "x@halle.example",
        "Cc: \"\\\"><b>\" <cc@halle.example>\n",
        "Siehe https://halle.example/a?b=<script>&c. Danke",
    );
    a.w.receive(&raw).await;
    let ticket = a.w.only_ticket().await;
    let message = a.w.conversation(&ticket).await.remove(0);
    let page = a.page(&format!("/tickets/{}", ticket.number)).await;
    assert!(
        !page.contains("<img src=x") && !page.contains("<script>alert") && !page.contains("<b>\"")
    );
    let from = page.find("<article").unwrap();
    let to = page.find("</article>").unwrap() + "</article>".len();
    let article = page[from..to].replace(&message.id.to_string(), "ID");
    insta::assert_snapshot!(article, @r##"<article class="article customer" id="m-ID"><header class="article-head"><span class="avatar h1" aria-hidden="true">io</span><b>&lt;img src=x onerror=alert(1)&gt;</b><span class="meta">ott@halle.example</span><details class="recipients"><summary>Details</summary><dl class="facts"><dt>From</dt><dd>ott@halle.example</dd><dt>To</dt><dd>support@kontor.test</dd><dt>Cc</dt><dd>&quot;&gt;&quot; &lt;b&gt;</dd><dt>Subject</dt><dd>&lt;/title&gt;&lt;script&gt;alert(2)&lt;/script&gt;</dd><dt>Written</dt><dd><time class="nowrap" datetime="2026-11-21T07:00:00Z">21 Nov 2026 08:00</time></dd></dl></details><time datetime="2026-11-21T07:00:00Z" title="21 Nov 2026 08:00">08:00</time></header><div class="article-body"><p class="article-text">Siehe <a href="https://halle.example/a?b=&lt;script&gt;&amp;c" target="_blank" rel="noopener noreferrer nofollow">https://halle.example/a?b=&lt;script&gt;&amp;c</a>. Danke</p></div><div class="article-foot"><div class="line"><a class="meta" href="/messages/ID/raw">Original mail</a></div></div></article>"##);
}

#[tokio::test]
async fn a_mail_of_bare_text_wears_the_readers_theme_in_a_frame_as_high_as_its_text() {
    for (body, lines, plain) in [
        ("<div dir=\"ltr\">Danke, geht.</div>", "lines-1 narrow-1", true),
        (&format!("<p>{}</p>", "Wort ".repeat(60)), "lines-4 narrow-9", true),
        (&"<p>Zeile</p>".repeat(400), "lines-40 narrow-40", true),
        ("<p style=\"color:#036\">Danke</p>", "lines-2 narrow-2", false),
        ("<table><tr><td>Danke</table>", "lines-2 narrow-2", false),
        ("<p>Siehe</p><img src=\"cid:x\">", "lines-7 narrow-7", false),
    ] {
        let a = Agent::new().await;
        a.w.receive(&html_mail(body)).await;
        let page = a.page(&format!("/tickets/{}", a.w.only_ticket().await.number)).await;
        let look = if plain { "" } else { " own-look" };
        assert!(page.contains(&format!("class=\"mail-box {lines}{look}\"")), "{body}: {page}");
        let shown = async || frame(&a, "").await.body;
        assert_eq!(shown().await.contains("<html lang=\"en\" class=\"theme\">"), plain, "{body}");
        a.w.t.post(&a.cookie, "/theme", "theme=dark").await;
        assert_eq!(shown().await.contains("data-theme=\"dark\""), plain, "{body}");
    }
}
