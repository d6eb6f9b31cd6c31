//! Whole mails, written for these tests, from the ordinary to the broken.

use message::{Automatic, Kind, Message};

fn read(mail: &str) -> Message {
    Message::read(mail.as_bytes())
}

/// A mail with a header that is always the same and the given rest.
fn mail(rest: &str) -> Message {
    read(&format!(
        "From: Uwe Muster <uwe@example.com>\nTo: hilfe@example.org\nSubject: Frage\nMessage-ID: <1@example.com>\n{rest}"
    ))
}

/// A multipart of the given kind; parts are given with their headers.
fn multipart(kind: &str, parts: &[&str]) -> Message {
    let parts: String = parts.iter().flat_map(|part| ["--b\n", part, "\n"]).collect();
    mail(&format!("Content-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n"))
}

fn names(message: &Message) -> Vec<&str> {
    message.attachments.iter().map(|a| a.filename.as_str()).collect()
}

#[test]
fn an_ordinary_mail_is_read_whole() {
    let m = read(
        "Return-Path: <bounce@example.com>\r\nFrom: =?utf-8?Q?J=C3=BCrgen?= <j@example.com>\r\nTo: \"Hilfe, Team\" <hilfe@example.org>, b@example.org\r\n\
         Cc: c@example.org\r\nReply-To: antwort@example.com\r\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\n aus =?utf-8?B?S8O2bG4=?=\r\n\
         Date: Mon, 1 Feb 2021 18:32:00 +0100\r\nMessage-ID: <1@example.com>\r\nIn-Reply-To: <0@example.org>\r\nReferences: <x@example.org> <0@example.org>\r\n\
         Content-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n5 =A4 f=FCr Sie=\r\n alle\r\n",
    );
    assert_eq!((m.from.name.as_str(), m.from.email.as_str()), ("Jürgen", "j@example.com"));
    assert_eq!(m.to[0].to_string(), "\"Hilfe, Team\" <hilfe@example.org>");
    assert_eq!(m.subject, "Grüße aus Köln");
    assert_eq!(m.body.content, "5 € für Sie alle\n");
    assert_eq!(m.date.map(|d| d.to_rfc3339()).as_deref(), Some("2021-02-01T17:32:00+00:00"));
    assert_eq!(m.ancestors(), ["0@example.org", "x@example.org"]);
    assert_eq!(m.return_path.as_deref(), Some("bounce@example.com"));
    assert_eq!((m.automatic, m.error), (Automatic::None, None));
}

#[test]
fn raw_8_bit_headers_are_guessed() {
    let latin =
        b"From: J\xfcrgen M\xfcller <j@example.com>\nSubject: Gr\xfc\xdfe aus M\xfcnchen\n\nHallo"
            .as_slice();
    let m = Message::read(latin);
    assert_eq!((m.from.name.as_str(), m.subject.as_str()), ("Jürgen Müller", "Grüße aus München"));
    let french = Message::read(b"From: R\xe9mi <r@example.com>\nSubject: Question sur l'\xe9ligibilit\xe9\n\nNom: Ol\xe9chena");
    assert_eq!(
        (french.from.name.as_str(), french.subject.as_str()),
        ("Rémi", "Question sur l'éligibilité")
    );
    assert_eq!(french.body.content, "Nom: Oléchena");
    let utf8 = Message::read("From: Jürgen <j@example.com>\nSubject: Grüße\n\nHallo".as_bytes());
    assert_eq!((utf8.from.name.as_str(), utf8.subject.as_str()), ("Jürgen", "Grüße"));
}

#[test]
fn a_raw_header_is_read_in_the_charset_of_the_rest() {
    let sjis = b"To: a@example.com\nSubject: \x83c\x81[\x83\x8b\nFrom: =?ISO-2022-JP?B?g2OBW4OL?= <b@example.org>\n\nx";
    let m = Message::read(sjis);
    assert_eq!((m.subject.as_str(), m.from.name.as_str()), ("ツール", "ツール"));
    let gb = b"From: a@example.com\nSubject: \xbc\xa8\xd0\xa7\nContent-Type: multipart/mixed; boundary=b; charset=\"GB2312\"\n\n--b\nContent-Type: application/pdf; name=\"\xbc\xa8\xd0\xa7.pdf\"\n\nx\n--b--\n";
    let m = Message::read(gb);
    assert_eq!((m.subject.as_str(), names(&m)), ("绩效", vec!["绩效.pdf"]));
}

