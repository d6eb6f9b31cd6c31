cli-about = Kontor, das Büro einer kleinen Softwarefirma: ein Programm, eine Anmeldung, eine Sicherung.
cli-usage = Aufruf
cli-commands = Befehle
cli-arguments = Angaben
cli-options = Optionen
cli-usage-options = OPTIONEN
cli-usage-command = BEFEHL
cli-value-file = DATEI
cli-value-folder = ORDNER
cli-value-key = SCHLÜSSEL
cli-value-setting = SCHLÜSSEL=WERT
cli-value-address = ADRESSE
cli-value-email = E-MAIL
cli-value-role = ROLLE
cli-exit-codes =
    Rückgabewerte:
      0  getan
      1  es ging nicht
      2  der Aufruf wurde nicht verstanden
      3  die Konfiguration ist falsch
      4  die Datenbank oder die Schlüssel sind nicht benutzbar
      5  es wurden Mängel gefunden (doctor, audit verify, keys rotate, mail inspect, mail check, import)
cli-see-help = „kontor --help“ sagt, was es gibt.
cli-wrong-argument = „{ $arg }“ wird hier nicht erwartet.
cli-wrong-command = Einen Befehl „{ $arg }“ gibt es nicht.
cli-missing-argument = Es fehlt: { $arg }
cli-missing-command = Es fehlt ein Befehl.
cli-wrong-value = „{ $value }“ ist kein Wert für { $arg }.
cli-twice = „{ $arg }“ passt nicht zum Übrigen.
cli-meant = Meinten Sie „{ $name }“?

cli-arg-config = Diese Datei statt ./kontor.toml oder /etc/kontor/kontor.toml lesen
cli-arg-set = Eine Einstellung setzen, etwa --set server.listen=127.0.0.1:9000; mehrfach möglich
cli-arg-data = Der Ordner der Daten, wie --set data.path=ORDNER
cli-arg-json = Ein JSON-Dokument ausgeben, auch im Fehlerfall
cli-arg-lang = Deutsch oder Englisch; sonst entscheiden LC_ALL, LC_MESSAGES oder LANG
cli-arg-help = Diese Hilfe ausgeben
cli-arg-version = Die Version ausgeben

cli-serve = Den Server starten
cli-arg-serve-demo = Eine leere Datenbank mit Beispieldaten füllen und einen Link zum Anmelden ausgeben
cli-arg-serve-listen = Wo auf Verbindungen gewartet wird: 127.0.0.1:8080, oder unix:/pfad
cli-serve-address = Kontor ist bereit: { $address }

cli-doctor = Alles ansehen und sagen, was nicht stimmt und was zu tun ist
cli-doctor-config = Die Konfiguration stimmt.
cli-doctor-config-warnings = { $warnings }
cli-doctor-config-remedy = „kontor config print“ zeigt, was gilt und woher es kommt.
cli-doctor-new = Es gibt noch keine Datenbank ({ $path }).
cli-doctor-new-remedy = „kontor serve“ legt sie an.
cli-doctor-database = { $cause }
cli-doctor-running = Kontor läuft auf dieser Datenbank.
cli-doctor-stopped = Kontor läuft nicht auf dieser Datenbank.
cli-doctor-shared = Die Datenbank liegt auf einem Server.
cli-doctor-schema = Das Schema ist auf dem Stand ({ $n } Schritte).
cli-doctor-schema-other = Das Schema gehört zu einer anderen Version: { $pending } Schritte stehen aus, { $unknown } sind unbekannt.
cli-doctor-schema-remedy = Ausstehende Schritte: Starten Sie Kontor, oder „kontor migrate up“. Unbekannte Schritte: Die Datenbank wurde von einem neueren Kontor benutzt; installieren Sie dieses.
cli-doctor-keys = Der Wurzelschlüssel öffnet den Schlüsselbund.

cli-config = Einstellungen prüfen, ausgeben und erklären
cli-config-check = Alles sagen, was an den Einstellungen falsch ist
cli-config-print = Alle geltenden Einstellungen ausgeben und woher jede kommt
cli-arg-config-print-redacted = Geheimnisse als „…“ zeigen; das ist immer so
cli-config-explain = Eine Einstellung erklären
cli-arg-config-explain-key = Die Einstellung, etwa server.listen
cli-config-good = Die Konfiguration stimmt ({ $file }).
cli-config-no-file = keine Datei
cli-config-wrong = { $n ->
    [one] Die Konfiguration hat einen Fehler:
   *[other] Die Konfiguration hat { $n } Fehler:
}
cli-config-unknown = Eine Einstellung „{ $key }“ gibt es nicht.
cli-config-value = Wert:
cli-config-default = ohne Angabe:
cli-config-variable = Variable:
cli-config-aliases = auch:

cli-migrate = Das Schema der Datenbank auf den Stand bringen
cli-arg-migrate-dry-run = Nur sagen, was getan würde
cli-migrate-status = Zeigen, welche Schritte getan sind und welche ausstehen
cli-migrate-counts = { $applied } Schritte sind getan, { $pending } stehen aus.
cli-migrate-up = Ausstehende Schritte tun; bei SQLite entsteht vorher eine Kopie
cli-migrate-down = Die letzten Schritte zurücknehmen; bei SQLite entsteht vorher eine Kopie
cli-arg-migrate-down-steps = Wie viele
cli-migrate-newer = Die Datenbank wurde von einem neueren Kontor benutzt, das diese Schritte tat:
cli-migrate-nothing = Das Schema ist auf dem Stand.
cli-migrate-applied = { $n ->
    [one] Ein Schritt wurde getan.
   *[other] { $n } Schritte wurden getan.
}
cli-migrate-reverted = { $n ->
    [one] Ein Schritt wurde zurückgenommen.
   *[other] { $n } Schritte wurden zurückgenommen.
}

cli-keys = Die Schlüssel zeigen und erneuern
cli-keys-status = Die Schlüssel zeigen und wie viele Werte jeder verschließt
cli-keys-rotate = Einen neuen Schlüssel anlegen und alle Werte damit verschließen, während der Server läuft
cli-keys-rewrap = Alle Schlüssel unter einen neuen Wurzelschlüssel stellen; vorher den Server anhalten
cli-arg-keys-rewrap-new-root-file = Die Datei des neuen Wurzelschlüssels; fehlt sie, entsteht sie
cli-keys-newest = in Gebrauch
cli-keys-old = öffnet alte Werte
cli-keys-retired = außer Dienst
cli-keys-values = { $n ->
    [one] ein Wert
   *[other] { $n } Werte
}
cli-keys-uncounted = – wird nicht gezählt: Schlüssel für Dateien (file), Prüfsummen (mac) und Passwörter (pepper) bleiben immer in Gebrauch.
cli-keys-wait = Der neue Schlüssel ist da. Warte { $seconds } s, damit jeder Server ihn kennt …
cli-keys-rotated = { $resealed } Werte wurden neu verschlossen, { $unreadable } waren nicht lesbar.
cli-keys-retire = Alte Schlüssel außer Dienst stellen, mit denen nichts mehr verschlossen ist; danach öffnen sie nichts mehr
cli-arg-keys-retire-key = Nur dieser Schlüssel, wie keys status ihn nennt; ohne Angabe alle alten
cli-keys-too-new = Der neueste Schlüssel ist gerade erst entstanden. Warten Sie einige Sekunden, bis jeder laufende Server ihn kennt.
cli-keys-in-use = Mit dem Schlüssel { $id } sind noch { $values } Werte verschlossen. Verschließen Sie sie zuerst neu: kontor keys rotate
cli-keys-needed = Der Schlüssel { $id } wird gebraucht: Außer Dienst gestellt werden nur alte Schlüssel für Spalten.
cli-keys-unknown = Es gibt keinen Schlüssel { $id }.
cli-keys-now-retired = { $n } Schlüssel sind außer Dienst.
cli-keys-rewrapped = { $n } Schlüssel stehen unter dem neuen Wurzelschlüssel. Setzen Sie keys.root_file auf { $path }, bevor Sie den Server starten.

cli-licence = Der Lizenzserver: sein Konto, und Token für Programme
cli-licence-account = Das Konto mit seinen Adressen und seinem öffentlichen Schlüssel zeigen, und es einrichten, wenn es noch keines gibt
cli-licence-account-shown = Konto: { $id }
    Name in Adressen: { $slug }
    Adresse für Programme: { $address }
    Öffentlicher Schlüssel (Ed25519): { $key }
