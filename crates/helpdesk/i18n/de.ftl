helpdesk-app = Tickets
helpdesk-tickets = Tickets
helpdesk-ticket = Ticket
helpdesk-admin = Verwaltung
helpdesk-save = Speichern
helpdesk-saved = „{ $name }“ ist gespeichert.
helpdesk-cancel = Abbrechen
helpdesk-name = Name
helpdesk-email = E-Mail
helpdesk-phone = Telefon
helpdesk-state = Zustand
helpdesk-active = In Gebrauch
helpdesk-inactive = Stillgelegt
helpdesk-form-wrong = Einige Angaben passen noch nicht. Es wurde nichts gespeichert.
helpdesk-form-unreadable = Das Formular kam unleserlich an. Laden Sie die Seite neu und senden Sie es noch einmal.
helpdesk-form-stale = Jemand anders hat dies inzwischen geändert. Ihre Eingaben stehen unten, gespeichert ist davon noch nichts: Senden Sie noch einmal, und sie gelten statt der anderen.
helpdesk-choice-unknown = Diese Auswahl gibt es nicht (Feld „{ $field }“).

helpdesk-list = Ticketliste
helpdesk-list-mine = Meine
helpdesk-list-free = Nicht zugewiesen
helpdesk-list-open = Alle offenen
helpdesk-list-waiting = Wartend
helpdesk-list-closed = Geschlossen
helpdesk-list-all = Alle Tickets
helpdesk-list-found = Suche: { $text }
helpdesk-list-none-open = Nichts offen. Alle Anliegen sind erledigt.
helpdesk-list-none-mine = Bei Ihnen liegt nichts.
helpdesk-list-none-free = Jedes offene Ticket hat jemanden, der sich kümmert.
helpdesk-list-none-waiting = Kein Ticket wartet auf eine Antwort.
helpdesk-list-none-closed = Noch ist nichts geschlossen.
helpdesk-list-none-filtered = Kein Ticket passt zu diesem Filter.
helpdesk-list-none-found = Nichts gefunden. Gesucht wird in Betreff, Absender und Text, nach Wortanfängen.
helpdesk-list-none-found-here = In dieser Liste wurde nichts gefunden.
helpdesk-list-search-all = In allen Tickets suchen ({ $n })
helpdesk-detail-choose = Wählen Sie links ein Ticket.
helpdesk-detail-nothing = Hier ist gerade nichts zu lesen.
helpdesk-tickets-all = Alle Tickets ansehen
helpdesk-panel-none = Noch keine Tickets.

helpdesk-filter = Filter
helpdesk-filter-any = beliebig
helpdesk-filter-apply = Anwenden
helpdesk-filter-reset = Zurücksetzen
helpdesk-filter-chip = { $name }: { $value }

helpdesk-status = Status
helpdesk-status-new = neu
helpdesk-status-open = offen
helpdesk-status-waiting = wartet auf Kunde
helpdesk-status-closed = geschlossen
helpdesk-status-all = alle
helpdesk-status-unclosed = nicht geschlossen
helpdesk-priority = Priorität
helpdesk-priority-low = niedrig
helpdesk-priority-normal = normal
helpdesk-priority-high = hoch
helpdesk-priority-urgent = dringend
helpdesk-level = Support-Stufe
helpdesk-level-n = { $n ->
    [1] L1 – Erster Kontakt
    [2] L2 – Fachleute
    [3] L3 – Technik
   *[4] L4 – Entwicklung
}
helpdesk-level-short = L{ $n }
helpdesk-level-to = An Stufe
helpdesk-level-reason = Grund
helpdesk-level-hint = Das Ticket gehört danach niemandem, bis es dort jemand übernimmt.
helpdesk-level-change = Stufe wechseln
helpdesk-group = Gruppe
helpdesk-category = Kategorie
helpdesk-category-none = ohne Kategorie
helpdesk-tag = Schlagwort
helpdesk-tags = Schlagworte
helpdesk-tags-hint = Durch Kommas getrennt
helpdesk-assignee = Zuständig
helpdesk-assignee-me = ich
helpdesk-assignee-none = niemand
helpdesk-subject = Betreff
helpdesk-subject-change = Betreff ändern
helpdesk-subject-whole = Ganzen Betreff zeigen
helpdesk-channel = Kanal
helpdesk-channel-mail = Mail
helpdesk-channel-phone = Telefon
helpdesk-channel-web = Web
helpdesk-opened-at = Eröffnet
helpdesk-unverified = Absender zweifelhaft
helpdesk-unverified-hint = Der Mailserver konnte den Absender nicht bestätigen. Die Mail kann gefälscht sein: Geben Sie nichts heraus und folgen Sie keinem Link, bevor Sie auf anderem Weg nachgefragt haben.

