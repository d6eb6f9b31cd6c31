//! Demo tickets in German.

use super::story::Step::*;
use super::story::Story;

const LOG: &str = "2026-11-20 22:04:11 INFO  Sicherung beginnt\n2026-11-20 22:04:19 WARN  Ziel nicht erreichbar, Versuch 1\n2026-11-20 22:09:19 WARN  Ziel nicht erreichbar, Versuch 2\n2026-11-20 22:14:19 ERROR Sicherung abgebrochen: Zeitüberschreitung\n";
const CSV: &str = "Rechnung;Datum;Betrag\nR-2026-1183;2026-11-02;1190,00\nR-2026-1184;2026-11-02;1190,00\nR-2026-1201;2026-11-09;357,00\n";

pub const ALL: &[Story] = &[
    Story {
        from: "o.behrens@holm-reederei.example",
        age: 34,
        subject: "Frachtbriefe lassen sich nicht mehr drucken",
        text: "Moin,\n\nseit heute früh kommt aus dem Drucker am Kai nur noch leeres Papier, wenn wir Frachtbriefe drucken. Rechnungen gehen. Um 14 Uhr legt die »Henrike« ab, bis dahin brauchen wir die Papiere.\n\nGruß\nOle Behrens",
        category: 0,
        tags: "drucken, eilig",
        priority: 4,
        steps: &[
            (4, Assign(0)),
            (
                3,
                Note(
                    0,
                    "Nur Formulare mit Barcode betroffen. Die Schriftart fehlt wohl seit dem Update auf 4.12.",
                ),
            ),
            (
                6,
                Reply(
                    0,
                    "Moin Herr Behrens,\n\nes trifft nur die Formulare mit Barcode; die Schrift dafür fehlt seit dem Update. Bitte drucken Sie vorerst über »Datei → Als PDF drucken«, das geht sofort. Ich spiele die Schrift parallel ein.",
                ),
            ),
            (
                9,
                Writes(
                    "Als PDF klappt es, danke! Die Papiere sind an Bord. Sagen Sie Bescheid, wenn der direkte Weg wieder geht?",
                ),
            ),
        ],
    },
    Story {
        from: "birgit.clausen@sw-husum.example",
        age: 95,
        subject: "Nächtliche Sicherung seit Donnerstag abgebrochen",
        text: "Guten Tag,\n\ndie Sicherung des Abrechnungsservers bricht seit Donnerstag nachts ab. Das Protokoll schicke ich gleich nach.\n\nMit freundlichen Grüßen\nDr. Birgit Clausen\nStadtwerke Husum, IT-Leitung",
        category: 3,
        tags: "sicherung, server",
        priority: 3,
        steps: &[
            (
                5,
                Sends(
                    "Hier das Protokoll der letzten Nacht.",
                    ("sicherung.log", "text/plain", LOG),
                ),
            ),
            (12, Assign(2)),
            (
                8,
                Note(
                    2,
                    "Timeout nach 5 min beim Ziel. Am Mittwoch wurde dort die Firewall getauscht (siehe Wartungsplan). @Katharina kannst du mit draufsehen?",
                ),
            ),
            (10, Level(2, 3, "Netzwerkpfad zum Sicherungsziel, braucht Zugriff auf die Firewall")),
            (5, Assign(3)),
        ],
    },
    Story {
        from: "mehmet@roesterei-altona.example",
        age: 160,
        subject: "Zugang für unsere neue Kollegin",
        text: "Hallo zusammen,\n\nab Montag fängt Frau Paula Witt bei uns im Verkauf an. Könnt ihr bitte einen Zugang anlegen, mit denselben Rechten wie Lena?\n\nViele Grüße\nMehmet",
        category: 1,
        tags: "zugang",
        priority: 2,
        steps: &[
            (20, Assign(1)),
            (
                15,
                Reply(
                    1,
                    "Hallo Herr Yıldız,\n\ngern. Soll Frau Witt auch die Preise ändern dürfen? Lena darf das, für den Verkauf ist es sonst nicht üblich.",
                ),
            ),
        ],
    },
    Story {
        from: "empfang@praxis-dammtor.example",
        age: 260,
        subject: "Terminkalender zeigt alles eine Stunde zu früh",
        text: "Guten Morgen,\n\nauf zwei von drei Rechnern stehen alle Termine eine Stunde zu früh im Kalender. Am Tresen stimmt es. Patienten stehen schon vor der Tür.\n\nFatma Demir",
        category: 0,
        tags: "kalender",
        priority: 3,
        steps: &[
            (7, Assign(0)),
            (
                5,
                Reply(
                    0,
                    "Guten Morgen Frau Demir,\n\nauf den beiden Rechnern ist die Zeitzone verstellt. Ich schalte mich in zehn Minuten auf und stelle sie um; die Termine selbst sind richtig gespeichert.",
                ),
            ),
            (25, Writes("Jetzt stimmt es überall. Vielen Dank für die schnelle Hilfe!")),
            (6, Close(0)),
        ],
    },
    Story {
        from: "nils.ahlers@hanselog.example",
        age: 410,
        subject: "API liefert 429, obwohl wir unter dem Limit liegen",
        text: "Hallo,\n\nunser Lagersystem ruft alle 30 Sekunden den Bestand ab (ein Aufruf, ein Schlüssel). Seit gestern Abend bekommen wir immer wieder 429. Ist am Limit etwas geändert worden?\n\n  GET /api/v2/stock?since=…\n  HTTP/1.1 429 Too Many Requests\n  Retry-After: 41\n\nNils Ahlers",
        category: 4,
        tags: "api, schnittstelle",
        priority: 3,
        steps: &[
            (30, Assign(2)),
            (
                20,
                Note(
                    2,
                    "Zählt seit 4.12 pro Adresse statt pro Schlüssel. Hanse Logistik sitzt mit 14 Lesegeräten hinter einer Adresse.",
                ),
            ),
            (15, Level(2, 4, "Fehler in der Zählung, Entwicklung muss ran")),
            (10, Assign(4)),
            (
                60,
                Reply(
                    4,
                    "Hallo Herr Ahlers,\n\nder Fehler liegt bei uns: Seit 4.12 zählt das Limit je Adresse statt je Schlüssel. Die Korrektur ist gebaut und geht heute Abend ab 20 Uhr raus. Bis dahin habe ich für Ihre Adresse das Limit angehoben.",
                ),
            ),
            (25, Writes("Super, seitdem keine 429 mehr. Danke für die klare Auskunft.")),
        ],
    },
    Story {
        from: "info@bruegmann-holz.example",
        age: 600,
        subject: "Angebot als PDF hat keine Umlaute",
        text: "Hallo,\nin den Angeboten steht jetzt immer \"T?ren\" statt Türen. Das sieht nicht gut aus beim Kunden.\nMfG K.-H. Brügmann",
        category: 0,
        tags: "drucken, pdf",
        priority: 2,
        steps: &[
            (45, Assign(1)),
            (
                30,
                Reply(
                    1,
                    "Guten Tag Herr Brügmann,\n\ndas hängt mit der eigenen Vorlage zusammen, die noch im alten Zeichensatz gespeichert ist. Ich habe sie umgewandelt; neue Angebote sind wieder richtig. Die drei von heute können Sie unter »Angebote → Erneut drucken« noch einmal erzeugen.",
                ),
            ),
            (120, Writes("Passt, danke.")),
            (15, Close(1)),
        ],
    },
    Story {
        from: "s.lorenzen@holm-reederei.example",
        age: 1500,
        subject: "Rechnung R-2026-1184 doppelt?",
        text: "Sehr geehrte Damen und Herren,\n\nmir liegen für November zwei Rechnungen über denselben Betrag vor (R-2026-1183 und R-2026-1184). Ist eine davon irrtümlich erstellt worden? Die Aufstellung hängt an.\n\nMit freundlichen Grüßen\nSvea Lorenzen",
        category: 2,
        tags: "rechnung",
        priority: 2,
        steps: &[
            (10, Sends("Hier noch die Aufstellung.", ("aufstellung.csv", "text/csv", CSV))),
            (55, Assign(1)),
            (
                40,
                Reply(
                    1,
                    "Sehr geehrte Frau Lorenzen,\n\nSie haben recht: R-2026-1184 ist ein Doppel. Die Gutschrift geht Ihnen heute mit der Post und als PDF zu, bitte zahlen Sie nur R-2026-1183.",
                ),
            ),
            (180, Writes("Vielen Dank, dann ist alles klar.")),
            (20, Close(1)),
        ],
    },
    Story {
        from: "torben.jessen@sw-husum.example",
        age: 1650,
        subject: "Zählerstände aus der Leitwarte kommen doppelt an",
        text: "Moin,\n\nseit dem Wochenende sehen wir einzelne Zählerstände zweimal in der Abrechnung, immer die von Viertel nach. Das betrifft etwa 40 Zähler.\n\nTorben Jessen, Netzbetrieb",
        category: 4,
        tags: "schnittstelle, abrechnung",
        priority: 3,
        steps: &[
            (35, Assign(2)),
            (
                70,
                Reply(
                    2,
                    "Moin Herr Jessen,\n\ndie Leitwarte schickt die Werte bei einer Störung noch einmal, mit neuer Nummer. Ich lasse die Abrechnung ab heute auf Zähler und Zeitpunkt prüfen. Die doppelten 212 Werte liste ich Ihnen bis morgen auf.",
                ),
            ),
            (300, Note(2, "Liste erzeugt, warte auf Freigabe zum Löschen durch den Netzbetrieb.")),
        ],
    },
    Story {
        from: "carolin.meyer@hanselog.example",
        age: 2900,
        subject: "Angebot für 25 weitere Lizenzen",
        text: "Guten Tag,\n\nfür den neuen Standort in Bremerhaven benötigen wir 25 weitere Arbeitsplätze ab 1. Januar. Bitte um ein Angebot, gern mit Staffelpreis.\n\nCarolin Meyer\nEinkauf",
        category: 2,
        tags: "angebot, lizenz",
        priority: 2,
        steps: &[
            (90, Assign(1)),
            (
                200,
                Reply(
                    1,
                    "Guten Tag Frau Meyer,\n\ndas Angebot liegt bei: 25 Arbeitsplätze mit 12 % Staffelrabatt, gültig bis zum 15. Dezember. Für die Einrichtung in Bremerhaven schlage ich den 4. Januar vor.",
                ),
            ),
        ],
    },
    Story {
        from: "reimers@praxis-dammtor.example",
        age: 3100,
        subject: "Zwei-Faktor-Anmeldung: Handy verloren",
        text: "Hallo,\nmein Handy ist gestern im Taxi geblieben. Ich komme nicht mehr ins Programm. Können Sie den zweiten Faktor zurücksetzen?\nDr. Reimers",
        category: 1,
        tags: "zugang, sicherheit",
        priority: 3,
        steps: &[
            (6, Assign(0)),
            (
                4,
                Note(
                    0,
                    "Rückruf unter der Nummer aus der Kartei, Geburtsdatum der Praxisgründung abgefragt. Ist sie.",
                ),
            ),
            (
                8,
                Reply(
                    0,
                    "Guten Tag Frau Dr. Reimers,\n\nwie am Telefon besprochen ist der zweite Faktor zurückgesetzt und das alte Gerät abgemeldet. Bitte richten Sie beim nächsten Anmelden das neue Handy ein und heben Sie die Ersatzcodes an einem zweiten Ort auf.",
                ),
            ),
            (50, Writes("Hat geklappt, ich bin wieder drin. Danke!")),
            (4, Close(0)),
        ],
    },
    Story {
        from: "ute@bruegmann-holz.example",
        age: 4400,
        subject: "Wie ändere ich unsere Bankverbindung?",
        text: "Guten Tag, wir haben die Bank gewechselt. Wo trage ich die neue IBAN ein, damit sie auf den Rechnungen steht?\nUte Brügmann",
        category: 5,
        tags: "frage",
        priority: 1,
        steps: &[
            (60, Assign(1)),
            (
                12,
                Reply(
                    1,
                    "Guten Tag Frau Brügmann,\n\nunter »Einstellungen → Firma → Bankverbindungen«. Legen Sie die neue an und setzen Sie den Haken bei »auf Rechnungen«; die alte bleibt für bereits gedruckte Rechnungen erhalten.",
                ),
            ),
            (90, Writes("Gefunden, danke schön!")),
            (10, Close(1)),
        ],
    },
    Story {
        from: "steffens@hafenkontor-druck.example",
        age: 1380,
        subject: "Ihre Briefbögen: Freigabe des Andrucks",
        text: "Guten Tag,\n\nder Andruck Ihrer neuen Briefbögen ist fertig. Bitte um Freigabe bis Mittwoch, dann liefern wir am Freitag.\n\nRolf Steffens",
        category: 5,
        tags: "lieferant",
        priority: 1,
        steps: &[(200, Assign(1))],
    },
    Story {
        from: "schulze@elbtal-steuer.example",
        age: 75,
        subject: "Export für den Steuerberater bricht bei Oktober ab",
        text: "Hallo,\n\nder Export der Buchungen für Oktober bricht bei 87 % ab, September und November laufen durch. Die Meldung: »Feld Buchungstext zu lang (Zeile 1312)«.\n\nKevin Schulze, EDV",
        category: 0,
        tags: "export",
        priority: 2,
        steps: &[],
    },
    Story {
        from: "maike.thomsen@sw-husum.example",
        age: 22,
        subject: "Kundenportal sehr langsam",
        text: "Moin zusammen,\n\ndas Kundenportal braucht heute für jede Seite zehn Sekunden und mehr. Bei uns rufen die Leute an. Ist etwas bekannt?\n\nMaike Thomsen",
        category: 3,
        tags: "langsam, portal",
        priority: 4,
        steps: &[(5, Assign(2))],
    },
    Story {
        from: "lena@roesterei-altona.example",
        age: 11,
        subject: "Etiketten für den Versand nach Österreich",
        text: "Hallo ihr,\n\nbei Sendungen nach Österreich fehlt auf dem Etikett die Telefonnummer, und der Paketdienst nimmt sie so nicht mehr an. Für Deutschland ist alles gut.\n\nLiebe Grüße\nLena",
        category: 0,
        tags: "versand",
        priority: 2,
        steps: &[],
    },
    Story {
        from: "jan.wiese@hanselog.example",
        age: 48,
        subject: "Scanner 7 verbindet sich nicht",
        text: "Scanner 7 in Halle 2 findet das WLAN nicht mehr. Neustart hat nichts gebracht. Die anderen gehen.\nJan",
        category: 3,
        tags: "scanner, wlan",
        priority: 2,
        steps: &[
            (15, Assign(0)),
            (
                10,
                Reply(
                    0,
                    "Hallo Herr Wiese,\n\nbitte halten Sie am Scanner die gelbe Taste zehn Sekunden gedrückt, dann meldet er sich neu an. Wenn die Lampe danach nicht grün wird, tauschen wir ihn morgen aus.",
                ),
            ),
        ],
    },
    Story {
        from: "richter@elbtal-steuer.example",
        age: 5800,
        subject: "Auskunft nach Art. 15 DSGVO für einen ehemaligen Mandanten",
        text: "Sehr geehrte Damen und Herren,\n\nein ehemaliger Mandant verlangt Auskunft über die zu ihm gespeicherten Daten. Wie ziehen wir die aus dem Programm?\n\nThomas Richter",
        category: 5,
        tags: "datenschutz, frage",
        priority: 2,
        steps: &[
            (120, Assign(3)),
            (
                240,
                Reply(
                    3,
                    "Sehr geehrter Herr Richter,\n\nunter »Personen → (Name) → Auskunft« entsteht ein Archiv mit allem, was zu der Person gespeichert ist, lesbar und als JSON. Bitte prüfen Sie vor dem Versand, ob Daten Dritter darin stehen.",
                ),
            ),
            (600, Writes("Das war genau, was wir brauchten. Danke.")),
            (30, Close(3)),
        ],
    },
    Story {
        from: "h.holm@holm-reederei.example",
        age: 7300,
        subject: "Wartungsfenster am ersten Advent?",
        text: "Guten Tag Frau Brandt,\n\nam ersten Advent liegt die halbe Flotte fest. Wäre das ein guter Tag für den Umzug auf die neue Datenbank?\n\nHerzliche Grüße\nHenrike Holm",
        category: 3,
        tags: "wartung",
        priority: 2,
        steps: &[
            (300, Assign(3)),
            (
                400,
                Reply(
                    3,
                    "Guten Tag Frau Holm,\n\nder Tag passt. Wir würden um 6 Uhr beginnen und rechnen mit vier Stunden; vorher ziehen wir eine volle Sicherung. Den Ablauf schicke ich Ihnen in der Woche davor.",
                ),
            ),
        ],
    },
    Story {
        from: "vogel@elbtal-steuer.example",
        age: 9000,
        subject: "Schulung für zwei neue Kolleginnen",
        text: "Guten Tag,\n\nwir haben zum Januar Verstärkung und hätten gern eine Einführung, am liebsten online an zwei Vormittagen.\n\nJuliane Vogel",
        category: 5,
        tags: "schulung",
        priority: 1,
        steps: &[
            (200, Assign(1)),
            (
                300,
                Reply(
                    1,
                    "Guten Tag Frau Vogel,\n\ngern. Ich biete Ihnen den 12. und 13. Januar an, jeweils 9 bis 12 Uhr. Die Unterlagen bekommen Ihre Kolleginnen vorab.",
                ),
            ),
            (1500, Writes("Beide Termine passen, bitte so eintragen.")),
            (60, Close(1)),
        ],
    },
    Story {
        from: "moeller@hafenkontor-druck.example",
        age: 10200,
        subject: "Druckdaten: Farbprofil fehlt",
        text: "Hallo,\nin den Druckdaten für die Broschüre fehlt das Farbprofil. Bitte noch einmal mit PSO Coated v3 ausgeben.\nGesa Möller",
        category: 5,
        tags: "lieferant",
        priority: 1,
        steps: &[
            (100, Assign(4)),
            (
                60,
                Reply(
                    4,
                    "Hallo Frau Möller,\n\ndie Daten mit dem Profil liegen jetzt im gemeinsamen Ordner.",
                ),
            ),
            (900, Close(4)),
        ],
    },
    Story {
        from: "Wiebke Harms <kasse@hofladen-wulfsen.example>",
        age: 58,
        subject: "Gibt es eine Anbindung an unsere Kasse?",
        text: "Guten Tag,\n\nwir betreiben drei Hofläden und suchen eine Warenwirtschaft, die mit unserer Kasse spricht. Geht das bei Ihnen, und was kostet es?\n\nWiebke Harms\nHofladen Wulfsen",
        category: 5,
        tags: "anfrage",
        priority: 2,
        steps: &[],
    },
    Story {
        from: "nils.ahlers@hanselog.example",
        age: 12900,
        subject: "Zertifikat der Schnittstelle läuft ab",
        text: "Hallo,\n\nunser Monitoring meldet, dass das Zertifikat von api.… in 14 Tagen abläuft. Kümmert ihr euch?\n\nNils Ahlers",
        category: 4,
        tags: "api, zertifikat",
        priority: 3,
        steps: &[
            (40, Assign(2)),
            (
                50,
                Reply(
                    2,
                    "Hallo Herr Ahlers,\n\ndas neue Zertifikat ist seit heute 11 Uhr eingespielt und bis März gültig. Die automatische Erneuerung hing an einem alten DNS-Eintrag, auch das ist behoben.",
                ),
            ),
            (30, Writes("Monitoring ist wieder grün. Danke!")),
            (5, Close(2)),
        ],
    },
];
