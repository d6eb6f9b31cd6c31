//! What mailers write between new text and old, in the languages they speak. All in lower case.

use std::sync::LazyLock;

/// Words between bars, as a list.
fn words(table: &'static str) -> Vec<&'static str> {
    table.split('|').collect()
}

/// "wrote", as it stands in such a line.
pub static WROTE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "wrote|writes|schrieb|schreibt|geschrieben|a écrit|écrit|escribió|escribio|escreveu|escrita|ha scritto|\
         scrive|schreef|geschreven|skrev|skrev følgende|kirjoitti|napisał|napisała|napisał(a)|napisał/a|pisze|\
         napsal|napsala|napsal(a)|napísal|napísal(a)|írta|a scris|написал|написала|написал(а)|пишет|написав|пише|\
         έγραψε|yazdı|şunları yazdı|写道|寫道|写到|のメール|のメッセージ|書きました|wrote to|đã viết|a scrit|כתב|كتب|\
         skrifaði|va escriure|escribiu|idatzi du|님이 작성|님이 씀|작성:|menulis|raksta|rašė|kirjutas|је написао|\
         napisao je|je napisao|je napisal|написа",
    )
});

/// Of these the name may follow: "Am Montag schrieb Uwe:".
pub static WROTE_BEFORE_NAME: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("schrieb|schreef|skrev|skrev følgende|napisał|pisze|napsal|napsal(a)|írta|wrote to")
});

/// How such a line begins: "on", "at", weekdays.
pub static OPENERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "on |at |am |um |le |el |il |il giorno |op |den |em |a |no dia |w dniu |dnia |dne |dňa |pe |la data |în |\
         på |ti |ma |ke |to |la |su |в |на |на дату|στις |tarih|vào |pada |za |met |---- on |---- el |---- le |\
         ---- am |-------- on |在|于|於|*on |[on |кому|dana |y |vào lúc|mon, |tue, |wed, |thu, |fri, |sat, |\
         sun, |pon., |wt., |śr., |czw., |pt., |sob., |niedz., |пн, |вт, |ср, |чт, |пт, |сб, |вс, |нд, |\
         montag |dienstag |mittwoch |donnerstag |freitag |samstag |sonntag |i dag |klo |date: ",
    )
});

/// Month names that make a line without year or time a date.
pub static MONTHS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"));

/// "Original message", as it stands between dashes.
pub static ORIGINAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "original message|original appointment|forwarded message|forwarded by|reply message|reply separator|\
         replied message|ursprüngliche nachricht|original-nachricht|originalnachricht|original nachricht|\
         weitergeleitete nachricht|ursprüngliche mail|originalmail|message original|message d'origine|\
         message d’origine|message transféré|mensaje original|mensaje reenviado|mensagem original|\
         mensagem encaminhada|messaggio originale|messaggio inoltrato|messaggio originario|\
         oorspronkelijk bericht|oorspronkelijke bericht|doorgestuurd bericht|originalmeddelande|\
         ursprungligt meddelande|vidarebefordrat meddelande|oprindelig meddelelse|original meddelelse|\
         opprinnelig melding|videresendt melding|videresendt meddelelse|alkuperäinen viesti|välitetty viesti|\
         wiadomość oryginalna|oryginalna wiadomość|treść oryginalnej wiadomości|wiadomość przekazana|\
         původní zpráva|přeposlaná zpráva|pôvodná správa|eredeti üzenet|továbbított üzenet|mesaj original|\
         mesajul original|orijinal mesaj|özgün ileti|iletilen ileti|исходное сообщение|пересылаемое сообщение|\
         пересланное сообщение|оригинальное сообщение|вихідне повідомлення|переслане повідомлення|αρχικό μήνυμα|\
         προωθημένο μήνυμα|原始邮件|原始郵件|转发邮件|转发的邮件|轉寄郵件|转发邮件信息|original email|original mail|元のメッセージ|転送メッセージ|원본 메시지|\
         원본 메일|ההודעה המקורית|الرسالة الأصلية|thư gốc|pesan asli|begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|début du message transféré|\
         inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem reenviada|\
         início da mensagem encaminhada|begin doorgestuurd bericht|vidarebefordrat brev|videresendt besked|\
         начало переадресованного сообщения|iletilmiş mesaj|izvorna poruka|\
         originalna poruka|izvirno sporočilo",
    )
});

