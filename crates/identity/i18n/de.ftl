identity-sign-in = Anmelden
identity-sign-in-help = Passwort vergessen? Ihre Administratorin oder Ihr Administrator gibt Ihnen einen Link, mit dem Sie ein neues wählen.
identity-sign-in-refused = E-Mail-Adresse und Passwort passen nicht zusammen, oder es wurde zu oft falsch versucht. Prüfen Sie beides; nach mehreren Fehlversuchen hilft 15 Minuten Warten.
identity-to-sign-in = Zur Anmeldung
identity-email = E-Mail-Adresse
identity-open-line-admin = Wenn Sie Kontor betreiben: Stellen Sie einen Proxy mit TLS davor, etwa nginx, Apache oder Caddy, und tragen Sie dessen https-Adresse in server.external_url ein.
identity-open-line-here = Nur zum Ausprobieren: Auf dem Rechner, auf dem Kontor läuft, geht es auch ohne TLS, unter http://localhost und dem Port aus server.listen.
identity-open-line-proxy = Ist ein solcher Proxy schon da, muss er X-Forwarded-Proto mitschicken, und server.trusted_proxies muss seine Adresse nennen. Sonst weiß Kontor nicht, dass die Verbindung verschlüsselt ist.
identity-open-line-title = Über diese Verbindung kann sich niemand anmelden
identity-open-line-todo = Was Sie tun können:
identity-open-line-unknown = Diese Anfrage kam über einen Proxy unter { $address }, den die Konfiguration nicht nennt. Ist es Ihrer, fehlt dort diese Zeile; danach starten Sie Kontor neu:
identity-open-line-visitor = Wenn Sie hier arbeiten: Rufen Sie dieselbe Adresse mit https:// am Anfang auf, oder fragen Sie, wer Kontor bei Ihnen betreibt.
identity-open-line-why = Die Verbindung ist nicht verschlüsselt. Jeder auf dem Weg könnte Ihr Passwort und Ihre Sitzung mitlesen; deshalb nimmt Kontor hier weder das eine noch das andere an.
identity-password = Passwort
identity-password-new = Neues Passwort
identity-password-show = Passwort zeigen
identity-password-hint = { $min } bis { $max } Zeichen, alles ist erlaubt, auch Leerzeichen. Gut ist ein Satz aus vier oder fünf Wörtern, den niemand errät.
identity-password-too-short = Das Passwort braucht mindestens { $min } Zeichen.
identity-password-too-long = Das Passwort darf höchstens { $max } Zeichen haben.
identity-password-too-weak = Dieses Passwort ist leicht zu erraten. Nehmen Sie mehrere Wörter, die nichts mit Ihnen, Ihrer Firma oder Kontor zu tun haben.
identity-password-breached = Dieses Passwort steht in Listen gestohlener Passwörter, mit denen Angreifer zuerst probieren. Nehmen Sie ein anderes, und ändern Sie es überall, wo Sie es sonst benutzen.
identity-password-current = Jetziges Passwort
identity-password-current-wrong = Das ist nicht Ihr jetziges Passwort.
identity-password-change = Passwort ändern
identity-password-save = Passwort ändern
identity-password-saved = Ihr Passwort ist geändert. Alle anderen Sitzungen sind beendet.
identity-password-ends-sessions = Alle anderen Sitzungen enden damit.
identity-password-none = Sie haben noch kein Passwort. Bitten Sie eine Administratorin oder einen Administrator um eine Einladung, mit der Sie eines wählen.
identity-password-chosen = gewählt
identity-password-not-chosen = noch nicht gewählt
identity-link = Link
identity-link-title = Mit einmaligem Link anmelden
identity-link-text = Dieser Link meldet Sie einmal an und gilt danach nicht mehr.
identity-link-confirm = Jetzt anmelden
identity-link-spent = Der Link ist unbekannt, wurde schon benutzt oder ist abgelaufen.
identity-link-spent-title = Dieser Link gilt nicht mehr
identity-link-spent-todo = Bitten Sie um einen neuen Link, oder melden Sie sich mit Ihrem Passwort an.
identity-link-once = Dieser Link wird nur jetzt gezeigt. Geben Sie ihn auf einem Weg weiter, den nur diese Person liest.
identity-link-copy = Link kopieren
identity-link-done = Fertig
identity-link-invite = Neue Einladung
identity-link-reset = Link zum Zurücksetzen
identity-choose = Passwort wählen
identity-choose-title = Willkommen, { $name }
identity-choose-text = Wählen Sie ein Passwort für { $email }. Danach sind Sie angemeldet.
identity-choose-save = Passwort speichern und anmelden
identity-choose-stolen = Dieses Passwort steht in einer Liste von Passwörtern, die anderswo gestohlen wurden. Wählen Sie ein anderes, dann geht es weiter.
identity-name = Name
identity-name-blank = Geben Sie einen Namen an.
identity-name-unfit = Ein Name hat höchstens { $max } Zeichen und keine Steuerzeichen.
identity-email-unfit = Das ist keine E-Mail-Adresse. Sie sieht so aus: maria@firma.de
identity-email-taken = Diese E-Mail-Adresse gehört schon zu einem anderen Konto.
identity-role = Rolle
identity-email-same = Das ist schon die E-Mail-Adresse dieses Kontos.
identity-email-change = E-Mail-Adresse ändern
identity-email-new = Neue E-Mail-Adresse
identity-email-hint = An die bisherige und an die neue Adresse geht je ein Link. Erst wenn beide bestätigt sind, gilt die neue.
identity-email-ask = Links schicken
identity-email-asked = Zwei Links sind unterwegs: einer an Ihre bisherige, einer an die neue Adresse. Sie gelten 24 Stunden.
identity-email-no-post = Kontor verschickt hier keine Briefe. Eine andere Adresse trägt Ihre Administratorin oder Ihr Administrator ein.
identity-email-waits-both = { $email } wartet darauf, dass beide Adressen bestätigt werden.
identity-email-waits-new = { $email } wartet noch auf die Bestätigung aus dem neuen Postfach.
identity-email-waits-old = { $email } wartet noch auf die Bestätigung aus dem bisherigen Postfach.
identity-email-until = Die Links gelten bis
identity-email-withdraw = Änderung zurückziehen
identity-email-withdrawn = Die Änderung ist zurückgezogen. Ihre Adresse bleibt, wie sie ist.
identity-email-confirm-title = Andere E-Mail-Adresse
identity-email-confirm-text = Soll das Konto künftig die Adresse { $email } haben?
identity-email-confirm = Ja, bestätigen
identity-email-confirmed-waiting = Danke. Jetzt fehlt noch die Bestätigung aus dem anderen Postfach.
identity-email-confirmed = Die Adresse ist geändert. Melden Sie sich ab jetzt mit der neuen an.
identity-email-confirmed-taken = Diese Adresse gehört inzwischen zu einem anderen Konto. Geändert ist nichts.
identity-role-unknown = Diese Rolle gibt es nicht.
identity-role-not-yet = Für Kundenkonten gibt es noch nichts zu tun. Wählen Sie Bearbeitung oder Verwaltung; Kundschaft braucht kein Konto, um zu schreiben.
identity-level = Supportstufe
identity-level-of = Stufe { $level }
identity-level-short = Stufe { $level }
identity-level-hint = Gilt nur für die Bearbeitung.
identity-level-unknown = Die Supportstufe ist 1, 2, 3 oder 4.
identity-lang = Sprache
identity-lang-unknown = Diese Sprache gibt es nicht.
identity-theme = Farben
identity-theme-auto = Wie das Gerät
identity-theme-light = Hell
identity-theme-dark = Dunkel
identity-theme-unknown = Diese Farbwahl gibt es nicht.
identity-company = Firma
identity-company-unfit = Ein Firmenname hat höchstens { $max } Zeichen und keine Steuerzeichen.
identity-last-admin = Das ist das letzte aktive Administrationskonto. Geben Sie zuerst jemand anderem diese Rolle.
identity-own-account = Ihr eigenes Konto können Sie nicht abschalten.
identity-inactive = Dieses Konto ist abgeschaltet.
identity-state = Zustand
identity-state-active = aktiv
identity-state-inactive = abgeschaltet
identity-save = Speichern
identity-cancel = Abbrechen
identity-admin = Verwaltung
identity-account = Mein Konto
identity-profile = Profil
identity-profile-saved = Ihr Profil ist gespeichert.
identity-keys = Tastatur
identity-keys-text = Einzelne Tasten wie R für Antworten lassen sich an- und abschalten.
identity-keys-open = Tastaturbelegung
identity-sessions = Sitzungen
identity-sessions-text = Hier sind Sie angemeldet. Beenden Sie, was Sie nicht erkennen, und ändern Sie dann Ihr Passwort.
identity-sessions-end-others = Alle anderen beenden
identity-sessions-ended = Die Sitzungen sind beendet.
identity-session-device = Gerät
identity-session-ip = Adresse
identity-session-last = Zuletzt benutzt
identity-session-own = diese Sitzung
identity-session-since = seit
identity-session-end = Beenden
identity-session-ended = Die Sitzung ist beendet.
identity-session-unknown = Unbekanntes Gerät
identity-programs = Angemeldete Programme
identity-programs-text = Diese Programme haben sich mit Ihrem Passwort angemeldet und handeln für Sie. Beenden Sie, was Sie nicht erkennen, und ändern Sie dann Ihr Passwort.
identity-programs-none = Kein Programm ist für Sie angemeldet.
identity-programs-end = Alle Programme abmelden
identity-programs-ended = Die Programme sind abgemeldet.
identity-program = Programm
identity-program-ended = Das Programm ist abgemeldet.
identity-users = Benutzer
identity-users-text = Alle, die sich anmelden dürfen: wer sie sind und welche Rolle sie haben.
identity-users-none = Niemand passt zu diesen Filtern.
identity-users-all = Alle zeigen
identity-user-new = Benutzer anlegen
identity-user-new-text = Danach bekommen Sie einen Einladungslink. Das Passwort wählt die Person selbst.
identity-user-create = Anlegen und einladen
identity-user-saved = Das Konto ist gespeichert.
identity-user-activated = Das Konto ist wieder aktiv.
identity-user-deactivated = Das Konto ist abgeschaltet, seine Sitzungen sind beendet.
identity-user-unlocked = Das Konto ist entsperrt.
identity-access = Zugang
identity-since = Angelegt
identity-locked-until = Gesperrt für unbekannte Geräte bis
identity-unlock = Entsperren
identity-end-sessions = Sitzungen beenden
identity-activate = Wieder einschalten
identity-deactivate = Konto abschalten
identity-pages = Seiten
identity-page = Seite { $n }
identity-page-back = Zurück
identity-page-on = Weiter
identity-invitation = Einladung für { $name }
identity-invitation-text = Mit diesem Link wählt { $name } ein Passwort. Er gilt 72 Stunden lang und nur einmal.
identity-reset = Neues Passwort für { $name }
identity-reset-text = Mit diesem Link wählt { $name } ein neues Passwort. Er gilt 30 Minuten lang und nur einmal.
identity-setup-title = Kontor einrichten
identity-setup-text = Legen Sie das erste Konto an: Sie werden Administratorin oder Administrator. Danach verbinden Sie das erste Postfach.
identity-setup-lang-hint = Ihre eigene; alle anderen wählen selbst.
identity-setup-finish = Einrichten und anmelden
identity-setup-needed = Dieses Kontor ist noch nicht eingerichtet. Öffnen Sie den Einrichtungslink, den das Programm beim Start gezeigt hat, oder holen Sie mit „kontor setup“ einen neuen.
identity-setup-token-spent = Einrichtungslinks gelten 60 Minuten. Holen Sie mit „kontor setup“ auf dem Server einen neuen.
identity-setup-done-title = Kontor ist eingerichtet
identity-setup-done = Die Einrichtung ist abgeschlossen und lässt sich nicht wiederholen. Melden Sie sich an.
identity-setup-open-line = Die Verbindung ist nicht verschlüsselt: Jeder auf dem Weg kann Ihr Passwort mitlesen. Richten Sie zuerst https ein, oder öffnen Sie diese Seite auf dem Server selbst.
identity-checks = Prüfungen
identity-check-ok = In Ordnung:
identity-check-warn = Achtung:
identity-check-fail = Fehler:
identity-check-time = Auf dem Server ist es { $time } ({ $zone }). Stimmt das nicht, stellen Sie seine Uhr.
identity-check-encrypted = Die Verbindung ist verschlüsselt.
identity-check-local = Die Verbindung ist unverschlüsselt und bleibt auf diesem Rechner. Für andere Geräte richten Sie https ein.
identity-check-open = Die Verbindung ist unverschlüsselt und verlässt diesen Rechner.
identity-proof-title = Bitte bestätigen Sie, dass Sie es sind
identity-proof-text = Dieser Schritt ist heikel, und Sie haben sich vor mehr als zehn Minuten angemeldet. Was Sie eingegeben haben, ist aufgehoben: Nach dem Passwort geht es damit weiter.
identity-proof-go = Bestätigen und weiter
identity-proof-none = Dieser Schritt ist heikel, Sie haben sich vor mehr als zehn Minuten angemeldet, und Ihr Konto hat kein Passwort. Melden Sie sich mit einem neuen Einmal-Link an und tun Sie ihn innerhalb von zehn Minuten noch einmal. Einen Link gibt auf dem Server der Befehl „kontor admin link { $email }“ aus, mit demselben --data wie der Server.
identity-second-title = Zweiter Faktor
identity-second-help = Telefon verloren? Nehmen Sie einen Ihrer Wiederherstellungscodes. Sind auch sie weg, kann Ihre Administratorin oder Ihr Administrator den zweiten Faktor zurücksetzen.
identity-second-must = Ihr Konto braucht einen zweiten Faktor. Richten Sie ihn jetzt ein; danach geht es weiter. Es dauert eine Minute.
identity-factor = Zweiter Faktor
identity-factor-text = Eine Authenticator-App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code. Mit ihm kommt niemand in Ihr Konto, der nur Ihr Passwort kennt.
identity-factor-set-up = Zweiten Faktor einrichten
identity-factor-replace = Anderes Gerät einrichten
identity-factor-remove = Entfernen
identity-factor-reset = Zweiten Faktor zurücksetzen
identity-factor-on = eingerichtet
identity-factor-off = nicht eingerichtet
identity-factor-app = Authenticator-App
identity-factor-since = eingerichtet am
identity-factor-ends-sessions = Alle anderen Sitzungen enden damit.
identity-factor-confirm = Prüfen und einrichten
identity-factor-step-app = Öffnen Sie Ihre Authenticator-App, zum Beispiel Aegis, Google Authenticator, Microsoft Authenticator oder Ihren Passwortmanager.
identity-factor-step-scan = Lesen Sie damit das Bild unten ein. Auf demselben Gerät öffnen Sie den Link; wo beides nicht geht, tippen Sie das Geheimnis ab.
identity-factor-step-code = Tippen Sie den Code ein, den die App nun zeigt.
identity-factor-qr = QR-Code für die Authenticator-App; das Geheimnis darunter sagt dasselbe
identity-factor-open = In der App öffnen
identity-factor-secret = Geheimnis
identity-factor-code = Code
identity-factor-code-hint = Sechs Ziffern aus der App, oder ein Wiederherstellungscode.
identity-factor-first-hint = Sechs Ziffern, die sich alle 30 Sekunden ändern.
identity-factor-code-wrong = Dieser Code stimmt nicht, oder er wurde schon benutzt. Nehmen Sie den nächsten, den die App zeigt, und prüfen Sie, ob die Uhr Ihres Telefons richtig geht. Nach fünf Fehlversuchen wartet man 15 Minuten, nach weiteren länger; ein Wiederherstellungscode geht immer.
identity-factor-offer-gone = Die Seite lag zu lange offen. Unten steht ein neues Geheimnis: Lesen Sie es mit der App noch einmal ein.
identity-factor-needed = Ihr Konto muss einen zweiten Faktor haben. Sie können ihn ersetzen, aber nicht entfernen.
identity-factors-removed = Der zweite Faktor ist entfernt.
identity-passkey = Passkey
identity-passkeys = Passkeys
identity-passkeys-text = Mit einem Passkey melden Sie sich ohne Passwort an: mit Fingerabdruck, Gesicht oder PIN Ihres Geräts oder mit einem Sicherheitsschlüssel. Er gilt nur an der echten Adresse dieses Hauses, niemand kann ihn also abfischen, und er zählt als zweiter Faktor.
identity-passkeys-not-here = Passkeys brauchen eine Adresse mit Namen und https. Wer verwaltet, trägt sie als „server.external_url“ ein.
identity-passkey-since = Angelegt am
identity-passkey-used = Zuletzt benutzt
identity-passkey-unused = nie
identity-passkey-new = Passkey hinzufügen
identity-passkey-make = Passkey anlegen
identity-passkey-name = Name
identity-passkey-name-hint = Damit Sie ihn wiedererkennen, zum Beispiel: Laptop im Büro, blauer Sicherheitsschlüssel
identity-passkey-name-first = Passkey { $n }
identity-passkey-name-blank = Geben Sie dem Passkey einen Namen, damit Sie ihn wiedererkennen.
identity-passkey-name-unfit = Ein Name hat höchstens 60 Zeichen.
identity-passkey-no-script = Dieser Browser kann hier keinen Passkey anlegen. Nötig sind ein aktueller Browser mit JavaScript und die Adresse, unter der sich dieses Haus selbst kennt.
identity-passkey-stopped = Es kam kein Passkey. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg.
identity-passkey-sign-in = Mit Passkey anmelden
identity-passkey-take = Passkey verwenden
identity-passkey-wrong = Mit diesem Passkey ging es nicht. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg.
identity-passkey-not-added = Der Passkey wurde nicht angelegt: Es gibt ihn schon, oder es hat länger als fünf Minuten gedauert. Versuchen Sie es noch einmal.
identity-passkey-too-many = Sie haben so viele Passkeys, wie eine Person haben darf. Entfernen Sie einen, den Sie nicht mehr brauchen.
identity-passkey-added = Der Passkey ist angelegt. Ab jetzt können Sie sich damit anmelden.
identity-passkey-renamed = Der Passkey hat seinen neuen Namen.
identity-passkey-removed = Der Passkey ist entfernt.
identity-passkey-remove = Passkey entfernen
identity-passkey-remove-text = Er öffnet hier nichts mehr, und alle anderen Sitzungen enden. Löschen Sie ihn auch auf Ihrem Gerät, sonst wird er dort weiter angeboten.
identity-passkey-last-way = Ihr Konto hat kein Passwort, und das ist sein letzter Passkey. Ohne ihn kommen Sie nur noch mit einem Link von jemandem aus der Verwaltung hinein.
identity-passkey-sure = Trotzdem entfernen
identity-proof-passkey = Dieser Schritt ist heikel, und Ihre Anmeldung ist mehr als zehn Minuten her. Was Sie eingegeben haben, bleibt erhalten: Nach Ihrem Passkey geht es weiter.
identity-factor-recovery-hint = Einer Ihrer Wiederherstellungscodes.
identity-recovery = Wiederherstellungscodes
identity-recovery-text = Jeder dieser Codes ersetzt einmal den Code der App. Bewahren Sie sie so auf, dass Sie ohne Ihr Telefon an sie kommen: ausgedruckt oder im Passwortmanager.
identity-recovery-once = Die Codes werden nur jetzt gezeigt. Kontor selbst kennt sie danach nicht mehr.
identity-recovery-copy = Alle kopieren
identity-recovery-kept = Ich habe sie aufbewahrt
identity-recovery-new = Neue Codes
identity-recovery-few = Machen Sie bald neue Wiederherstellungscodes; die alten gelten dann nicht mehr.
identity-recovery-left =
    { $n ->
        [0] keiner mehr da
        [one] noch einer
       *[other] noch { $n }
    }