cli-licence-token = Ein Token erzeugen, mit dem sich ein Programm von Ihnen ausweist; es wird einmal ausgegeben
cli-arg-licence-token-name = Wofür es ist, damit Sie es wiedererkennen
cli-arg-licence-token-bearer = admin (so ist es ohne diese Angabe), dev, sales, spprt, read, prod, env, user oder activ
cli-arg-licence-token-of = Die Kennung des Produkts, der Umgebung, des Nutzers oder der Lizenz, der es gehört
cli-arg-licence-token-days = Für so viele Tage; ohne Angabe ohne Ende
cli-licence-token-made = Das Token { $name } ist erzeugt. Niemand kann es noch einmal zeigen:
cli-licence-token-nameless = Sagen Sie, wofür das Token ist, damit Sie es wiedererkennen: kontor licence token "Shop".
cli-licence-token-of-whom = Ein Token der Art { $name } gehört jemandem: Nennen Sie mit --of die Kennung des Produkts, der Umgebung, des Nutzers oder der Lizenz.
cli-licence-bearer-unknown = Den Inhaber { $name } gibt es nicht. Es gibt: { $all }.
cli-licence-export = Produkte, Richtlinien, Lizenzen, Geräte und alles Übrige als JSON ausgeben
cli-arg-licence-export-keys = Mit den Lizenzschlüsseln im Klartext
cli-arg-licence-export-file = Wohin; ohne Angabe auf die Standardausgabe
cli-licence-import = Eine Tabelle von Lizenzen (CSV) oder exportiertes JSON prüfen, und mit --run übernehmen
cli-arg-licence-import-file = Die Datei
cli-arg-licence-import-run = Übernehmen, was übernommen werden kann; ohne diese Angabe wird nur geprüft
cli-arg-licence-import-tell = Webhooks jeden übernommenen Eintrag melden
cli-licence-import-counts = Zeilen: { $total }. Übernommen: { $created }, bereit: { $ready }, schon vorhanden: { $known }, falsch: { $wrong }, neu anzulegen: { $left }.
cli-licence-import-row = Zeile { $row }: { $why }

cli-mail = In Mails und Postfächer sehen
cli-mail-inspect = Ausgeben, was Kontor in einer Mail liest: ein JSON-Objekt je Datei
cli-arg-mail-inspect-files = Dateien mit je einer rohen Mail; - ist die Standardeingabe
cli-mail-trim = Den Teil eines Textes ausgeben, den der Absender neu schrieb
cli-arg-mail-trim-file = Eine Datei mit dem Text; - ist die Standardeingabe

cli-audit = Die Aufzeichnung des Geschehenen prüfen
cli-audit-verify = Die Prüfkette nachrechnen; jede spätere Änderung zeigt sich
cli-arg-audit-verify-head = Ein früher notierter Hash, der noch in der Kette sein muss
cli-audit-whole = Die Kette ist ganz: { $links } Glieder, { $unsealed } Einträge warten auf ihr Glied, { $erased } sind gelöscht. Kopf: { $head }
cli-audit-broken = Die Kette ist an Glied { $seq } gebrochen: { $reason }
cli-audit-no-head = „{ $head }“ ist kein Kopf einer Kette. Ein Kopf hat 64 Zeichen aus 0–9 und a–f, wie „kontor audit verify“ ihn nennt. Die Kette wurde nicht geprüft.
cli-audit-key = Den öffentlichen Schlüssel ausgeben, mit dem die Köpfe der Kette unterschrieben sind
cli-arg-audit-verify-heads = Eine Datei unterschriebener Köpfe, die anderswo verwahrt wurden; alle müssen in der Kette stehen
cli-audit-heads-fine = { $heads } unterschriebene Köpfe stehen in der Kette, der neueste ist Nr. { $number }.
cli-audit-heads-none = Die Datei enthält keinen Kopf, den dieses Haus unterschrieb: Über die Kette sagt sie nichts.
cli-audit-heads-foreign = Nicht von diesem Haus unterschrieben: Zeile { $lines } der Datei.
cli-audit-heads-cut = Das Ende der Kette ist abgeschnitten: Glied { $from } und alle danach fehlen. Kopf Nr. { $number } wurde am { $at } unterschrieben.
cli-audit-heads-anew = Die Kette ist neu gemacht: Frühestens ab Glied { $from }, spätestens ab { $number } ist sie eine andere, als am { $at } unterschrieben wurde.