/// Header names of an older mail, in lower case.
pub static HEADER_KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "from|sent|date|to|cc|bcc|subject|reply-to|reply to|importance|attachments|von|gesendet|gesendet am|\
         datum|an|kopie|betreff|antwort an|antwort|priorität|anlagen|de|envoyé|envoyé le|envoyé par|à|a|objet|\
         sujet|date d'envoi|répondre à|enviado|enviado el|enviado em|enviada|enviada em|fecha|para|asunto|data|\
         assunto|responder a|da|inviato|inviato il|risposta|rispondi a|oggetto|cco|ccn|copia|van|verzonden|aan|\
         onderwerp|från|skickat|till|ämne|fra|sendt|til|emne|dato|kopi|kopia|lähettäjä|lähetetty|vastaanottaja|\
         päivämäärä|aihe|päiväys|kopio|od|wysłano|wysłane|data wysłania|do|dw|temat|odesláno|odoslané|komu|\
         předmět|predmet|dátum|от|отправлено|дата|кому|тема|копия|від|надіслано|відправлено|копія|feladó|küldve|\
         elküldve|címzett|tárgy|trimis|către|subiect|kimden|gönderen|gönderildi|tarih|kime|alıcı|konu|από|\
         στάλθηκε|προς|θέμα|ημερομηνία|poslano|posláno|zadeva|za|发件人|发送时间|发送日期|日期|收件人|抄送|主题|寄件者|寄件人|寄件日期|收件者|主旨|\
         差出人|送信者|送信日時|日時|日付|宛先|件名|보낸 사람|보낸사람|보낸 날짜|받는 사람|받는사람|날짜|제목|מאת|נשלח|אל|נושא|תאריך|من|إلى|الموضوع|تاريخ|\
         từ|đến|chủ đề|ngày",
    )
});

/// The first of `HEADER_KEYS` of an older mail.
pub static FROM_KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "from|von|de|da|van|från|fra|lähettäjä|od|от|від|feladó|kimden|gönderen|από|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|\
         보낸사람|מאת|من|từ",
    )
});

/// How the line of a telephone or a mail program begins, in lower case.
pub static SIGNATURES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "sent from|sent via|sent with|sent by|sent using|sent on|sent through|get outlook|get the outlook|\
         get [outlook|mailed from|send from my|from my iphone|from my ipad|from my android|gesendet von|\
         gesendet mit|gesendet über|gesendet aus|gesendet durch|versendet mit|verschickt mit|verschickt von|\
         diese nachricht wurde von mein|diese nachricht wurde mit|outlook für|holen sie sich outlook|\
         envoyé depuis|envoyé de mon|envoyé de |envoyé à partir|envoyé avec|envoyé via|obtenez outlook|\
         télécharger outlook|enviado desde|enviado do|enviado de|enviado con|enviado com|enviado pelo|\
         enviado a partir|enviado via|obtener outlook|obter o outlook|inviato da|inviato dal|inviato con|\
         ottieni outlook|scarica outlook|verzonden met|verzonden vanaf|verzonden van|verstuurd vanaf|\
         verstuurd van|verstuurd met|outlook voor|skickat från|skickades från|hämta outlook|sendt fra|sendt med|\
         hent outlook|lähetetty|hanki outlook|wysłane z|wysłano z|wysłane przez|pobierz|odesláno z|odoslané z|\
         poslano z|получить outlook|отправлено с|отправлено из|отправлено от|надіслано з|відправлено з|küldve|\
         elküldve|trimis de pe|trimis din|gönderildi|iphone'umdan|ipad'imden|στάλθηκε από|发自|發自|从我的|從我的|寄自|\
         iphoneから|ipadから|androidから|나의 iphone|내 iphone|נשלח מה|أرسلت من|được gửi từ|dikirim dari|enviat des|\
         poslané z|saadetud|nosūtīts|išsiųsta",
    )
});

/// Words that end such a line in languages that put the verb last.
pub static SIGNATURE_ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("gesendet|gesendet.|傳送|发送|發送|送信|보냄|gönderildi|geschickt|verschickt|verzonden")
});

/// What such a line names.
pub static DEVICES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "iphone|ipad|ipod|android|mobile|mobil|handy|smartphone|phone|blackberry|galaxy|samsung|tablet|outlook|\
         telefon|móvil|cell",
    )
});