identity-forgot = Passwort vergessen?
identity-forgot-text = Nennen Sie Ihre E-Mail-Adresse. Wenn es hier ein Konto mit ihr gibt, schicken wir einen Link, mit dem Sie ein anderes Passwort wählen.
identity-forgot-send = Link schicken
identity-forgot-sent = Wenn es ein Konto mit dieser Adresse gibt, ist ein Link unterwegs. Er gilt 30 Minuten. Kommt nichts an, sehen Sie im Spam-Ordner nach, oder fragen Sie Ihre Administratorin oder Ihren Administrator.
identity-forgot-back = Zur Anmeldung
identity-letter-send = Link per Mail schicken
identity-letter-sent = Der Link ist per Mail unterwegs.
identity-letter-invitation-subject = Ihr Konto bei Kontor
identity-letter-invitation =
    Guten Tag { $name },

    für Sie ist ein Konto angelegt. Wählen Sie hier Ihr Passwort; der Link gilt 72 Stunden und einmal:

    { $link }

    Danach melden Sie sich mit { $email } an.
identity-letter-reset-subject = Ein anderes Passwort wählen
identity-letter-reset =
    Guten Tag { $name },

    mit diesem Link wählen Sie ein anderes Passwort. Er gilt 30 Minuten und einmal:

    { $link }

    Haben Sie das nicht verlangt, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.
