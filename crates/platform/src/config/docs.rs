//! What each key of the platform's sections means, in German and English.

use super::Key;

pub(super) const SERVER: &[Key] = &[
    Key::new(
        "listen",
        "Wo Kontor auf Verbindungen wartet: Adresse mit Port, oder `unix:/pfad`.",
        "Where Kontor waits for connections: an address with a port, or `unix:/path`.",
    ),
    Key::new(
        "external_url",
        "Die Adresse, unter der Browser Kontor sehen, ohne Pfad; ohne Angabe die aus `listen`.",
        "The address under which browsers see Kontor, without a path; the one of `listen` if not set.",
    ).live(),
    Key::new(
        "trusted_proxies",
        "Adressen der eigenen Proxys; nur deren `X-Forwarded-For` wird geglaubt.",
        "Addresses of your own proxies; only their `X-Forwarded-For` is believed.",
    ).live(),
    Key::new(
        "max_body_bytes",
        "Größte Anfrage in Bytes, Anhänge eingeschlossen.",
        "The largest request in bytes, attachments included.",
    ),
    Key::new(
        "request_timeout_seconds",
        "Nach so vielen Sekunden wird eine Anfrage abgebrochen.",
        "After so many seconds a request is given up.",
    ).live(),
    Key::new(
        "hsts",
        "Ob Browser Kontor nur noch über https ansprechen sollen (wirkt nur über https).",
        "Whether browsers shall speak to Kontor by https only from now on (takes effect over https only).",
    ).live(),
    Key::new(
        "metrics_token",
        "Wer dieses Kennwort als Bearer-Token schickt, darf `/metrics` lesen; mindestens 32 Zeichen.",
        "Who sends this as a bearer token may read `/metrics`; at least 32 characters.",
    ).live()
    .secret(),
    Key::new(
        "metrics_allow",
        "Adressen, die `/metrics` ohne Kennwort lesen dürfen.",
        "Addresses that may read `/metrics` without a token.",
    ).live(),
    Key::new(
        "default_language",
        "Sprache für alle, die keine gewählt haben: `de` oder `en`.",
        "The language for everyone who chose none: `de` or `en`.",
    ),
    Key::new(
        "time_zone",
        "Zeitzone für alle, die keine gewählt haben (IANA-Name).",
        "The time zone for everyone who chose none (IANA name).",
    ),
];

pub(super) const DATABASE: &[Key] = &[
    Key::new(
        "url",
        "Die Datenbank: `sqlite://…`, `postgres://…` oder `mysql://…`; ohne Angabe `kontor.db` im Ordner `data.path`.",
        "The database: `sqlite://…`, `postgres://…` or `mysql://…`; `kontor.db` in the folder `data.path` if not set.",
    ),
    Key::new(
        "max_connections",
        "So viele Verbindungen hält ein Kontor höchstens zum Datenbankserver.",
        "The most connections that one Kontor keeps to the database server.",
    ),
];

pub(super) const DATA: &[Key] = &[
    Key::new(
        "path",
        "Ordner für die eingebettete Datenbank, die Dateien und den Wurzelschlüssel.",
        "The folder of the embedded database, the files and the root key.",
    ),
    Key::new(
        "keep_free_mb",
        "Hat der Datenträger des Datenordners weniger Megabyte frei, ändert Kontor nichts mehr (Nur-Lesen), bis wieder Platz ist; 0 schaltet das aus.",
        "With fewer megabytes free on the disk of the data folder Kontor changes nothing (read-only) until there is room again; 0 turns that off.",
    )
    .live(),
];

pub(super) const KEYS: &[Key] = &[
    Key::new(
        "root",
        "Das Geheimnis, aus dem alle Schlüssel folgen; mindestens 32 zufällige Zeichen. Ohne es ist nichts Verschlüsseltes lesbar.",
        "The secret from which all keys follow; at least 32 random characters. Without it nothing encrypted can be read.",
    )
    .secret(),
    Key::new(
        "root_file",
        "Datei mit dem Wurzelschlüssel (32 Bytes, oder Text wie bei `root`), nur für den Eigentümer lesbar; ohne Angabe das systemd-Credential `root.key`, sonst `root.key` im Ordner `data.path`, beim ersten Start erzeugt.",
        "The file of the root key (32 bytes, or text as in `root`), readable by its owner only; if not set, the systemd credential `root.key`, else `root.key` in the folder `data.path`, made at the first start.",
    ),
];

pub(super) const OUTBOUND: &[Key] = &[
    Key::new(
        "allow",
        "Nicht öffentliche Ziele, die Kontor ansprechen darf, als Bereich mit Port: `192.168.1.50/32:443`.",
        "Targets that are not public and that Kontor may reach, as a range with a port: `192.168.1.50/32:443`.",
    ).live(),
    Key::new(
        "extra_ca_file",
        "PEM-Datei mit weiteren Zertifizierungsstellen für Webziele.",
        "A PEM file of further certificate authorities for web targets.",
    ).live(),
];