#[test]
fn old_and_wrong_charsets_are_read() {
    let body = |label: &str, bytes: &[u8]| {
        let mut raw = format!("From: a@example.com\nContent-Type: text/plain; charset={label}\n\n")
            .into_bytes();
        raw.extend_from_slice(bytes);
        Message::read(&raw).body.content
    };
    assert_eq!(body("utf-7", b"Gr+APwA3w-e"), "Grüße");
    assert_eq!(body("\"unicode-1-1-utf-7\"", b"Gr+APwA3w-e"), "Grüße");
    assert_eq!(body("1252", b"Gr\xfc\xdfe \x80"), "Grüße €");
    assert_eq!(body("cp-1251", b"\xcf\xf0\xe8\xe2\xe5\xf2"), "Привет");
    assert_eq!(body("iso-gb2312", b"\xbc\xa8\xd0\xa7"), "绩效");
    assert_eq!(body("ks_c_5601-1987", b"\xb0\xa1"), "가");
    assert_eq!(body("utf8", "Grüße".as_bytes()), "Grüße");
    assert_eq!(body("iso-2022-jp", b"\x83c\x81[\x83\x8b"), "ツール");
    assert_eq!(body("iso-2022-jp", b"\x1b$B%D!<%k\x1b(B"), "ツール");
    assert_eq!(body("us-ascii", "Grüße".as_bytes()), "Grüße");
    assert_eq!(body("utf-8", b"Gr\xfc\xdfe aus M\xfcnchen"), "Grüße aus München");
    assert_eq!(body("gibt-es-nicht", "Grüße".as_bytes()), "Grüße");
    assert_eq!(body("utf-8", "a\0b\u{feff}".as_bytes()), "ab");
    assert_eq!(body("windows-1258", b"a\xec"), "á");
}

#[test]
fn html_is_preferred_and_an_empty_text_part_does_no_harm() {
    let m = multipart(
        "alternative",
        &["Content-Type: text/plain\n\n", "Content-Type: text/html\n\n<p>Hallo <b>Welt</b></p>"],
    );
    assert_eq!((m.body.kind, m.body.text.as_str()), (Kind::Html, "Hallo Welt"));
    assert_eq!(m.body.content_type(), "text/html");
    let m = multipart(
        "alternative",
        &[
            "Content-Type: text/plain\n\nHallo",
            "Content-Type: text/html\n\n<html><body> </body></html>",
        ],
    );
    assert_eq!((m.body.kind, m.body.text.as_str()), (Kind::Plain, "Hallo"));
}

#[test]
fn text_cut_by_pictures_and_files_is_put_together_again() {
    let parts = [
        "Content-Type: text/plain; charset=utf-8\n\nErstens <1>",
        "Content-Type: image/png; name=bild.png\nContent-Disposition: inline\nContent-ID: <bild@x>\n\nPNG",
        "Content-Type: text/plain; charset=utf-8\n\nZweitens",
        "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: inline; filename=a.pdf\n\nPDF",
        "Content-Type: text/plain; charset=utf-8\n\nDrittens",
    ];
    let m = multipart("mixed", &parts);
    assert_eq!(m.body.text, "Erstens <1>\nZweitens\nDrittens");
    assert_eq!(m.body.content_type(), "text/html");
    assert!(m.body.content.contains("src=\"cid:bild@x\""), "{}", m.body.content);
    assert_eq!(names(&m), ["bild.png", "a.pdf"]);
    assert_eq!(m.attachments.iter().map(|a| a.inline).collect::<Vec<_>>(), [true, false]);
    let signature = multipart(
        "mixed",
        &["Content-Type: text/plain\n\nFrage", "Content-Type: text/html\n\n<b>Firma</b>"],
    );
    assert_eq!((signature.body.text.as_str(), signature.attachments.len()), ("Frage\nFirma", 0));
    let list = multipart(
        "mixed",
        &["Content-Type: text/html\n\n<p>Frage</p>", "Content-Type: text/html\n\n<p>Liste</p>"],
    );
    assert_eq!((list.body.text.as_str(), list.attachments.len()), ("Frage\n\nListe", 0));
    let footer = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\n\nFrage",
            "Content-Type: text/plain\nContent-Disposition: inline\n\n_____\nListe",
        ],
    );
    assert_eq!(footer.body.content, "Frage\n_____\nListe");
}