identity-letter-welcome-subject = Willkommen bei Kontor
identity-letter-welcome =
    Guten Tag { $name },

    Ihr Passwort ist gewählt, Ihr Konto ist bereit. Sie melden sich mit { $email } an. Sprache, Farben und einen zweiten Faktor stellen Sie hier ein:

    { $link }
identity-letter-password-subject = Ihr Passwort ist geändert
identity-letter-password =
    Guten Tag { $name },

    das Passwort Ihres Kontos { $email } ist geändert, und alle anderen Sitzungen sind beendet.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-factor-added-subject = Zweiter Faktor eingerichtet
identity-letter-factor-added =
    Guten Tag { $name },

    für Ihr Konto { $email } ist eine Authenticator-App eingerichtet. Ab jetzt fragt die Anmeldung nach einem Code.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-factors-removed-subject = Zweiter Faktor entfernt
identity-letter-factors-removed =
    Guten Tag { $name },

    der zweite Faktor Ihres Kontos { $email } ist entfernt.

    Wissen Sie davon nichts, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-passkey-added-subject = Neuer Passkey
identity-letter-passkey-added =
    Guten Tag { $name },

    für Ihr Konto { $email } wurde ein Passkey angelegt. Er öffnet das Konto ab jetzt ohne Passwort.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-passkey-removed-subject = Passkey entfernt