helpdesk-close = Schließen
helpdesk-close-silent = Ohne Mail an den Kunden
helpdesk-reopen = Wieder öffnen
helpdesk-take = Übernehmen
helpdesk-assign = Zuweisen
helpdesk-bulk-done = { $n ->
    [one] Ein Ticket geändert.
   *[other] { $n } Tickets geändert.
}
helpdesk-bulk-partly = { $n } geändert. Nicht geändert: { $failed }
helpdesk-ticket-was-closed = #{ $number } ist geschlossen.
helpdesk-ticket-was-opened = #{ $number } ist eröffnet.

helpdesk-context = Zum Ticket
helpdesk-properties = Eigenschaften
helpdesk-customer = Kunde
helpdesk-customer-change = Anderem Kunden zuordnen
helpdesk-person = Person
helpdesk-organisation = Organisation
helpdesk-other-tickets = Weitere Tickets
helpdesk-history = Verlauf

helpdesk-message = Nachricht
helpdesk-message-from = Von
helpdesk-message-to = An
helpdesk-message-cc = Cc
helpdesk-message-written = Geschrieben
helpdesk-message-details = Details
helpdesk-message-quoted = Zitierten Text zeigen
helpdesk-message-signature = Signatur zeigen
helpdesk-message-empty = Ohne Text.
helpdesk-message-raw = Originalmail
helpdesk-message-frame = Mail von { $name }
helpdesk-message-nobody = Unbekannter Absender
helpdesk-message-system = Kontor
helpdesk-message-automatic = automatisch
helpdesk-automatic-out-of-office = Abwesenheitsnotiz
helpdesk-automatic-reply = automatische Antwort
helpdesk-automatic-bounce = Unzustellbar-Meldung
helpdesk-automatic-list = Rundmail
helpdesk-automatic-own = aus eigenem Postfach
helpdesk-automatic-notification = von einer Maschine
helpdesk-images-load = { $n ->
    [one] Ein Bild laden (von { $host })
   *[other] { $n } Bilder laden (von { $host })
}
helpdesk-attachments = Anhänge
helpdesk-conversation-older = Ältere Nachrichten zeigen

helpdesk-delivery-queued = wartet auf Versand
helpdesk-delivery-handing-over = wird übergeben
helpdesk-delivery-sent = gesendet
helpdesk-delivery-failed = nicht gesendet
helpdesk-delivery-uncertain = Versand ungewiss
helpdesk-delivery-bounced = zurückgekommen
helpdesk-delivery-failed-hint = Der Mailserver hat diese Mail nicht angenommen. Ist der Grund behoben, senden Sie sie noch einmal.
helpdesk-delivery-uncertain-hint = Die Verbindung riss ab, als der Mailserver die Mail gerade bekam. Vielleicht ist sie angekommen. Von selbst wird sie nicht noch einmal gesendet: Entscheiden Sie.
helpdesk-delivery-bounced-hint = Die Mail kam als unzustellbar zurück. Prüfen Sie die Adresse.
helpdesk-delivery-waiting-hint = Diese Mail konnte noch nicht hinaus. Sie wird von selbst weiter versucht, etwa einen Tag lang.
helpdesk-delivery-next = Nächster Versuch: { $time }.
helpdesk-delivery-trying = Gerade wird sie versucht.
helpdesk-delivery-given-up = Diese Mail ist nicht gesendet und wird von selbst nicht mehr versucht: Der Auftrag ist mit einem Fehler liegen geblieben. Versuchen Sie es jetzt noch einmal; gelingt es wieder nicht, fragen Sie eine Administratorin oder einen Administrator.
helpdesk-delivery-no-job = Diese Mail ist nicht gesendet. Niemand versucht sie mehr: Der Auftrag wurde verworfen. In wenigen Minuten gilt sie als nicht gesendet, dann können Sie sie hier noch einmal senden.
helpdesk-delivery-put-aside = Diese Mail ist nicht gesendet und wird von selbst nicht mehr versucht: Der Auftrag hat den Server fünfmal zum Absturz gebracht. Sagen Sie es einer Administratorin oder einem Administrator (Verwaltung, Warteschlangen). In wenigen Minuten gilt die Mail als nicht gesendet, dann können Sie sie hier noch einmal senden.
helpdesk-delivery-try = Jetzt versuchen

