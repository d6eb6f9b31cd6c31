//! What the sender wrote new, in the languages and mailers that we meet.

use message::trim::plain;

const INTRODUCTIONS: &[&str] = &[
    "On Mon, Feb 1, 2021 at 6:32 PM, Anna Beispiel <anna@example.com> wrote:",
    "On 1 Feb 2021, at 18:32, Anna Beispiel wrote:",
    "On 2/1/21 6:32 PM, Anna Beispiel wrote:",
    "Am 01.02.2021 um 18:32 schrieb Anna Beispiel:",
    "Am Mo., 1. Feb. 2021 um 18:32 Uhr schrieb Anna Beispiel <anna@example.com>:",
    "Am Montag, den 01.02.2021, 18:32 +0100 schrieb Anna Beispiel:",
    "Anna Beispiel <anna@example.com> schrieb am Mo., 1. Feb. 2021, 18:32:",
    "Le lun. 1 févr. 2021 à 18:32, Anna Beispiel <anna@example.com> a écrit :",
    "Le 01/02/2021 à 18:32, Anna Beispiel a écrit :",
    "El lun, 1 feb 2021 a las 18:32, Anna Beispiel (<anna@example.com>) escribió:",
    "El 1 de febrero de 2021, 18:32, Anna Beispiel escribió:",
    "Il giorno lun 1 feb 2021 alle ore 18:32 Anna Beispiel <anna@example.com> ha scritto:",
    "Em seg., 1 de fev. de 2021 às 18:32, Anna Beispiel <anna@example.com> escreveu:",
    "Op ma 1 feb. 2021 om 18:32 schreef Anna Beispiel <anna@example.com>:",
    "Op 01-02-2021 om 18:32 schreef Anna Beispiel:",
    "Den mån 1 feb. 2021 kl 18:32 skrev Anna Beispiel <anna@example.com>:",
    "Den 2021-02-01 kl. 18:32, skrev Anna Beispiel:",
    "man. 1. feb. 2021 kl. 18:32 skrev Anna Beispiel <anna@example.com>:",
    "ma 1. helmik. 2021 klo 18.32 Anna Beispiel (anna@example.com) kirjoitti:",
    "Anna Beispiel <anna@example.com> kirjoitti 1.2.2021 kello 18.32:",
    "pon., 1 lut 2021 o 18:32 Anna Beispiel <anna@example.com> napisał(a):",
    "W dniu 01.02.2021 o 18:32, Anna Beispiel pisze:",
    "W dniu 1 lutego 2021 18:32 użytkownik Anna Beispiel <anna@example.com> napisał:",
    "po 1. 2. 2021 v 18:32 odesílatel Anna Beispiel <anna@example.com> napsal:",
    "Dne 01. 02. 21 v 18:32 Anna Beispiel napsal(a):",
    "пн, 1 февр. 2021 г. в 18:32, Anna Beispiel <anna@example.com>:",
    "1 февраля 2021 г., 18:32 пользователь Anna Beispiel <anna@example.com> написал:",
    "01.02.2021 18:32, Anna Beispiel пишет:",
    "пн, 1 лют. 2021 р. о 18:32 Anna Beispiel <anna@example.com> пише:",
    "Anna Beispiel <anna@example.com> ezt írta (időpont: 2021. febr. 1., H, 18:32):",
    "În lun., 1 feb. 2021 la 18:32, Anna Beispiel <anna@example.com> a scris:",
    "1 Şub 2021 Pzt 18:32 tarihinde Anna Beispiel <anna@example.com> şunu yazdı:",
    "Στις Δευ, 1 Φεβ 2021 στις 6:32 μ.μ., ο χρήστης Anna Beispiel <anna@example.com> έγραψε:",
    "在 2021年2月1日，下午6:32，Anna Beispiel <anna@example.com> 写道：",
    "Anna Beispiel <anna@example.com> 于2021年2月1日周一 18:32写道：",
    "Anna Beispiel <anna@example.com> 於 2021年2月1日 週一 下午6:32寫道：",
    "2021年2月1日(月) 18:32 Anna Beispiel <anna@example.com>:",
    "2021년 2월 1일 (월) 오후 6:32, Anna Beispiel <anna@example.com>님이 작성:",
    "Vào 18:32, Th 2, 1 thg 2, 2021 Anna Beispiel <anna@example.com> đã viết:",
    "2021-02-01 18:32 GMT+01:00 Anna Beispiel <anna@example.com>:",
    "anna via Forum Beispiel wrote:",
    "---- On Mon, 01 Feb 2021 18:32:00 +0100 Anna Beispiel <anna@example.com> wrote ----",
];

/// Each introduction must end the new text, alone and folded at every blank.
#[test]
fn an_introduction_ends_the_answer_in_every_language() {
    for introduction in INTRODUCTIONS {
        let mail =
            format!("Danke!\n\nBis morgen.\n\n{introduction}\n\n> Passt es morgen?\n> Anna\n");
        assert_eq!(plain(&mail), "Danke!\n\nBis morgen.", "{introduction}");
        let unquoted = format!("Danke!\n\n{introduction}\n\nPasst es morgen?\nAnna\n");
        assert_eq!(plain(&unquoted), "Danke!", "{introduction}");
        if let Some((head, tail)) =
            introduction.rsplit_once(' ').filter(|(head, _)| head.len() > 30)
        {
            let folded = format!("Danke!\n\n{head}\n{tail}\n\n> Passt es?\n");
            assert_eq!(plain(&folded), "Danke!", "{head} / {tail}");
        }
    }
}