identity-letter-passkey-removed =
    Guten Tag { $name },

    ein Passkey Ihres Kontos { $email } wurde entfernt. Er öffnet nichts mehr.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-password-stolen-subject = Ihr Passwort wurde anderswo gestohlen
identity-letter-password-stolen =
    Guten Tag { $name },

    das Passwort Ihres Kontos { $email } steht in einer Liste von Passwörtern, die bei anderen Diensten gestohlen wurden. Bei der nächsten Anmeldung wählen Sie ein anderes. Ändern Sie es auch dort, wo Sie es sonst noch benutzen.

    Ihr Konto:

    { $link }
identity-apikey = Schlüssel
identity-apikeys = API-Schlüssel
identity-apikeys-text = Womit Programme hereinkommen: wem sie gehören, was sie dürfen, wann sie zuletzt benutzt wurden
identity-apikeys-own = Ihre API-Schlüssel
identity-apikeys-good = Gültige API-Schlüssel
identity-apikeys-own-text = Ein Schlüssel lässt ein Programm für Sie handeln, so weit Sie es ankreuzen. Mehr als Sie darf es nie.
identity-apikeys-open = API-Schlüssel zeigen
identity-apikeys-empty = Es gibt noch keinen Schlüssel.
identity-apikeys-none = Kein Schlüssel passt.
identity-apikeys-all = Alle Schlüssel zeigen
identity-apikey-new = Neuer Schlüssel
identity-apikey-new-text = Der Schlüssel wird einmal gezeigt. Geben Sie ihn nur einem Programm, dann können Sie ihn allein widerrufen.
identity-apikey-create = Schlüssel anlegen
identity-apikey-name = Wofür ist er?
identity-apikey-name-hint = Zum Beispiel: Sicherung auf dem Dateiserver
identity-apikey-name-blank = Sagen Sie, wofür der Schlüssel ist, damit Sie ihn wiedererkennen.
identity-apikey-scopes = Was er darf
identity-apikey-scopes-missing = Kreuzen Sie mindestens etwas an, das der Schlüssel darf.
identity-apikey-scope-unknown = Eine der Erlaubnisse gibt es nicht, oder Sie haben sie selbst nicht.
identity-apikey-days = Wie viele Tage gilt er?
identity-apikey-days-hint = Höchstens { $max } Tage. Danach braucht das Programm einen neuen Schlüssel.
identity-apikey-days-unfit = Ein Schlüssel gilt 1 bis { $max } Tage.
identity-apikey-networks = Nur von diesen Adressen
identity-apikey-networks-hint = Adressen oder Bereiche wie 192.0.2.7 oder 10.0.0.0/8. Leer: von überall.
identity-apikey-network-unfit = „{ $text }“ ist keine Adresse und kein Bereich wie 10.0.0.0/8.
identity-apikey-networks-too-many = Höchstens { $max } Adressen oder Bereiche.
identity-apikey-too-many = Sie haben schon { $max } Schlüssel. Widerrufen Sie einen, der nicht mehr gebraucht wird.
identity-apikey-made = Der Schlüssel ist angelegt. Ab jetzt öffnet er die API.
identity-apikey-once = Kopieren Sie den Schlüssel jetzt: Niemand kann ihn noch einmal zeigen, auch wir kennen ihn nicht.
identity-apikey-copy = Schlüssel kopieren
identity-apikey-try = Ausprobieren mit
identity-apikey-owner = Gehört
identity-apikey-last = Zuletzt benutzt
identity-apikey-unused = nie
identity-apikey-end = Gilt bis
identity-apikey-good = gilt
identity-apikey-expired = abgelaufen
identity-apikey-over = widerrufen
identity-apikey-revoke = Widerrufen
identity-apikey-revoked = Der Schlüssel öffnet nichts mehr.
identity-scope-users-read = Lesen, wer sich hier anmeldet
identity-letter-email-old-subject = Andere Adresse für Ihr Konto
identity-letter-email-old =
    Guten Tag { $name },

    Ihr Konto { $email } soll die Adresse { $wanted } bekommen. Bestätigen Sie das hier; der Link gilt 24 Stunden:

    { $link }

    Haben Sie das nicht verlangt, bestätigen Sie nichts, ändern Sie Ihr Passwort, und sagen Sie es Ihrer Administratorin oder Ihrem Administrator. Ohne diese Bestätigung bleibt alles, wie es ist.