helpdesk-outgoing = Mails, die auf Sie warten
helpdesk-outgoing-text = Versand, dessen Ausgang niemand kennt oder der gescheitert ist. Nichts davon geht ohne Ihre Entscheidung noch einmal hinaus.
helpdesk-outgoing-none = Alle Mails sind auf dem Weg oder angekommen.
helpdesk-outgoing-no-ticket = Ohne Ticket
helpdesk-outgoing-resend = Noch einmal senden
helpdesk-outgoing-mark = Ist angekommen
helpdesk-outgoing-resent = Die Mail wird noch einmal gesendet.
helpdesk-outgoing-marked = Als angekommen vermerkt.
helpdesk-outgoing-not-undecided = Diese Mail wartet auf keine Entscheidung mehr.
helpdesk-outgoing-tried = Die Mail wird sofort versucht.
helpdesk-outgoing-not-waiting = Diese Mail wartet nicht mehr auf den Versand.
helpdesk-outgoing-waiting = Noch im Versuch
helpdesk-outgoing-waiting-text = Diese Mails konnten noch nicht hinaus und werden von selbst weiter versucht.
helpdesk-sending-wait = Der Mailserver lässt die Mail an einige noch warten.
helpdesk-sending-ended = Kontor endete, während die Mail übergeben wurde.
helpdesk-sending-no-job = Der Auftrag wurde verworfen oder misslang zu oft; übergeben wurde nichts.
helpdesk-sending-own = Kontor konnte die Mail nicht fertigstellen: { $text }
helpdesk-trouble-own = Kontor selbst kam nicht weiter: { $text }

helpdesk-compose = Schreiben
helpdesk-reply = Antwort
helpdesk-reply-write = Antwort schreiben …
helpdesk-reply-from = Von: { $address }
helpdesk-reply-signed = Die Signatur des Postfachs kommt darunter.
helpdesk-reply-send = Senden und warten
helpdesk-reply-send-close = Senden und schließen
helpdesk-reply-sent = Die Antwort geht hinaus.
helpdesk-reply-sent-closed = Die Antwort geht hinaus, das Ticket ist geschlossen.
helpdesk-reply-newer = { $name } hat um { $time } geschrieben, seit Sie an dieser Antwort sitzen. Lesen Sie das zuerst.
helpdesk-reply-strangers = Diese Antwort geht an { $addresses }. Das ist nicht der Kunde dieses Tickets.
helpdesk-reply-other-writer = Zuletzt hat { $address } geschrieben, nicht der Kunde dieses Tickets. Die Antwort geht an den Kunden; fügen Sie weitere Empfänger hinzu, wenn sie mitlesen sollen.
helpdesk-reply-no-mailbox = Es gibt kein Postfach, aus dem geantwortet werden kann. Ein Administrator richtet es unter Verwaltung → Postfächer ein. Notizen gehen trotzdem.
helpdesk-note = Interne Notiz
helpdesk-note-write = Notiz schreiben …
helpdesk-note-hint = Sieht nur Ihr Team.
helpdesk-note-add = Notiz ablegen
helpdesk-note-added = Die Notiz ist abgelegt.
helpdesk-attach = Anhang
helpdesk-attach-keep = { $name } mitsenden
helpdesk-others-write = Schreibt gerade: { $names }

