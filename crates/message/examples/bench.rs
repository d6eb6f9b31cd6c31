//! Mails per second on one core, as JSON: `cargo run --release -p message --example bench [FOLDER]`
//!
//! Without a folder it reads one mail of each usual kind, made here.

use std::time::{Duration, Instant};

use message::Message;

fn main() {
    let mails = std::env::args().nth(1).map_or_else(typical, |folder| folder_of(&folder));
    let bytes: usize = mails.iter().map(Vec::len).sum();
    let (start, mut rounds) = (Instant::now(), 0u32);
    while start.elapsed() < Duration::from_secs(2) {
        for mail in &mails {
            std::hint::black_box(Message::read(mail));
        }
        rounds += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    let read = f64::from(rounds) * f64::from(u32::try_from(mails.len()).expect("a few mails"));
    let report = serde_json::json!({
        "mails": mails.len(),
        "mean_bytes": bytes / mails.len().max(1),
        "mails_per_second": (read / seconds).round(),
        "microseconds_per_mail": (seconds / read * 1e6).round(),
    });
    println!("{report}");
}

fn folder_of(folder: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder of .eml files");
    let paths =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "eml"));
    paths.filter_map(|path| std::fs::read(path).ok()).collect()
}

/// A plain mail, an Outlook-like HTML answer of 12 KB, and a photo of 100 KB.
fn typical() -> Vec<Vec<u8>> {
    let head = "From: =?utf-8?Q?J=C3=BCrgen_Muster?= <j@example.com>\r\nTo: hilfe@example.org\r\nSubject: =?utf-8?Q?R=C3=BCckfrage?= [Ticket#4711]\r\nDate: Mon, 1 Feb 2021 18:32:00 +0100\r\nMessage-ID: <1@example.com>\r\nReferences: <a@example.org> <b@example.org>\r\nMIME-Version: 1.0\r\n";
    let words = "Guten Tag, die Anlage meldet seit heute früh einen Fehler.\r\n".repeat(20);
    let paragraph = "<p class=\"MsoNormal\" style=\"margin:0cm;font-size:11.0pt;font-family:'Calibri',sans-serif\"><span style=\"color:#1F497D\">Guten Tag, die Anlage meldet einen Fehler.</span></p>\r\n";
    let html = format!(
        "<html><body>{}<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><b>Von:</b> Hilfe</div>{}</body></html>",
        paragraph.repeat(20),
        paragraph.repeat(40)
    );
    let photo = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0a\r\n"
        .repeat(1_700);
    vec![
        format!("{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}").into_bytes(),
        format!("{head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n").into_bytes(),
        format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n--b\r\nContent-Type: image/jpeg; name=foto.jpg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=foto.jpg\r\n\r\n{photo}\r\n--b--\r\n").into_bytes(),
    ]
}