identity-letter-email-new-subject = Adresse bestätigen
identity-letter-email-new =
    Guten Tag { $name },

    das Konto { $email } soll diese Adresse bekommen: { $wanted }. Bestätigen Sie das hier; der Link gilt 24 Stunden:

    { $link }

    Wissen Sie davon nichts, brauchen Sie nichts zu tun.
identity-letter-email-changed-subject = Ihre Adresse ist geändert
identity-letter-email-changed =
    Guten Tag { $name },

    Ihr Konto hat jetzt die Adresse { $email }. Mit ihr melden Sie sich an.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-sso-sign-in = Mit { $provider } anmelden
identity-sso-accept = Einladung mit { $provider } annehmen
identity-sso-again = Mit { $provider } neu anmelden
identity-sso-failed = Die Anmeldung ist nicht gelungen
identity-sso-failed-todo = Sie können es noch einmal versuchen oder sich mit E-Mail-Adresse und Passwort anmelden.
identity-sso-journey = Diese Anmeldung wurde nicht in diesem Browser begonnen, hat länger als zehn Minuten gedauert oder wurde schon verwendet. Beginnen Sie sie neu.
identity-sso-declined = { $provider } hat Sie nicht hereingelassen, oder Sie sind umgekehrt. Es hat sich nichts geändert.
identity-sso-unreachable = { $provider } antwortet gerade nicht. Kontor versucht es von selbst wieder; melden Sie sich solange mit Ihrem Passwort an oder etwas später.
identity-sso-rejected = { $provider } hat die Anmeldung abgelehnt ({ $why }). Sagen Sie es Ihrer Administratorin oder Ihrem Administrator: Die Einstellungen hier oder dort passen nicht.
identity-sso-unbelievable = Der Antwort von { $provider } ist nicht zu trauen ({ $why }), deshalb wurde niemand angemeldet. Versuchen Sie es noch einmal; geschieht es wieder, sagen Sie es Ihrer Administratorin oder Ihrem Administrator.
identity-sso-tenant = Ihr Konto bei { $provider } gehört zu einer Organisation, die sich hier nicht anmelden darf.
identity-sso-guest = Sie sind in dieser Organisation Gast, und Gäste dürfen sich hier nicht anmelden.
identity-sso-not-linked = Mit Ihrem Konto bei { $provider } ist hier keines verknüpft. Melden Sie sich mit Ihrem Passwort an und verknüpfen Sie es unter „Mein Konto“, oder bitten Sie Ihre Administratorin oder Ihren Administrator um eine Einladung.
identity-sso-email-taken = Zu Ihrer E-Mail-Adresse gibt es hier schon ein Konto. Auf diesem Weg wird es nicht geöffnet, denn eine Adresse beweist nichts: Melden Sie sich mit Ihrem Passwort an und verknüpfen Sie es unter „Mein Konto“ mit { $provider }.
identity-sso-no-email = { $provider } nennt keine E-Mail-Adresse von Ihnen, deshalb kann kein Konto angelegt werden. Fragen Sie Ihre Administratorin oder Ihren Administrator.
identity-sso-no-role = Ihr Konto bei { $provider } hat keine Rolle, die sich hier anmelden darf. Fragen Sie, wer dort die Rollen vergibt.
identity-sso-groups = Sie sind in mehr Gruppen, als { $provider } auf einmal nennt, und sie ließen sich nicht erfragen. Sagen Sie es Ihrer Administratorin oder Ihrem Administrator: Kontor muss dort Ihre Gruppen lesen dürfen, oder es braucht App-Rollen statt Gruppen.
identity-sso-elsewhere = Ihr Konto bei { $provider } ist mit einem anderen Konto hier verknüpft.
identity-sso-already = Ihr Konto ist schon mit { $provider } verknüpft. Lösen Sie zuerst diese Verknüpfung.
identity-sso-signed-out = Sie sind nicht mehr angemeldet. Melden Sie sich an und verknüpfen Sie Ihr Konto neu.
identity-sso-last-way = Nichts anderes als { $provider } öffnet Ihr Konto. Wählen Sie zuerst ein Passwort: Bitten Sie Ihre Administratorin oder Ihren Administrator um eine Einladung.
identity-sso-not-anew = { $provider } hat nicht gesagt, dass es eben nach Ihnen gefragt hat. Melden Sie sich dort ab, und versuchen Sie es noch einmal. Hilft das nicht, braucht Ihre Administratorin oder Ihr Administrator den Claim auth_time von dort.
identity-goodbye = Abgemeldet
identity-goodbye-here = Hier sind Sie abgemeldet.
identity-goodbye-text = Bei { $provider } sind Sie in diesem Browser noch angemeldet: Wer ihn nach Ihnen benutzt, kommt ohne Passwort wieder herein. An einem fremden Gerät melden Sie sich auch dort ab.
identity-goodbye-now = Sie werden auch bei { $provider } abgemeldet. Geht es nicht von selbst weiter, nehmen Sie den Knopf.
identity-goodbye-there = Auch bei { $provider } abmelden
identity-sso-links = Verknüpfte Anmeldungen
identity-sso-text = Mit einer verknüpften Anmeldung kommen Sie ohne Passwort in Ihr Konto. Wer Sie sind, sagt das andere Haus.
identity-sso-provider = Anmeldung
identity-sso-known-as = Dort bekannt als
identity-sso-link = Mit { $provider } verknüpfen
identity-sso-linked = Ihr Konto ist verknüpft. Alle anderen Sitzungen sind beendet.
identity-sso-unlink = Verknüpfung lösen
identity-sso-unlink-from = Verknüpfung mit { $provider } lösen
identity-sso-unlinked = Die Verknüpfung ist gelöst, und ihre Sitzungen sind beendet.
identity-sso-unlinked-keys = Die Verknüpfung ist gelöst, und ihre Sitzungen sind beendet. { $n ->
    [one] Ein API-Schlüssel dieses Kontos gilt weiter
   *[other] { $n } API-Schlüssel dieses Kontos gelten weiter
    }: Widerrufen Sie, was nicht mehr gelten soll.