helpdesk-happened-opened = { $who } hat das Ticket eröffnet
helpdesk-happened-opened-mail = Eingang per Mail
helpdesk-happened-archived = Alte Mail, geschlossen übernommen
helpdesk-happened-customer-wrote = Der Kunde hat geschrieben
helpdesk-happened-replied = { $who } hat geantwortet
helpdesk-happened-noted = { $who } hat eine Notiz abgelegt
helpdesk-happened-taken = { $who } hat das Ticket übernommen
helpdesk-happened-assigned = { $who } hat das Ticket { $to } zugewiesen
helpdesk-happened-released = { $who } hat die Zuweisung aufgehoben
helpdesk-happened-status = Status: { $to }
helpdesk-happened-closed = { $who } hat das Ticket geschlossen
helpdesk-happened-closed-silent = { $who } hat das Ticket ohne Mail geschlossen
helpdesk-happened-reopened = { $who } hat das Ticket wieder geöffnet
helpdesk-happened-reopened-customer = Durch eine Mail des Kunden wieder geöffnet
helpdesk-happened-changed = { $who }: { $field } von „{ $from }“ auf „{ $to }“
helpdesk-happened-set = { $who }: { $field } „{ $to }“
helpdesk-happened-tagged = { $who }: Schlagworte { $tags }
helpdesk-happened-escalated = { $who }: Stufe L{ $from } → L{ $to }, „{ $reason }“
helpdesk-happened-queued = Eine Mail wird noch einmal gesendet
helpdesk-happened-sent = Eine Mail ist angekommen
helpdesk-happened-failed = Eine Mail konnte nicht gesendet werden
helpdesk-happened-uncertain = Der Versand einer Mail ist ungewiss
helpdesk-happened-bounced = Eine Mail kam zurück

helpdesk-ticket-new = Neues Ticket
helpdesk-ticket-new-text = Für Anliegen, die telefonisch oder persönlich kommen.
helpdesk-ticket-body = Anliegen
helpdesk-ticket-open = Ticket eröffnen
helpdesk-ticket-customer-hint = Name, Firma oder Adresse tippen und auswählen. Wer nicht im Verzeichnis steht, kommt mit dem Ticket hinein.
helpdesk-ticket-customer-new = Noch nicht im Verzeichnis?
helpdesk-ticket-customer-new-hint = Ein Name oder eine Nummer genügt. Ohne Adresse geht keine Mail an sie.
helpdesk-ticket-customer-known = Im Verzeichnis steht schon jemand mit dem Namen „{ $name }“. Ist es dieselbe Person?
helpdesk-ticket-customer-which = Wer ist es?
helpdesk-ticket-customer-namesake = Jemand anderes: „{ $name }“ neu anlegen
helpdesk-ticket-group-blank = Wählen Sie die Gruppe, zu der das Ticket gehört.
helpdesk-group-choose = Auswählen …
helpdesk-reply-no-address = Von dieser Person ist keine Mailadresse bekannt, deshalb geht nichts von selbst an sie hinaus. Tragen Sie unter „An“ eine ein, um zu schreiben, oder rufen Sie an und notieren Sie das Gesagte.
helpdesk-ticket-acknowledge = Eingangsbestätigung senden
helpdesk-ticket-acknowledge-hint = Der Kunde bekommt die Nummer per Mail und kann darauf antworten.
helpdesk-ticket-customer-missing = Wer fragt? Wählen Sie eine Person, oder geben Sie einen Namen, eine Mailadresse oder eine Telefonnummer an.
helpdesk-ticket-group-missing = Es ist keine Gruppe in Gebrauch, und jedes Ticket gehört zu einer. Unter Verwaltung → Gruppen legt die Verwaltung eine an.
helpdesk-customer-choose = Wer ist gemeint? Wählen Sie unten aus, oder tippen Sie mehr.
helpdesk-customer-nobody = Im Verzeichnis heißt niemand „{ $text }“. Tippen Sie anders, oder geben Sie eine vollständige Mailadresse an.
helpdesk-ticket-subject-blank = Ein Ticket braucht einen Betreff.
helpdesk-ticket-subject-too-long = Ein Betreff hat höchstens 250 Zeichen.
helpdesk-ticket-priority-unknown = Diese Priorität gibt es nicht.
helpdesk-ticket-closed = Das Ticket ist geschlossen. Öffnen Sie es zuerst wieder.
helpdesk-ticket-not-closed = Das Ticket ist nicht geschlossen.
helpdesk-ticket-agent-inactive = Diese Person arbeitet nicht mehr hier.
helpdesk-ticket-agent-is-customer = Kunden kann kein Ticket zugewiesen werden.
helpdesk-ticket-level-unknown = Support-Stufen gehen von 1 bis 4.
helpdesk-ticket-reason-missing = Schreiben Sie dazu, warum die Stufe wechselt.
helpdesk-ticket-reason-too-long = Ein Grund hat höchstens 1000 Zeichen.