cli-serve-first-admin = Das erste Konto aus `[first_admin]` kann nicht angelegt werden, und ohne es startet Kontor nicht. { $why }
cli-serve-setup = Richten Sie es hier ein, binnen einer Stunde: { $link }
cli-serve-sign-in = Melden Sie sich hier an, binnen einer halben Stunde: { $link }

cli-setup = Einen neuen Einmal-Link zur Einrichtung ausgeben
cli-setup-link = Richten Sie Kontor hier ein, binnen einer Stunde: { $link }
cli-setup-done = Kontor ist schon eingerichtet; „kontor admin link EMAIL“ gibt einen Link zum Anmelden aus.

cli-admin = Konten: eines anlegen, jemanden wieder einlassen, Sitzungen beenden
cli-admin-create = Ein Konto anlegen; ohne Passwort entsteht ein Link, mit dem die Person eines wählt
cli-arg-admin-create-email = Die Adresse, mit der sich die Person anmeldet
cli-arg-admin-create-name = Der Name der Person
cli-arg-admin-create-role = admin (so auch ohne Angabe) oder agent
cli-arg-admin-create-level = Support-Level eines Bearbeiters, 1 bis 4
cli-arg-admin-create-own-role = Eine eigene Rolle für die Bearbeitung, mit ihrem Namen; mehrmals für mehrere
cli-arg-admin-create-password-stdin = Das Passwort aus der ersten Zeile der Standardeingabe lesen, oder unsichtbar erfragen
cli-admin-own-role-agents = Eigene Rollen sind für die Bearbeitung: dazu gehört --role agent.
cli-admin-own-role-unknown = Eine Rolle { $name } gibt es nicht.
cli-admin-created = Das Konto { $email } ist angelegt.
cli-admin-invitation = Wählen Sie hier ein Passwort, binnen 72 Stunden: { $link }
cli-admin-password = Passwort für { $email }:
cli-admin-link = Einen Link ausgeben, der jemanden einmal anmeldet
cli-arg-admin-link-email = Die Adresse des Kontos
cli-admin-sign-in = Melden Sie sich hier an, binnen einer halben Stunde: { $link }
cli-admin-unlock = Jemanden nach zu vielen falschen Passwörtern wieder einlassen
cli-arg-admin-unlock-email = Die Adresse des Kontos
cli-admin-unlocked = { $email } kann es wieder versuchen.
cli-admin-sessions = Sitzungen eines Kontos
cli-admin-sessions-revoke = Alle Sitzungen eines Kontos beenden
cli-arg-admin-sessions-revoke-email = Die Adresse des Kontos
cli-admin-revoked = { $n ->
    [0] { $email } hatte keine Sitzung.
    [one] Eine Sitzung von { $email } wurde beendet.
   *[other] { $n } Sitzungen von { $email } wurden beendet.
}
cli-admin-second-factor = Der zweite Faktor eines Kontos
cli-admin-second-factor-remove = Den zweiten Faktor eines Kontos entfernen, wenn er samt den Wiederherstellungscodes verloren ist
cli-arg-admin-second-factor-remove-email = Die Adresse des Kontos
cli-admin-factor-removed = { $email } hat keinen zweiten Faktor mehr; alle Sitzungen sind beendet.
cli-admin-unknown = Ein Konto { $email } gibt es nicht.
cli-demo-refused = Diese Datenbank ist in Gebrauch: Beispieldaten kommen nur in eine leere. Nehmen Sie einen anderen Ordner (--data).

cli-mail-check = Ein Postfach ausprobieren: empfangen, dann senden; nichts wird abgerufen oder verschickt
cli-arg-mail-check-mailbox = Die Adresse des Postfachs; unnötig, wo es nur eines gibt
cli-mailbox-unknown = Welches Postfach? Es gibt: { $known }