#[test]
fn an_old_header_ends_the_answer_in_every_language() {
    let headers = [
        ["From", "Sent", "To", "Subject"],
        ["*From:*", "*Date:*", "*To:*", "*Subject:*"],
        ["Von", "Gesendet", "An", "Betreff"],
        ["De ", "Envoyé ", "À ", "Objet "],
        ["De", "Enviado el", "Para", "Asunto"],
        ["De", "Enviada em", "Para", "Assunto"],
        ["Da", "Inviato", "A", "Oggetto"],
        ["Van", "Verzonden", "Aan", "Onderwerp"],
        ["Från", "Skickat", "Till", "Ämne"],
        ["Fra", "Sendt", "Til", "Emne"],
        ["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"],
        ["Od", "Wysłano", "Do", "Temat"],
        ["Od", "Odesláno", "Komu", "Předmět"],
        ["От", "Отправлено", "Кому", "Тема"],
        ["发件人", "发送时间", "收件人", "主题"],
        ["差出人", "送信日時", "宛先", "件名"],
    ];
    for [from, sent, to, subject] in headers {
        let line = |key: &str, value: &str| {
            if key.ends_with(":*") { format!("{key} {value}") } else { format!("{key}: {value}") }
        };
        let block = [
            line(from, "Anna Beispiel <anna@example.com>"),
            line(sent, "Montag, 1. Februar 2021 18:32"),
            line(to, "Uwe Muster; Team Hilfe"),
            line(subject, "Frage"),
        ];
        let tight = format!("Erledigt.\n\n{}\n\nPasst es?\n", block.join("\n"));
        assert_eq!(plain(&tight), "Erledigt.", "{from}");
        let loose = format!("Erledigt.\n\n{}\n\nPasst es?\n", block.join("\n\n"));
        assert_eq!(plain(&loose), "Erledigt.", "{from}, with blank lines");
    }
}

#[test]
fn dashes_and_words_between_dashes_end_the_answer() {
    for delimiter in [
        "-- ",
        "--",
        "---",
        "_____________________________",
        "===",
        "***",
        "—",
        "-----Original Message-----",
        "----- Original Message -----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Weitergeleitete Nachricht --------",
        "-----Message d'origine-----",
        "-----Mensaje original-----",
        "-----Messaggio originale-----",
        "-----Oorspronkelijk bericht-----",
        "-----Ursprungligt meddelande-----",
        "-----Alkuperäinen viesti-----",
        "-----Oprindelig meddelelse-----",
        "-----Исходное сообщение-----",
        "------------------ 原始邮件 ------------------",
        "Begin forwarded message:",
        "---------- Forwarded message ----------",
        "--- Ursprüngliche Nachricht ---",
    ] {
        let mail = format!("Neu.\nUnd mehr.\n\n{delimiter}\nAlt: dies und das\nund jenes\n");
        assert_eq!(plain(&mail), "Neu.\nUnd mehr.", "{delimiter}");
    }
}

#[test]
fn the_signature_of_a_telephone_goes() {
    for signature in [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für Android",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "发自我的 iPhone",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
        "Get Outlook for iOS<https://aka.ms/x>",
        "[Sent from Yahoo Mail on Android]",
        "Gesendet mit der GMX Mail App",
    ] {
        assert_eq!(plain(&format!("Ja, gern.\n\n{signature}\n")), "Ja, gern.", "{signature}");
    }
}

#[test]
fn answers_between_quotes_stay_with_what_they_answer() {
    let mail = "On Mon, Feb 1, 2021 at 6:32 PM, Anna <anna@example.com> wrote:\n> Geht es morgen?\n\nJa.\n\n> Auch um neun?\n\nNein, um zehn.\n\n> Gruß\n> Anna\n";
    assert_eq!(plain(mail), "> Geht es morgen?\n\nJa.\n\n> Auch um neun?\n\nNein, um zehn.");
}

#[test]
fn an_answer_below_the_quote_stands_alone() {
    let mail =
        "Am 01.02.2021 um 18:32 schrieb Anna:\n> Geht es morgen?\n\nJa, um zehn.\n\n-- \nUwe\n";
    assert_eq!(plain(mail), "Ja, um zehn.");
}

#[test]
fn words_that_only_look_like_marks_stay() {
    for text in [
        "On Monday I wrote a letter.\nIt said: hello.",
        "Wir haben am 3. Mai 2021 geschrieben.\nBitte antworten Sie.",
        "Meine Fragen:\n- eins\n- zwei\nDanke.",
        "```\n----\nFrom: x\n```\nEnde",
        "> Nur ein Zitat",
        "",
    ] {
        assert_eq!(plain(text), text, "{text}");
    }
}