helpdesk-message-body-blank = Hier steht noch nichts.
helpdesk-message-body-too-long = Eine Nachricht hat höchstens 200.000 Zeichen.
helpdesk-message-address-invalid = „{ $address }“ ist keine Mailadresse.
helpdesk-message-recipient-missing = Eine Antwort braucht einen Empfänger.
helpdesk-message-too-many-recipients = Es sind höchstens 50 Empfänger möglich.
helpdesk-message-mailbox-missing = Es gibt kein Postfach, aus dem geantwortet werden kann.
helpdesk-message-too-many-attachments = Es sind höchstens 20 Anhänge möglich.
helpdesk-message-attachments-too-large = Die Anhänge sind zusammen größer als { $size }. Ihr Text ist noch da.
helpdesk-message-attachment-sent = Die Datei „{ $name }“ ist schon gesendet. Fügen Sie sie neu an, wenn sie noch einmal mitgehen soll.
helpdesk-message-attachment-infected = Der Virenscanner hat in „{ $name }“ { $found } gefunden, deshalb wurde die Datei nicht angenommen. Alles andere, was Sie geschrieben haben, ist noch da.
helpdesk-message-attachment-gone = Eine angehängte Datei ist nicht mehr da. Fügen Sie sie bitte neu an.

helpdesk-mailbox = Postfach
helpdesk-mailboxes = Postfächer
helpdesk-mailboxes-text = Adressen, an die Kunden schreiben und von denen Antworten hinausgehen.
helpdesk-mailboxes-none = Noch kein Postfach. Sobald eines verbunden ist, werden Mails zu Tickets.
helpdesk-mailbox-new = Neues Postfach
helpdesk-mailbox-save = Postfach speichern
helpdesk-mailbox-fetched = Zuletzt abgeholt
helpdesk-mailbox-never = noch nie
helpdesk-mailbox-fine = läuft
helpdesk-mailbox-waits = wartet auf die erste Abholung
helpdesk-mailbox-off = ausgeschaltet
helpdesk-mailbox-trouble = gestört
helpdesk-mailbox-trouble-since = seit
helpdesk-mailbox-test = Verbindung prüfen
helpdesk-mailbox-test-fine = Die Verbindung steht: Mails können abgeholt und gesendet werden.
helpdesk-mailbox-test-failed = Die Verbindung steht nicht. Beim ersten Kreuz liegt der Grund.
helpdesk-mailbox-identity = Wer schreibt
helpdesk-mailbox-address = Mailadresse
helpdesk-mailbox-sender = Absendername
helpdesk-mailbox-sender-hint = Was Kunden als Absender lesen, etwa „Firma Support“.
helpdesk-mailbox-name = Bezeichnung
helpdesk-mailbox-name-hint = Nur für Sie; sonst die Adresse.
helpdesk-mailbox-group-hint = Neue Tickets gehören dieser Gruppe.
helpdesk-mailbox-lang = Sprache
helpdesk-mailbox-lang-hint = Für Bestätigungen und den Verlauf beim Schließen.
helpdesk-mailbox-signature = Signatur
helpdesk-mailbox-signature-hint = Steht unter jeder Antwort. {"{agent}"} wird durch den Namen ersetzt, der antwortet.
helpdesk-mailbox-acknowledge = Eingangsbestätigungen senden
helpdesk-mailbox-acknowledge-hint = Mit der Ticketnummer. Nie an Automaten, nie in Schleifen, nie für alte Mails.
helpdesk-mailbox-incoming = Abholen (IMAP)
helpdesk-mailbox-incoming-hint = Bei den meisten Anbietern: Port 993 mit TLS, Benutzername ist die Mailadresse. Verlangt der Anbieter eine Anmeldung in zwei Schritten, legen Sie dort ein App-Passwort an. Microsoft 365 (outlook.office365.com) nimmt keine Passwörter mehr an.
helpdesk-mailbox-outgoing = Senden (SMTP)
helpdesk-mailbox-outgoing-hint = Meist Port 587 mit STARTTLS oder 465 mit TLS, auf demselben oder einem eigenen Server.
helpdesk-mailbox-host = Server
helpdesk-mailbox-port = Port
helpdesk-mailbox-security = Verschlüsselung
helpdesk-security-tls = TLS von Anfang an
helpdesk-security-starttls = STARTTLS (wird verlangt)
helpdesk-security-plain = keine (nur auf diesem Rechner)
helpdesk-mailbox-username = Benutzername
helpdesk-mailbox-username-hint = Leer: die Mailadresse.
helpdesk-mailbox-password = Passwort
helpdesk-mailbox-password-hint = Wird verschlüsselt gespeichert und nie wieder angezeigt.
helpdesk-mailbox-password-smtp = Leer: dasselbe wie zum Abholen.
helpdesk-mailbox-password-kept = Leer: das gespeicherte bleibt.
helpdesk-mailbox-folder = Ordner
helpdesk-mailbox-after = Abgeholte Mails auf dem Server
helpdesk-mailbox-after-seen = als gelesen markieren
helpdesk-mailbox-after-move = in einen Ordner verschieben
helpdesk-mailbox-after-leave = unberührt lassen
helpdesk-mailbox-move-to = Verschieben nach
helpdesk-mailbox-move-to-hint = Der Ordner muss schon da sein.
helpdesk-mailbox-archive = Alte Mails als Archiv übernehmen
helpdesk-mailbox-archive-hint = Was vor der ersten Verbindung da war, kommt als geschlossene Tickets herein. Niemand bekommt dazu eine Mail.
helpdesk-mailbox-authserv = Prüfender Mailserver
helpdesk-mailbox-authserv-hint = Name am Anfang von „Authentication-Results“ in einer empfangenen Mail. Nur diesem Server wird geglaubt, wenn er Absender bestätigt oder ablehnt. Leer: keinem.
helpdesk-mailbox-active = Postfach benutzen
helpdesk-mailbox-active-hint = Ausgeschaltet wird nichts abgeholt und nichts gesendet.
helpdesk-mailbox-address-invalid = Das ist keine vollständige Mailadresse.
helpdesk-mailbox-address-taken = Ein anderes Postfach hat diese Adresse schon.
helpdesk-mailbox-blank = Hier fehlt noch etwas.
helpdesk-mailbox-too-long = Das ist zu lang oder enthält unerlaubte Zeichen.
helpdesk-mailbox-port-invalid = Ein Port ist eine Zahl von 1 bis 65535.
helpdesk-mailbox-plain-elsewhere = Ohne Verschlüsselung ist nur ein Server auf diesem Rechner erlaubt.
helpdesk-mailbox-choice-unknown = Diese Auswahl gibt es nicht.
helpdesk-mailbox-password-again = Das gespeicherte Passwort gehört zu einem anderen Server oder Konto. Geben Sie es noch einmal ein.