identity-sso-go = Weiter zu { $provider }
identity-sso-go-text = Melden Sie sich bei { $provider } mit dem Konto an, das Ihres hier öffnen soll. Alle anderen Sitzungen enden damit.
identity-proof-sso = Dieser Schritt ist heikel, und Ihre Anmeldung liegt mehr als zehn Minuten zurück. Melden Sie sich neu an und wiederholen Sie ihn innerhalb von zehn Minuten.
identity-health-sso = Anmeldung mit { $provider }: antwortet
identity-health-sso-gone = Die Anmeldung mit { $provider } geht nicht: { $cause }
identity-health-own-roles = Eigene Rollen von { $provider }: { $names } gibt es hier nicht.
identity-health-own-roles-remedy = Wer eine davon beim Anbieter verdient hat, kommt nicht herein. Legen Sie die Rolle unter diesem Namen an, oder ändern Sie own_roles in den Einstellungen.
identity-health-sso-slow = { $provider } hat noch nicht geantwortet; gefragt ist.
identity-health-sso-remedy = Anmeldungen mit Passwort gehen weiter. Prüfen Sie die Adresse des Anbieters in den Einstellungen, ob dieser Server ihn erreicht, und ob outbound.allow ihn nennt, falls er im eigenen Netz steht.
identity-letter-linked-subject = Eine weitere Anmeldung öffnet Ihr Konto
identity-letter-linked =
    Guten Tag { $name },

    Ihr Konto { $email } wurde mit einer Anmeldung bei einem anderen Haus verknüpft. Von jetzt an öffnet auch sie es.

    Waren Sie das nicht, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-letter-unlinked-subject = Eine Anmeldung öffnet Ihr Konto nicht mehr