#[test]
fn files_get_names_that_can_be_stored() {
    let m = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\n\nSiehe Anlagen",
            "Content-Type: image/jpeg; name=\"x.jpg\"\nContent-Disposition: attachment\n\n1",
            "Content-Type: image/jpeg; name=\"x.jpg\"\nContent-Disposition: attachment\n\n2",
            "Content-Type: image/jpeg\nContent-Disposition: attachment; filename*0*=utf-8''T%C3%BC; filename*1*=r%20; filename*2=\"1.jpg\"\n\n3",
            "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"..\\..\\boot.ini\"\n\n4",
            "Content-Type: image/jpeg\nContent-ID: <image001.png@01D>\n\n5",
            "Content-Type: image/jpeg\nContent-ID: <8A7B@x>\n\n6",
            "Content-Type: text/calendar; method=REQUEST\n\n7",
            "Content-Type: image/png\nContent-Disposition: inline; filename=\"=?utf-8?b??=\"\n\n7b",
            "Content-Type: application/octet-stream\n\n8",
            "Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n\nx",
            "Content-Type: message/delivery-status\nContent-Description: Delivery report\n\n9",
            "Content-Type: application/pdf; name=\"gnp.\u{202e}fdp\"\n\n10",
        ],
    );
    assert_eq!(
        names(&m),
        [
            "x.jpg",
            "x1.jpg",
            "Tür 1.jpg",
            "boot.ini",
            "image001.png",
            "image.jpg",
            "invite.ics",
            "image.png",
            "file",
            "Grüße.eml",
            "Delivery report.txt",
            "gnp.fdp"
        ]
    );
    assert_eq!(m.attachments[1].bytes, b"2");
}

#[test]
fn uuencoded_and_unknown_transfer_encodings_are_read() {
    let m = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\n\nx",
            "Content-Type: application/octet-stream; name=cat.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 cat.txt\n#0V%T\n`\nend\n",
        ],
    );
    assert_eq!(m.attachments[0].bytes, b"Cat");
    assert_eq!(
        mail("Content-Transfer-Encoding: UTF-8\nContent-Type: text/plain; charset=utf-8\n\nGrüße")
            .body
            .content,
        "Grüße"
    );
}

#[test]
fn a_broken_sender_never_becomes_somebody_else() {
    let from = |value: &str| {
        read(&format!(
            "From: {value}\nReply-To: antwort@example.com\nReturn-Path: <zurueck@example.com>\n\nx"
        ))
        .from
        .email
    };
    assert_eq!(from("\"X\" <>, \"LTD\" <ly@example.com>"), "ly@example.com");
    assert_eq!(from(""), "antwort@example.com");
    assert_eq!(from("\"Niemand\" <>"), "antwort@example.com");
    assert_eq!(from("Uwe Muster uwe@example.com"), "Uwe Muster uwe@example.com");
    assert_ne!(from("=?utf-8?Q?boss?=@victim.example"), "boss@victim.example");
    // RFC 2047 §5 (3): there are no encoded words in an address, so this odd local part means itself
    let odd = "=?utf-8?Q?chefin?Q?stelle?=@firma.example";
    assert_eq!(from(odd), odd);
    assert_ne!(from("=?utf-8?Q?boss=40victim.example?="), "boss@victim.example");
    assert_eq!(
        from(
            "=?utf-8?Q?=22boss=40victim.example=22_=3Cboss=40victim.example=3E?= <evil@example.com>"
        ),
        "evil@example.com"
    );
    assert_eq!(from("\"boss@victim.example\" <evil@example.com>"), "evil@example.com");
    assert_eq!(from("boss@victim.example <evil@example.com>"), "evil@example.com");
    let name = read("From: \"\u{202e}moc.elpmaxe@ssob\" <evil@example.com>\n\nx").from.name;
    assert!(!name.contains('\u{202e}'));
    let malformed = read("From: Uwe uwe@example.com\n\nx");
    assert_eq!(malformed.from.reachable().as_deref(), Some("uwe@example.com"));
    assert_eq!(malformed.from.called(), "Uwe");
    let two = read("From: Uwe uwe@example.com boss@victim.example\n\nx").from;
    assert_eq!((two.reachable(), two.called()), (None, String::new()));
    assert!(malformed.error.is_some());
}

#[test]
fn what_is_new_is_told_from_html_too() {
    let m = mail(
        "Content-Type: text/html\n\n<div>Ja, gern.</div><div>-- <br>Uwe</div><div class=gmail_quote>Am 1. Februar 2021 schrieb X:<blockquote>Frage</blockquote></div>",
    );
    assert_eq!(m.new_text(), "Ja, gern.");
}