helpdesk-groups = Gruppen
helpdesk-groups-text = Teams, denen Tickets gehören. Wer dazugehört, erfährt von neuen Tickets.
helpdesk-groups-none = Noch keine Gruppe. Postfächer brauchen eine.
helpdesk-group-new = Neue Gruppe
helpdesk-group-change = Gruppe ändern
helpdesk-group-active-hint = Stillgelegte Gruppen behalten ihre Tickets und werden nicht mehr angeboten.
helpdesk-group-name-blank = Ein Name fehlt.
helpdesk-group-name-too-long = Ein Name hat höchstens 100 Zeichen.
helpdesk-group-name-taken = Diesen Namen gibt es schon.
helpdesk-group-in-use = Ein Postfach liefert noch an diese Gruppe.
helpdesk-members = Mitglieder
helpdesk-members-none = noch keine: alle erfahren von neuen Tickets
helpdesk-categories = Kategorien
helpdesk-categories-text = Worum es in Tickets geht, für Listen und Auswertungen.
helpdesk-categories-none = Noch keine Kategorie.
helpdesk-category-new = Neue Kategorie
helpdesk-category-add = Anlegen
helpdesk-category-change = Kategorie ändern
helpdesk-category-active-hint = Stillgelegte Kategorien bleiben an ihren Tickets und werden nicht mehr angeboten.