cli-bench = Was zum Messen gebraucht wird
cli-bench-fill = Eine leere Datenbank mit erdachten Tickets füllen, bei jedem Lauf dieselben
cli-arg-bench-fill-tickets = Wie viele Tickets, jedes mit zwei Nachrichten; dazu 5.000 Kunden aus 500 Firmen
cli-arg-bench-fill-licences = Wie viele Lizenzen, jede mit einem Gerät
cli-bench-beat = Herzschläge erdachter Geräte festschreiben, so viele wie möglich in der Sekunde
cli-arg-bench-beat-count = Wie viele Herzschläge
cli-arg-bench-beat-at-once = Wie viele zugleich warten, wie fragende Programme
cli-bench-beaten = { $n } Herzschläge waren nach { $seconds } s auf der Platte.
cli-bench-drop-month = Einen Monat mit erdachten Herzschlägen füllen und wegwerfen, wie alte Monate weggeworfen werden
cli-arg-bench-drop-month-heartbeats = Wie viele Herzschläge
cli-bench-dropped = { $n } Herzschläge waren nach { $seconds } s fort; wer inzwischen schreiben wollte, wartete höchstens { $wait } ms.
cli-bench-not-filled = Hier gibt es keine erdachten Lizenzen. Füllen Sie zuerst eine leere Datenbank: kontor bench fill --licences N
cli-bench-filled = { $n } Tickets und { $licences } Lizenzen stehen in der Datenbank, nach { $seconds } s.
cli-bench-not-empty = Die Datenbank hat schon Tickets. Gefüllt wird nur eine leere, damit sich Erdachtes nicht mit Echtem mischt.

cli-import = Alte Mails zu Tickets machen, jede nur einmal, so oft sie auch eingelesen wird
cli-arg-import-mailbox = Die Adresse des Postfachs, zu dem die Mails gehören; unnötig, wo es nur eines gibt
cli-arg-import-open = Tickets öffnen, als kämen die Mails jetzt, mit Eingangsbestätigung; sonst kommen sie geschlossen herein und niemand bekommt Antwort
cli-import-maildir = Den Ordner eines Mailservers (Maildir) einlesen
cli-arg-import-maildir-folder = Der Ordner, in dem cur und new liegen
cli-import-mbox = Eine mbox-Datei einlesen
cli-arg-import-mbox-file = Die Datei
cli-import-eml = Einzelne Mails einlesen
cli-arg-import-eml-files = Dateien mit je einer rohen Mail
cli-import-done = { $new ->
    [one] Eine Mail wurde eingelesen,
   *[other] { $new } Mails wurden eingelesen,
} { $known ->
    [one] eine war schon da.
   *[other] { $known } waren schon da.
}
cli-blocked = Gesperrte Adressen: zeigen, sperren, entsperren
cli-blocked-list = Zeigt, was zurzeit gesperrt ist
cli-blocked-add = Sperrt eine Adresse oder einen Bereich
cli-arg-blocked-add-address = Die Adresse oder der Bereich, etwa 203.0.113.7 oder 2001:db8:1:2::/64
cli-arg-blocked-add-reason = Warum
cli-arg-blocked-add-minutes = So viele Minuten lang; ohne Angabe auf Dauer
cli-blocked-remove = Lässt eine Adresse wieder herein
cli-arg-blocked-remove-address = Die Adresse oder der Bereich, wie „blocked list“ sie nennt
cli-blocked-added = { $address } ist gesperrt.
cli-blocked-removed = { $address } ist nicht mehr gesperrt.
cli-blocked-unknown = { $address } ist nicht gesperrt; „kontor blocked list“ zeigt, was gesperrt ist.
cli-privacy = Personenbezogene Daten: Verzeichnis der Verarbeitungen und Probeläufe
cli-privacy-record = Zeigt das Verzeichnis der Verarbeitungen (Art. 30 DSGVO): welche Daten, wozu, wie lange
cli-privacy-retention = Zeigt, was jede Frist jetzt löschen würde; ändert nichts
cli-privacy-preview = Zeigt, was eine Löschung täte; die Löschung selbst beginnt auf der Seite Datenschutz
cli-arg-privacy-preview-who = Eine E-Mail-Adresse, oder user:ID oder person:ID, wie die Seite sie nennt
cli-arg-privacy-preview-letters = Geschäftspost wird behalten
cli-switch = Schalter: Apps, Funktionen, Wartung, Nur-Lesen
cli-switch-list = Zeigt alle Schalter und wie sie stehen
cli-switch-on = Schaltet ein
cli-arg-switch-on-name = Der Schalter, wie „switch list“ ihn nennt: maintenance, read-only, helpdesk
cli-arg-switch-on-text-de = Was die anderen während der Wartung auf Deutsch lesen
cli-arg-switch-on-text-en = Was die anderen während der Wartung auf Englisch lesen
cli-switch-off = Schaltet aus
cli-arg-switch-off-name = Der Schalter, wie „switch list“ ihn nennt
cli-switch-is-on = { $name } ist an.
cli-switch-is-off = { $name } ist aus.