#[test]
fn every_mail_has_an_id() {
    let m = read("From: a@example.com\nMessage-ID:\n\nx");
    assert!(
        m.message_id_synthesised
            && m.message_id.starts_with("gen-")
            && m.message_id.ends_with("@example.com")
    );
    assert_eq!(m.message_id, read("From: a@example.com\nMessage-ID:\n\nx").message_id);
    assert_ne!(m.message_id, read("From: a@example.com\nMessage-ID:\n\ny").message_id);
}

#[test]
fn broken_multiparts_lose_no_words() {
    assert_eq!(mail("Content-Type: multipart/mixed\n\nHallo\n").body.text.trim(), "Hallo");
    let unclosed =
        mail("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHallo");
    assert_eq!(unclosed.body.text, "Hallo");
    let never = mail("Content-Type: multipart/mixed; boundary=b\n\nHallo\n");
    assert!(never.error.is_some_and(|e| e.contains("boundary")));
}

#[test]
fn a_delivery_report_names_the_mail_and_the_address() {
    let m = read(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com (Mail Delivery System)\nTo: hilfe@example.org\nSubject: Undelivered Mail\nAuto-Submitted: auto-replied\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry.\n--b\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; weg@example.net\nAction: failed\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 5.1.1 User\n unknown\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <unser@example.org>\nSubject: Antwort\n\n--b--\n",
    );
    let bounce = m.bounce.expect("a report");
    assert_eq!(m.automatic, Automatic::Bounce);
    assert_eq!(bounce.recipient.as_deref(), Some("weg@example.net"));
    assert_eq!(bounce.original_message_id.as_deref(), Some("unser@example.org"));
    assert_eq!(bounce.diagnostic.as_deref(), Some("550 5.1.1 User unknown"));
    assert!(bounce.is_permanent());
}

#[test]
fn a_late_mail_is_no_permanent_failure() {
    let m = read(
        "From: MAILER-DAEMON@mx.example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
         Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x@example.net\nAction: delayed\nStatus: 4.4.1\n--b--\n",
    );
    assert!(m.bounce.is_some_and(|b| !b.is_permanent() && b.status.as_deref() == Some("4.4.1")));
}

#[test]
fn machines_are_told_from_people() {
    let kind = |headers: &str| mail(&format!("{headers}\n\nx")).automatic;
    assert_eq!(kind("X-Nothing: x"), Automatic::None);
    assert_eq!(kind("Auto-Submitted: no"), Automatic::None);
    assert_eq!(kind("Auto-Submitted: auto-generated"), Automatic::Notification);
    assert_eq!(kind("Auto-Submitted: auto-replied"), Automatic::AutoReply);
    assert_eq!(kind("Auto-Submitted: auto-replied (vacation)"), Automatic::OutOfOffice);
    assert_eq!(kind("X-Auto-Response-Suppress: DR, OOF, AutoReply"), Automatic::Notification);
    assert_eq!(kind("X-Autoreply: yes"), Automatic::AutoReply);
    assert_eq!(kind("Precedence: bulk"), Automatic::Notification);
    assert_eq!(kind("Precedence: auto_reply"), Automatic::AutoReply);
    assert_eq!(kind("List-Id: <liste.example.com>"), Automatic::List);
    assert_eq!(
        kind("List-Unsubscribe: <mailto:x@example.com>\nAuto-Submitted: auto-generated"),
        Automatic::List
    );
    assert_eq!(kind("X-Loop: kontor"), Automatic::Notification);
    assert_eq!(kind("X-Loop: kontor\nAuto-Submitted: auto-replied"), Automatic::AutoReply);
    let away = read(
        "From: a@example.com\nSubject: Automatische Antwort: Frage\nX-Auto-Response-Suppress: All\n\nBin weg",
    );
    assert_eq!(away.automatic, Automatic::OutOfOffice);
    assert_eq!(read("From: Alarm <no-reply@example.com>\n\nx").automatic, Automatic::Notification);
    assert!(Automatic::OutOfOffice.is_reply() && !Automatic::Notification.is_reply());
}

#[test]
fn every_short_and_empty_mail_is_answered() {
    assert!(Message::read(b"").error.is_some());
    for byte in 0..=255u8 {
        let m = Message::read(&[byte]);
        assert!(!m.message_id.is_empty());
    }
}