helpdesk-admin-mailboxes = Postfächer
helpdesk-admin-mailboxes-hint = Woher Tickets kommen und womit geantwortet wird
helpdesk-admin-groups = Gruppen
helpdesk-admin-groups-hint = Teams und ihre Mitglieder
helpdesk-admin-categories = Kategorien
helpdesk-admin-categories-hint = Worum es in Tickets geht
helpdesk-admin-outgoing = Ungewisse Mails
helpdesk-admin-outgoing-hint = Versand, über den ein Mensch entscheidet

helpdesk-health-unknown = Über die Mails ist nichts bekannt: { $cause }
helpdesk-health-mailbox = { $n ->
    [0] Mail für { $address } wurde in der letzten Minute abgerufen.
    [one] Mail für { $address } wurde vor einer Minute abgerufen.
   *[other] Mail für { $address } wurde vor { $n } Minuten abgerufen.
}
helpdesk-health-mailbox-late = Läuft der Server? Ein laufender sieht mindestens jede halbe Stunde nach; was ihn abhält, steht im Protokoll.
helpdesk-health-mailbox-new = Mail für { $address } wurde noch nicht abgerufen; ein laufender Server beginnt binnen Sekunden.
helpdesk-health-mailbox-nowhere = Mail für { $address } wird nicht abgerufen: Der Name des Servers ist erdacht, wie in der Demo.
helpdesk-health-mailbox-trouble = Das Postfach { $address } ist gestört: { $trouble }
helpdesk-health-mailbox-remedy = Öffnen Sie Verwaltung → Postfächer und prüfen Sie dort die Verbindung. Mails gehen nicht verloren: Sie liegen auf dem Server, bis sie abgeholt sind.
helpdesk-health-outgoing = { $n ->
    [one] Eine Mail wartet auf die Entscheidung eines Menschen.
   *[other] { $n } Mails warten auf die Entscheidung eines Menschen.
}
helpdesk-health-outgoing-remedy = Sehen Sie unter Verwaltung → Ungewisse Mails nach.
helpdesk-health-waiting = { $n ->
    [0] Keine Mail wartet länger als üblich auf den Versand.
    [one] Eine Mail wartet seit mehr als einer Viertelstunde auf den Versand.
   *[other] { $n } Mails warten seit mehr als einer Viertelstunde auf den Versand.
}
helpdesk-health-waiting-remedy = Unter Verwaltung → Ungewisse Mails steht, worauf jede wartet. Sie werden von selbst weiter versucht, etwa einen Tag lang.
helpdesk-health-unread = { $n ->
    [one] Eine Mail ist seit zehn Minuten abgeholt und noch kein Ticket.
   *[other] { $n } Mails sind seit zehn Minuten abgeholt und noch kein Ticket.
}
helpdesk-health-unread-remedy = Sehen Sie im Protokoll nach, woran es liegt. Die Mails sind gespeichert; nach drei Versuchen kommen sie mit der Originaldatei herein.