pub(super) const SESSION: &[Key] = &[
    Key::new(
        "idle_minutes",
        "Nach so vielen Minuten ohne Handlung endet eine Sitzung.",
        "After so many minutes without an action a session ends.",
    )
    .live(),
    Key::new(
        "absolute_hours",
        "Nach so vielen Stunden endet eine Sitzung in jedem Fall.",
        "After so many hours a session ends in any case.",
    )
    .live(),
    Key::new(
        "max_parallel",
        "So viele Sitzungen kann jemand zugleich haben; die älteste weicht.",
        "So many sessions can somebody have at once; the oldest gives way.",
    )
    .live(),
];

pub(super) const LOG: &[Key] = &[
    Key::new(
        "level",
        "Wie viel das Protokoll sagt: `error`, `warn`, `info`, `debug`, `trace`, auch je Teil: `info,platform=debug`.",
        "How much the log says: `error`, `warn`, `info`, `debug`, `trace`, also per part: `info,platform=debug`.",
    ).live(),
    Key::new(
        "format",
        "`text` für Menschen, `json` für Sammler.",
        "`text` for people, `json` for collectors.",
    ),
    Key::new(
        "security_file",
        "Datei für Anmeldungen und Angriffe, die fail2ban liest; ohne Angabe `security.log` im Ordner `data.path`.",
        "The file of sign-ins and attacks that fail2ban reads; `security.log` in the folder `data.path` if not set.",
    ),
    Key::new(
        "security_time",
        "Zeit in `security_file`: `iso` (`2026-11-21T10:00:01.123Z`) oder `plain` (`2026-11-21 10:00:01`, Ortszeit) für vorhandene Filter.",
        "The time in `security_file`: `iso` (`2026-11-21T10:00:01.123Z`) or `plain` (`2026-11-21 10:00:01`, local time) for filters that exist.",
    ),
];

pub(super) const MAIL: &[Key] = &[
    Key::new(
        "poll_seconds",
        "Abstand der Abrufe in Sekunden, wo der Server neue Post nicht meldet.",
        "Seconds between two looks where the server does not tell of new mail.",
    )
    .live(),
    Key::new(
        "fetch_batch",
        "So viele Mails werden auf einmal geholt.",
        "So many mails are fetched at once.",
    )
    .live(),
    Key::new(
        "max_message_bytes",
        "Größte Mail in Bytes; von größeren wird nur der Anfang geholt, 64 KiB.",
        "The largest mail in bytes; of larger ones only the beginning is fetched, 64 KiB.",
    )
    .live(),
    Key::new(
        "timeout_seconds",
        "So lange wartet Kontor auf eine Antwort des Mailservers.",
        "So long Kontor waits for an answer of the mail server.",
    )
    .live(),
    Key::new(
        "extra_ca_file",
        "PEM-Datei mit weiteren Zertifizierungsstellen für Mailserver.",
        "A PEM file of further certificate authorities for mail servers.",
    )
    .live(),
];

pub(super) const NOTIFICATIONS: &[Key] = &[Key::new(
    "teams_webhook_url",
    "Adresse eines Teams-Kanals, der Meldungen bekommt (https).",
    "The address of a Teams channel that gets notifications (https).",
)
.live()
.secret()];

pub(super) const BOOTSTRAP: &[Key] = &[
    Key::new(
        "address",
        "Adresse des ersten Postfachs; ohne Angabe der Benutzername.",
        "The address of the first mailbox; the user name if not set.",
    ),
    Key::new(
        "name",
        "Absendername des ersten Postfachs.",
        "The sender's name of the first mailbox.",
    ),
    Key::new(
        "username",
        "Benutzername für IMAP, und für SMTP, wo dort keiner steht.",
        "The user name for IMAP, and for SMTP where it has none of its own.",
    ),
    Key::new(
        "password",
        "Passwort für IMAP, und für SMTP, wo dort keines steht.",
        "The password for IMAP, and for SMTP where it has none of its own.",
    )
    .secret(),
    Key::new(
        "imap_host",
        "IMAP-Server; ist er gesetzt, entsteht beim ersten Start ein Postfach.",
        "The IMAP server; where it is set, the first start makes a mailbox.",
    ),
    Key::new("imap_port", "Port des IMAP-Servers.", "The port of the IMAP server."),
    Key::new(
        "imap_security",
        "`tls`, `starttls` oder `none` (ungeschützt).",
        "`tls`, `starttls` or `none` (unprotected).",
    ),
    Key::new("smtp_host", "SMTP-Server für Antworten.", "The SMTP server for answers."),
    Key::new("smtp_port", "Port des SMTP-Servers.", "The port of the SMTP server."),
    Key::new(
        "smtp_security",
        "`tls`, `starttls` oder `none` (ungeschützt).",
        "`tls`, `starttls` or `none` (unprotected).",
    ),
    Key::new(
        "smtp_username",
        "Benutzername für SMTP, wenn er ein anderer ist.",
        "The user name for SMTP where it differs.",
    ),
    Key::new(
        "smtp_password",
        "Passwort für SMTP, wenn es ein anderes ist.",
        "The password for SMTP where it differs.",
    )
    .secret(),
];