#[test]
fn five_hundred_levels_of_nesting_are_no_trouble() {
    let mut raw = String::from("From: a@example.com\n");
    for level in 0..500 {
        let boundary = format!("b{level}");
        raw.extend([
            "Content-Type: multipart/mixed; boundary=",
            &boundary,
            "\n\n--",
            &boundary,
            "\n",
        ]);
    }
    raw.push_str("Content-Type: text/plain\n\nHallo\n");
    let m = read(&raw);
    assert_eq!(m.from.email, "a@example.com");
    let nested_mails = "Content-Type: message/rfc822\n\n".repeat(500);
    assert_eq!(read(&format!("From: a@example.com\n{nested_mails}x")).attachments.len(), 1);
}

#[test]
fn endless_headers_and_quotes_take_no_endless_time() {
    // a step that is not linear would take minutes here
    for piece in ["(", "<", "\"", "=?utf-8?B?", "=?utf-8?Q??=4", "a,", "a:", ";\\", "=?a?b?c?="] {
        let many = piece.repeat(300_000 / piece.len());
        let m = read(&format!(
            "From: {many}\nSubject: {many}\nReferences: {many}\nContent-Type: text/plain; name={many}\n\nx"
        ));
        assert!(m.from.email.len() < 300, "{piece}");
    }
    let text = "On 1 Jan 2021 X <x@example.com> wrote:\n> a\nb\n".repeat(20_000);
    assert!(!message::trim::plain(&text).is_empty());
    let folds = "<p>a</p><blockquote>b</blockquote>".repeat(4_000);
    assert!(!message::html::fold_quote(&folds).0.is_empty());
}

#[test]
fn no_charset_fails_on_any_bytes() {
    let mut chance = Chance(42);
    for label in [
        "utf-7",
        "utf-16",
        "utf-16be",
        "ibm850",
        "cp866",
        "iso-2022-jp",
        "iso-2022-kr",
        "hz-gb-2312",
        "macintosh",
        "koi8-r",
        "utf-32",
        "x",
        "",
    ] {
        for length in 0..60 {
            let bytes: Vec<u8> =
                (0..length).map(|_| u8::try_from(chance.below(256)).expect("a byte")).collect();
            let text = message::charset::decode(&bytes, Some(label));
            assert!(!text.contains('\0'), "{label} {bytes:?}");
        }
    }
}

/// A small generator: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit.max(1)
    }
}

#[test]
fn no_mutation_of_a_mail_makes_it_fail() {
    let seed = "From: =?utf-8?Q?J=C3=BCrgen?= <j@example.com>, \"b\\\"c\" <b@c.de> (x)\nTo: grp: a@b.de;\nSubject: =?utf-8?B?R3LDvMOf?= [Ticket#12] x\nMessage-ID: <1@x>\nReferences: <a@x> <b@x>\nDate: Mon, 1 Feb 2021 18:32:00 +0100\n\
        Authentication-Results: mx; dmarc=pass (x) header.from=a\nContent-Type: multipart/report; boundary=\"b\"; charset*0*=utf-8''x\n\nvor\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
        <div style=3D\"color:red;position:fixed\">Gr=C3=BC=DFe<img src=3D\"cid:1\" width=3D1><blockquote>Am 1.2.2021 schrieb X:<br>q</blockquote></div>\n--b\nContent-Type: message/delivery-status\n\nA: b\n\nFinal-Recipient: rfc822; a@b.de\nAction: failed\nStatus: 5.1.1\n--b\n\
        Content-Type: message/rfc822\n\nSubject: in\n\ny\n--b\nContent-Type: image/png; name*=utf-8''a%C3%A4.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n";
    let tokens: [&[u8]; 16] = [
        b"=?",
        b"?=",
        b"\n\n",
        b"--b\n",
        b"<",
        b">",
        b"\"",
        b"(",
        b"\xff\xfe",
        "ü写".as_bytes(),
        b"\0",
        b"=\n",
        b"&#x",
        b"<!--",
        b"\r",
        b"%C",
    ];
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3_000 {
        let mut raw = seed.as_bytes().to_vec();
        for _ in 0..=chance.below(12) {
            let at = chance.below(raw.len());
            match chance.below(4) {
                0 => raw[at] = u8::try_from(chance.below(256)).expect("a byte"),
                1 => drop(raw.drain(at..(at + chance.below(40)).min(raw.len()))),
                2 => drop(raw.splice(at..at, tokens[chance.below(tokens.len())].iter().copied())),
                _ => raw.truncate(at.max(1)),
            }
            if raw.is_empty() {
                break;
            }
        }
        let m = Message::read(&raw);
        let _ = (m.new_text(), m.authentication("mx"), message::html::fold_quote(&m.body.content));
        let report = message::inspect::Report::of("x", m);
        assert!(serde_json::to_string(&report).is_ok());
    }
}