helpdesk-mail-quote = Am { $at } schrieb { $name }:
helpdesk-mail-closed = Ihr Anliegen „{ $subject }“ (Ticket #{ $number }) ist abgeschlossen. Ist noch etwas offen, antworten Sie einfach auf diese Mail.
helpdesk-mail-history = Zu Ihren Unterlagen der ganze Verlauf:
helpdesk-mail-no-subject = (kein Betreff)
helpdesk-mail-unreadable = (unlesbare Mail)
helpdesk-mail-withheld = Mail { $uid } in { $folder } konnte nicht abgerufen werden
helpdesk-mail-withheld-text = Der Mailserver gibt diese Mail nicht heraus, spätere Mails aber schon. Sie liegt dort unverändert; öffnen Sie sie bitte mit Ihrem Mailprogramm. Der Server sagt dazu:
helpdesk-mail-related = Gehört vielleicht zu Ticket #{ $number }.
helpdesk-mail-acknowledge =
    Guten Tag,

    vielen Dank für Ihre Nachricht „{ $subject }“. Sie hat bei uns die Nummer #{ $number }; wir melden uns.

    Möchten Sie etwas ergänzen, antworten Sie auf diese Mail.

    { $name }
helpdesk-mail-notice-new = Neues Ticket #{ $number } von { $name }: { $subject }
helpdesk-mail-notice-answer = { $name } hat geschrieben in #{ $number }: { $subject }
helpdesk-mail-notice-assigned = Ihnen wurde #{ $number } ({ $name }) zugewiesen: { $subject }
helpdesk-mail-notice-link = Ansehen: { $url }
helpdesk-scope-read = Tickets und ihre Gespräche lesen
helpdesk-scope-write = Tickets öffnen, beantworten und ändern
helpdesk-erased-text = Der Inhalt wurde gelöscht.
helpdesk-erased-subject = Gelöscht
helpdesk-erased-name = Gelöscht
helpdesk-purpose-tickets = Tickets
helpdesk-purpose-tickets-text = Was Kundinnen und Kunden schrieben und was ihnen geantwortet wurde, mit Anhängen, Notizen und Entwürfen. Für die Bearbeitung von Anliegen; Art. 6 Abs. 1 b und f DSGVO.
helpdesk-purpose-tickets-kept = Für immer, oder helpdesk.closed_ticket_months nach dem Schließen. Geschäftspost muss sechs Jahre aufbewahrt werden (HGB § 257).
helpdesk-purpose-mail = E-Mail
helpdesk-purpose-mail-text = Mails, wie sie kamen und gingen, und die Postfächer dafür. Für die Bearbeitung von Anliegen und den Nachweis; Art. 6 Abs. 1 b, c und f DSGVO.
helpdesk-purpose-mail-kept = So lange wie das Ticket, zu dem sie gehören. Auf dem Mailserver bleiben sie, bis sie dort gelöscht werden.
helpdesk-privacy-tickets = Tickets der Person
helpdesk-privacy-messages = Nachrichten, Mails und Anhänge darin
helpdesk-privacy-elsewhere = Nachrichten der Person in Tickets von anderen
helpdesk-privacy-written = Antworten und Notizen, die über das Konto geschrieben wurden
helpdesk-privacy-why = Texte, Mails und Anhänge gehen; Nummer, Status und Zeiten bleiben für die Statistik.
helpdesk-privacy-letters-why = Geschäftspost: Der Inhalt bleibt, bis die Frist vorbei ist, und geht dann von selbst.
helpdesk-privacy-elsewhere-why = Was die Person selbst schrieb, geht. Was andere über sie schrieben, wird nicht gefunden.
helpdesk-privacy-named = Nachrichten von anderen, die eine Adresse nennen
helpdesk-privacy-named-why = Die Adresse geht aus An und Cc; die Nachricht bleibt.
helpdesk-privacy-held = Tickets unter Schutz
helpdesk-privacy-held-why = Darunter sind Tickets von Personen oder Organisationen, auf denen ein Schutz liegt, oder in denen jemand unter Schutz schrieb. Erst wenn er aufgehoben ist, kann gelöscht werden.
helpdesk-privacy-written-why = Es ist Geschäftspost des Hauses. Der Name darüber geht; in Texten und versandten Mails bleibt er stehen.
helpdesk-retention-tickets = Geschlossene Tickets
helpdesk-retention-tickets-text = Der Inhalt geht: Texte, Mails, Anhänge, Entwürfe, Schlagwörter. Nummer, Status und Zeiten bleiben.
helpdesk-right-view = Tickets und ihren Verlauf sehen
helpdesk-right-work = Tickets eröffnen, beantworten, zuweisen, ändern und schließen
helpdesk-right-manage = Postfächer, Gruppen und Kategorien einrichten, und in welche Gruppe Mails kommen
helpdesk-group-access = Wer ihre Tickets sieht
helpdesk-group-open = Alle, die Tickets sehen dürfen.
helpdesk-group-reserved = Nur die Verwaltung und die hier gewählten Rollen
helpdesk-group-reserved-hint = Für alle anderen gibt es die Tickets dieser Gruppe nicht: nicht in Listen, nicht in der Suche, nicht über ihre Nummer. In dieser Gruppe gilt jede Rolle mit den Rechten, die sie selbst gibt.
helpdesk-group-is-reserved = vorbehalten
helpdesk-ticket-agent-out-of-reach = Diese Person bearbeitet keine Tickets dieser Gruppe.