identity-letter-unlinked =
    Guten Tag { $name },

    eine Anmeldung bei einem anderen Haus ist von Ihrem Konto { $email } gelöst worden und öffnet es nicht mehr.

    Wissen Sie davon nichts, sagen Sie es sofort Ihrer Administratorin oder Ihrem Administrator. Ihr Konto:

    { $link }
identity-program-scopes-missing = Sagen Sie in scopes, was das Programm tun will.
identity-program-code-missing = Es braucht einen Code der Authenticator-App oder einen Wiederherstellungscode.
identity-program-factor-missing = Dieses Konto muss zuerst einen zweiten Faktor einrichten, im Browser.
identity-program-password-stolen = Dieses Passwort steht in einer Liste gestohlener. Wählen Sie zuerst ein anderes, im Browser.
identity-purpose-sign-in = Anmeldung
identity-purpose-sign-in-text = Womit jemand zeigt, wer er ist: Passwort, zweiter Faktor, Passkeys, verknüpfte Anmeldungen. Für die Sicherheit der Konten; Art. 6 Abs. 1 b und f DSGVO.
identity-purpose-sign-in-kept = Bis das Konto gelöscht oder der Nachweis entfernt wird; Zwischenstände Minuten bis Tage.
identity-purpose-programs = Zugänge für Programme
identity-purpose-programs-text = Schlüssel und Anmeldungen von Programmen, mit dem Namen, den ihr Mensch ihnen gab, und der zuletzt benutzten Netzadresse; Art. 6 Abs. 1 b und f DSGVO.
identity-purpose-programs-kept = Bis sie ablaufen oder widerrufen werden, und 90 Tage danach.
identity-privacy-account = Konto
identity-privacy-proofs = Passwort, Faktoren, Passkeys, Schlüssel und verknüpfte Anmeldungen
identity-privacy-why = Ohne das Konto dienen sie keinem Zweck mehr.
identity-privacy-own = Das eigene Konto löscht niemand selbst. Bitten Sie jemand anderen aus der Verwaltung darum.
identity-flag-reset = Passwort vergessen
identity-flag-reset-hint = Wer sein Passwort vergaß, kann sich selbst einen Link schreiben lassen, wenn das Haus Briefe versendet.
identity-flag-programs = Anmeldung von Programmen
identity-flag-programs-hint = Programme können sich mit Adresse und Passwort anmelden. Angemeldete bleiben es, und Schlüssel gelten weiter.
identity-area = Konten und Schlüssel
identity-right-users = Konten sehen, einladen, ändern und abschalten, soweit die eigenen Rechte reichen
identity-right-own-keys = Schlüssel für die eigenen Programme anlegen
identity-right-keys = Die Schlüssel aller sehen und widerrufen
identity-roles = Rollen
identity-roles-text = Was Mitarbeitende dürfen, so zusammengestellt, wie Sie es brauchen
identity-roles-none = Es gibt noch keine eigenen Rollen. Bis dahin hat jede Person die Rechte ihrer Kontoart.
identity-roles-built-in = Eingebaut
identity-roles-built-in-text = Jedes Konto hat eine dieser Arten. Wer zur Bearbeitung gehört und eigene Rollen bekommt, hat genau deren Rechte zusammen; ohne eigene Rolle gelten die hier genannten.
identity-roles-own = Eigene Rollen
identity-role-new = Rolle anlegen
identity-role-create = Anlegen
identity-role-copy = Kopieren
identity-role-copy-of = Kopie von { $name }
identity-role-remove = Löschen
identity-role-name = Name
identity-role-description = Wofür sie ist
identity-role-rights = Rechte
identity-role-rights-all = alles
identity-role-rights-none = nichts
identity-role-rights-count = { $n ->
    [one] ein Recht
   *[other] { $n } Rechte
 }
identity-role-holders = Wer sie hat
identity-role-holders-none = Niemand hat sie.
identity-role-holders-more = und { $n } weitere
identity-role-kept = Sie lässt sich löschen, sobald niemand sie mehr hat.
identity-role-effect = Änderungen gelten ab dem nächsten Klick aller, die die Rolle haben. Kommen Rechte dazu, melden sie sich neu an.
identity-role-saved = Die Rolle ist gespeichert.
identity-role-removed = Die Rolle ist gelöscht.
identity-role-name-blank = Eine Rolle braucht einen Namen.
identity-role-name-unfit = Ein Name hat höchstens { $max } Zeichen und keine Steuerzeichen.
identity-role-name-taken = Eine andere Rolle hat diesen Namen.
identity-role-description-unfit = Höchstens { $max } Zeichen.
identity-role-right-unknown = Dieses Recht gibt es nicht.
identity-role-in-use = Noch haben Personen diese Rolle: { $n }. Geben Sie ihnen zuerst eine andere.
identity-role-not-yours = Sie können nur geben, was Sie selbst haben.
identity-role-named = Die Einstellungen nennen diese Rolle beim Namen (oidc.{ $provider }.own_roles). Ändern Sie sie zuerst dort.
identity-own-roles = Eigene Rollen
identity-own-roles-hint = Für die Bearbeitung. Ohne Rolle: die üblichen Rechte der Bearbeitung. Mit Rollen: genau deren Rechte zusammen.
identity-security = Sicherheit
identity-security-text = Wie sicher dieses Haus eingerichtet ist, und was es besser machte
identity-security-intro = Was Einstellungen und Konten gerade sagen. Einstellungen ändern Sie in kontor.toml oder der Umgebung; rechts stehen ihre Namen.
identity-security-state = Zustand
identity-security-finding = Befund
identity-security-setting = Einstellung
identity-security-line = Alle kommen über eine geschlossene Leitung: { $address }.
identity-security-line-open = Die Adresse dieses Hauses beginnt nicht mit https.
identity-security-line-remedy = Setzen Sie server.external_url auf Ihre https-Adresse. Bis dahin meldet sich niemand von einer anderen Maschine aus an.
identity-security-factors = { $with } von { $all } Personen, die hier arbeiten, haben einen zweiten Faktor oder einen Passkey. { $policy }
identity-security-factors-remedy = Setzen Sie sign_in.second_factor auf admins oder staff: Ein Passwort allein ist zu leicht erraten oder abgefischt.
identity-security-factor-nobody = Niemand muss einen haben.
identity-security-factor-admins = Administratoren müssen einen haben.
identity-security-factor-staff = Alle, die hier arbeiten, müssen einen haben.
identity-security-factor-everyone = Alle müssen einen haben.
identity-security-admins = Konten mit der Rolle Administrator: { $all }, davon mit zweitem Faktor oder Passkey: { $with }.
identity-security-admins-remedy = Legen Sie ein zweites solches Konto an, damit ein verlorenes Gerät oder ein Urlaub niemanden aussperrt.
identity-security-passwords = Neue Passwörter haben mindestens { $length } Zeichen und sind nicht leicht zu erraten. { $stolen }
identity-security-passwords-remedy = Setzen Sie password.breached auf online, oder auf file mit einer eigenen Liste.
identity-security-stolen-online = Sie werden unter gestohlenen gesucht; der Dienst erfährt fünf von vierzig Zeichen eines Hashes.
identity-security-stolen-file = Sie werden in Ihrer eigenen Liste gestohlener Passwörter gesucht.
identity-security-stolen-off = Sie werden nicht unter gestohlenen gesucht.
identity-security-providers = Anmelden kann man sich auch über { $labels }.
identity-security-providers-none = Niemand meldet sich über einen Anbieter wie Microsoft 365 an.
identity-security-sessions = Eine Sitzung endet nach { $idle } Minuten ohne Handlung und nach { $hours } Stunden; höchstens { $most } je Person.
identity-security-locks = { $locked ->
    [0] Keine Anmeldung ist
    [one] Eine Anmeldung ist
   *[other] { $locked } Anmeldungen sind
 } nach zu vielen Fehlern gesperrt.
identity-security-letters = Briefe gehen hinaus: Einladungen, vergessene Passwörter, und Nachrichten an die Inhaber, wenn sich ihr Konto ändert.
identity-security-letters-none = Es gehen keine Briefe hinaus: Niemand erfährt per Mail, dass ein Passwort oder ein zweiter Faktor geändert wurde.
identity-security-letters-remedy = Richten Sie [post] mit Ihrem Mailserver oder Resend ein.
identity-security-root = Der Wurzelschlüssel liegt nicht im Datenordner: Eine Kopie des Ordners öffnet nichts Versiegeltes.
identity-security-root-near = Der Wurzelschlüssel liegt im Datenordner: Wer den Ordner kopiert, hat beide Hälften.
identity-security-root-remedy = Legen Sie ihn mit keys.root_file woandershin, oder nutzen Sie das Credential der mitgelieferten systemd-Unit, und bewahren Sie eine Kopie getrennt von den Sicherungen auf.
identity-seen = Was kann der Server sehen?
identity-seen-intro = Kontor ist ein Helpdesk: Es liest Mails, um sie zu ordnen und zu beantworten. Darum hier die ehrliche Liste. Solange er läuft, sieht der Server alles davon außer den letzten zwei Zeilen.
identity-seen-what = Was
identity-seen-database = In einer gestohlenen Datenbank
identity-seen-disk = Auf einer gestohlenen Platte ohne den Wurzelschlüssel
identity-seen-yes = ja
identity-seen-not-there = nicht darin
identity-seen-sealed = nein, versiegelt
identity-seen-never = nein, und nicht einmal zu raten
identity-seen-hashes = Hashes, die nichts öffnen
identity-seen-tickets = Texte von Tickets, Betreffe, Notizen, Entwürfe
identity-seen-people = Personen, Organisationen, Adressen, Telefonnummern
identity-seen-attachments = Namen, Größen und Arten von Anhängen
identity-seen-staff = Namen und Adressen Ihrer Leute, ihre Rollen, wann und von wo sie sich angemeldet haben
identity-seen-audit = das Prüfprotokoll, Zeiten, Einstellungen in der Datenbank
identity-seen-files = rohe Mails und Inhalte von Anhängen
identity-seen-secrets = Passwörter von Postfächern, Geheimnisse zweiter Faktoren, Briefe in der Warteschlange
identity-seen-passwords = Passwörter Ihrer Leute
identity-seen-tokens = Sitzungen, Links, Wiederherstellungscodes, Schlüssel und Token von Programmen
identity-seen-end = Wer die Platte zusammen mit dem Wurzelschlüssel hat, hat, was der Server hat; nur Passwörter von Personen müsste er raten, jeden Versuch zu den Kosten von Argon2id. Es gibt hier keine Mail, die nur ihr Leser öffnen könnte, und wir sagen nicht „Zero Knowledge“.
