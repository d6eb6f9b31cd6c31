## the app and its rights

licensing-app = Lizenzen
licensing-right-view = Lizenzen, Geräte und Produkte sehen
licensing-right-work = Lizenzen ausstellen, ändern, sperren und verlängern, Geräte freigeben
licensing-right-manage = Produkte, Richtlinien, Token und Schlüssel einrichten, endgültig löschen

licensing-nav-licences = Lizenzen
licensing-nav-machines = Geräte
licensing-nav-products = Produkte
licensing-nav-policies = Richtlinien
licensing-nav-entitlements = Funktionen
licensing-nav-groups = Gruppen
licensing-nav-users = Benutzer
licensing-nav-environments = Umgebungen

## metadata, words and limits

licensing-metadata-no-object = Die Metadaten müssen ein JSON-Objekt sein.
licensing-metadata-many-keys = Die Metadaten dürfen höchstens 64 Schlüssel haben.
licensing-metadata-deep = Die Metadaten dürfen höchstens 4 Ebenen tief sein.
licensing-metadata-long = Die Metadaten dürfen höchstens 16 KB lang sein.
licensing-word-licensed = nur mit Lizenz
licensing-word-open = für alle
licensing-word-closed = nur durch Sie
licensing-word-isolated = getrennt: sieht nur das Eigene
licensing-word-shared = geteilt: sieht auch, was zu keiner gehört
licensing-word-unique-per-account = überall
licensing-word-unique-per-product = je Produkt
licensing-word-unique-per-policy = je Richtlinie
licensing-word-unique-per-license = je Lizenz
licensing-word-unique-per-machine = je Gerät
licensing-word-match-any = eines
licensing-word-match-two = zwei
licensing-word-match-most = die Hälfte oder mehr
licensing-word-match-all = alle
licensing-word-restrict-access = gilt nicht mehr; frühere Releases bleiben
licensing-word-revoke-access = nichts geht mehr
licensing-word-maintain-access = gilt weiter, ohne neue Releases
licensing-word-allow-access = gilt weiter
licensing-word-from-creation = ab der Anlage
licensing-word-from-first-validation = ab der ersten Prüfung
licensing-word-from-first-activation = ab der ersten Aktivierung
licensing-word-from-first-download = ab dem ersten Download
licensing-word-from-first-use = ab der ersten Nutzung
licensing-word-from-first-ping = ab dem ersten Heartbeat
licensing-word-from-expiry = ab dem bisherigen Ablauf
licensing-word-from-now = ab sofort
licensing-word-from-now-if-expired = ab sofort, wenn schon abgelaufen
licensing-word-keep-expiry = Ablauf bleibt
licensing-word-reset-expiry = Ablauf beginnt neu
licensing-word-token = mit einem Token
licensing-word-license = mit dem Lizenzschlüssel
licensing-word-session = mit einer Sitzung
licensing-word-mixed = mit Token oder Lizenzschlüssel
licensing-word-none = gar nicht
licensing-word-per-machine = je Gerät
licensing-word-per-license = je Lizenz
licensing-word-per-user = je Benutzer
licensing-word-always-allow-overage = beliebig
licensing-word-allow-1-25x-overage = bis zum 1,25-Fachen
licensing-word-allow-1-5x-overage = bis zum 1,5-Fachen
licensing-word-allow-2x-overage = bis zum Doppelten
licensing-word-no-overage = nicht erlaubt
licensing-word-deactivate-dead = werden freigegeben
licensing-word-keep-dead = bleiben
licensing-word-no-revive = nie
licensing-word-always-revive = jederzeit
licensing-word-1-minute-revive = innerhalb 1 Minute
licensing-word-2-minute-revive = innerhalb von 2 Minuten
licensing-word-5-minute-revive = innerhalb von 5 Minuten
licensing-word-10-minute-revive = innerhalb von 10 Minuten
licensing-word-15-minute-revive = innerhalb von 15 Minuten
licensing-word-day = Tag
licensing-word-week = Woche
licensing-word-month = Monat
licensing-word-year = Jahr
licensing-word-ed25519-sign = Ed25519 (empfohlen)
licensing-word-ecdsa-p256-sign = ECDSA P-256
licensing-word-rsa-2048-pkcs1-sign = RSA 2048, PKCS #1 v1.5 (alte Form)
licensing-word-rsa-2048-pkcs1-sign-v2 = RSA 2048, PKCS #1 v1.5
licensing-word-rsa-2048-pkcs1-pss-sign = RSA 2048, PSS (alte Form)
licensing-word-rsa-2048-pkcs1-pss-sign-v2 = RSA 2048, PSS
licensing-word-rsa-2048-jwt-rs256 = JSON Web Token (RS256)

## licences

licensing-licence-name-long = Der Name darf höchstens { $count } Zeichen haben.
licensing-licence-name-control = Steuerzeichen lassen sich nicht speichern.
licensing-licence-limit-zero = Mindestens 1, oder leer für die Grenze der Richtlinie.
licensing-licence-limit-large = Diese Zahl ist zu groß.
licensing-licence-too-many = Auf einmal lassen sich höchstens { $count } Lizenzen ausstellen.
licensing-licence-key-taken = Diesen Schlüssel hat schon eine andere Lizenz.
licensing-licence-key-short = Ein Schlüssel hat mindestens { $count } Zeichen.
licensing-licence-key-long = Ein Schlüssel ist höchstens { $count } Bytes lang.
licensing-licence-key-invalid = Ein Schlüssel darf nicht wie eine ID aussehen und keine Steuerzeichen und keine Leerzeichen am Rand haben.
licensing-licence-key-pool = Die Schlüssel dieser Richtlinie kommen aus einem Vorrat.
licensing-licence-key-dataset = Für ein JSON Web Token muss der Datensatz ein JSON-Objekt sein, mit Zahlen für exp, nbf und iat.
licensing-licence-pool-empty = Der Vorrat an Schlüsseln ist leer.
licensing-licence-scheme = Mit dem Verfahren dieser Richtlinie lässt sich nicht unterschreiben.
licensing-licence-policy-unknown = Diese Richtlinie gibt es nicht.
licensing-licence-user-unknown = Diesen Benutzer gibt es nicht.
licensing-licence-group-unknown = Diese Gruppe gibt es nicht.
licensing-licence-environment-unknown = Diese Umgebung gibt es nicht.
licensing-licence-organisation-unknown = Diese Organisation gibt es nicht.
licensing-licence-group-full = Die Gruppe hat schon so viele Lizenzen, wie sie haben darf.
licensing-licence-suspended = Die Lizenz ist schon gesperrt.
licensing-licence-not-suspended = Die Lizenz ist nicht gesperrt.
licensing-licence-no-duration = Die Lizenz lässt sich nicht verlängern: Ihre Richtlinie nennt keine Dauer.
licensing-licence-never-ends = Die Lizenz lässt sich nicht verlängern: Sie endet nie.
licensing-licence-no-check-in = Die Richtlinie verlangt nicht, dass sich die Lizenz meldet.
licensing-licence-uses-amount = Mindestens 1.
licensing-licence-uses-over = So oft darf die Lizenz nicht genutzt werden.
licensing-licence-uses-below = Weniger als keine Nutzung gibt es nicht.
licensing-licence-users-over = Die Lizenz hat schon so viele Benutzer, wie sie haben darf.
licensing-licence-user-owns = Wem die Lizenz gehört, der nutzt sie ohnehin.
licensing-licence-user-detached = Dieser Benutzer nutzt die Lizenz nicht.
licensing-licence-entitlement-unknown = Diese Funktion gibt es nicht.
licensing-licence-entitlement-detached = Diese Funktion hat die Lizenz nicht für sich selbst.
licensing-licence-value-long = Ein Wert hat höchstens { $count } Zeichen.
licensing-licence-other-product = Eine Lizenz kann nicht zur Richtlinie eines anderen Produkts wechseln.
licensing-licence-other-keys = Eine Lizenz kann nicht zu einer Richtlinie wechseln, deren Schlüssel anders entstehen.
licensing-licence-over-strict = Die Lizenz hat mehr, als die strenge Richtlinie erlaubt.
licensing-licence = Lizenz
licensing-licence-new = Neue Lizenz
licensing-licence-new-text = Der Schlüssel entsteht, wie es die Richtlinie sagt.
licensing-licence-issue = Lizenz ausstellen
licensing-licence-edit = { $name } bearbeiten
licensing-licence-nameless = Lizenz …{ $hint }
licensing-licence-test = Testlizenz
licensing-test-hint = Überall als Test gekennzeichnet.
licensing-list = Liste der Lizenzen
licensing-list-all = Alle
licensing-list-ending = Enden in 30 Tagen
licensing-list-unassigned = Ohne Inhaber
licensing-list-tests = Testlizenzen
licensing-list-found = Gefunden: { $text }
licensing-list-choose = Wählen Sie eine Lizenz.
licensing-list-nothing = Hier steht, was Sie auswählen.
licensing-list-none = Noch gibt es keine Lizenzen.
licensing-list-none-found = Nichts passt zu diesem Filter.
licensing-list-export = Als CSV speichern
licensing-status-active = Aktiv
licensing-status-inactive = Inaktiv
licensing-status-expiring = Endet bald
licensing-status-expired = Abgelaufen
licensing-status-suspended = Gesperrt
licensing-status-banned = Inhaber gesperrt
licensing-pages-filter = Filter
licensing-filter-any = Egal
licensing-filter-apply = Anwenden
licensing-filter-reset = Filter zurücksetzen
licensing-filter-chip = { $name }: { $value }
licensing-filter-ends = Endet in Tagen
licensing-filter-from = Endet ab
licensing-filter-until = Endet bis
licensing-filter-sort = Reihenfolge
licensing-sort-newest = Neueste zuerst
licensing-sort-name = Nach Name
licensing-sort-end = Nach Ende
licensing-sort-end-last = Nach Ende, späteste zuerst
licensing-environment-none = Echtbetrieb
licensing-environment-of-policy = Wie die Richtlinie
licensing-group-none = Keine Gruppe
licensing-policy-choose = Bitte wählen
licensing-policy-missing = Wählen Sie die Richtlinie.
licensing-policy-none-yet = Zuerst braucht es eine Richtlinie: Sie sagt, was Lizenzen dürfen.
licensing-product-none-yet = Zuerst braucht es ein Produkt: Alles andere gehört zu einem.
licensing-pages-policies = Richtlinien
licensing-owner-hint = Die E-Mail-Adresse eines Benutzers von Lizenzen.
licensing-owner-nobody = Kein Benutzer von Lizenzen hat die Adresse { $email }.
licensing-organisation-nobody = Keine Organisation heißt „{ $text }“.
licensing-organisation-choose = Mehrere Organisationen können gemeint sein. Wählen Sie eine.
licensing-choice-unknown = Diese Auswahl gibt es nicht ({ $field }).
licensing-date-wrong = Das ist kein Tag.
licensing-form-stale = Das hat inzwischen jemand anderes geändert.
licensing-form-unreadable = Das Formular konnte nicht gelesen werden.
licensing-field-name = Name
licensing-field-status = Stand
licensing-field-product = Produkt
licensing-field-policy = Richtlinie
licensing-field-organisation = Organisation
licensing-field-owner = Inhaber
licensing-field-group = Gruppe
licensing-field-environment = Umgebung
licensing-field-test = Testlizenz
licensing-field-assigned = Hat Inhaber
licensing-field-ends = Endet
licensing-field-protected = Geschützt
licensing-field-metadata = Metadaten
licensing-field-created = Angelegt
licensing-field-first-validated = Zuerst geprüft
licensing-field-last-validated = Zuletzt geprüft
licensing-field-last-check-in = Zuletzt gemeldet
licensing-field-last-check-out = Zuletzt als Datei
licensing-field-id = Kennung
licensing-limit-machines = Geräte
licensing-limit-users = Benutzer
licensing-limit-processes = Prozesse
licensing-limit-cores = Kerne
licensing-limit-memory = Speicher (Byte)
licensing-limit-disk = Platte (Byte)
licensing-limit-uses = Nutzungen
licensing-ends-hint = Leer: wie die Richtlinie sagt.
licensing-ends-edit-hint = Leer: ohne Ende.
licensing-no-end = ohne Ende
licensing-no-end-ever = Ohne Ende, was auch die Richtlinie sagt
licensing-ends-and-endless = Eine Lizenz hat entweder ein Ende oder keines: Lassen Sie den Tag leer oder nehmen Sie den Haken weg.
licensing-ends-past = Dieser Tag ist vorbei: Die Lizenz wäre schon abgelaufen. Wählen Sie einen späteren Tag, oder setzen Sie unten den Haken, wenn Sie es so meinen.
licensing-ends-past-meant = Das Ende darf in der Vergangenheit liegen
licensing-limits = Grenzen
licensing-limits-own = Eigene Grenzen
licensing-limits-hint = Leer: wie die Richtlinie sagt.
licensing-taken = { $taken } (ohne Grenze)
licensing-taken-of = { $taken } von { $most }
licensing-seats = Geräte: { $taken }
licensing-seats-of = { $taken } von { $most } Plätzen
licensing-key = Schlüssel
licensing-key-end = Ende des Schlüssels
licensing-key-show = Schlüssel zeigen
licensing-key-hide = Verbergen
licensing-key-copy = Kopieren
licensing-key-hint = Wer den Schlüssel ansieht, steht im Sicherheitsprotokoll.
licensing-key-own = Eigener Schlüssel
licensing-key-own-hint = Leer: ein neuer Schlüssel entsteht. Bei signierten Schlüsseln ist dies der Inhalt, der signiert wird.
licensing-pages-facts = Angaben
licensing-pages-history = Verlauf
licensing-history-none = Noch ist nichts geschehen.
licensing-pages-users = Benutzer
licensing-pages-users-none = Niemand außer dem Inhaber.
licensing-users-email = E-Mail-Adresse des Benutzers
licensing-users-attach = Benutzer hinzufügen
licensing-users-detach = Benutzer entfernen
licensing-feature = Funktion
licensing-features = Funktionen
licensing-features-none = Keine Funktionen.
licensing-features-value = Wert
licensing-features-past = Dieser Tag ist vorbei. Wählen Sie einen späteren.
licensing-features-attach = Funktion hinzufügen
licensing-features-detach = Funktion entfernen
licensing-features-of-policy = durch die Richtlinie
licensing-pages-edit = Bearbeiten
licensing-pages-more = Mehr
licensing-pages-save = Speichern
licensing-pages-cancel = Abbrechen
licensing-pages-yes = Ja
licensing-pages-no = Nein
licensing-pages-actions = Aktionen
licensing-renew = Verlängern
licensing-suspend = Sperren
licensing-reinstate = Entsperren
licensing-move = Andere Richtlinie
licensing-move-title = { $name }: andere Richtlinie
licensing-move-text = Was die neue Richtlinie sagt, gilt sofort. Ob das Ende bleibt, sagt sie auch. Zur Wahl stehen nur Richtlinien desselben Produkts.
licensing-move-nowhere = Zum Produkt { $product } gibt es keine andere Richtlinie.
licensing-assign = Inhaber und Gruppe
licensing-assign-title = { $name }: Inhaber und Gruppe
licensing-did-save = Gespeichert.
licensing-did-issue = Die Lizenz ist ausgestellt.
licensing-did-renew = Die Lizenz ist verlängert.
licensing-did-suspend = Die Lizenz ist gesperrt.
licensing-did-reinstate = Die Lizenz ist entsperrt.
licensing-did-move = Die Lizenz folgt jetzt der anderen Richtlinie.
licensing-did-remove = { $name } ist gelöscht.
licensing-pages-remove = Löschen
licensing-remove-one = { $name } löschen
licensing-remove-many = { $n ->
    [one] Eine Lizenz löschen
   *[other] { $n } Lizenzen löschen
}
licensing-remove-text = Das lässt sich nicht zurücknehmen. Geräte, die mitgehen: { $machines }. Programme mit diesen Schlüsseln laufen nicht mehr.
licensing-remove-more = und { $n } weitere
licensing-remove-word = löschen
licensing-remove-confirm = Tippen Sie „{ $word }“
licensing-remove-unconfirmed = Tippen Sie das Wort „{ $word }“.
licensing-remove-for-good = Endgültig löschen

## licences in bulk and batches

licensing-bulk-delete = Löschen …
licensing-bulk-done = { $n ->
    [one] Eine Lizenz geändert.
   *[other] { $n } Lizenzen geändert.
}
licensing-bulk-partly = { $n ->
    [one] Eine Lizenz geändert, diese nicht: { $failed }
   *[other] { $n } Lizenzen geändert, diese nicht: { $failed }
}
licensing-batch = Viele Lizenzen auf einmal
licensing-batch-text = Bis zu { $most } Lizenzen einer Richtlinie, alle oder keine.
licensing-batch-count = Anzahl
licensing-batch-count-wrong = Geben Sie eine Zahl von 1 bis { $most } ein.
licensing-batch-name-hint = Aus # wird die Nummer.
licensing-batch-issue = Lizenzen ausstellen
licensing-batch-done = { $n ->
    [one] Eine Lizenz ausgestellt
   *[other] { $n } Lizenzen ausgestellt
}
licensing-batch-fetch = Schlüssel als CSV laden
licensing-batch-fetch-text = Hier bekommen Sie alle Schlüssel in einer Datei. Die Seite gilt 48 Stunden; wer die Schlüssel lädt, steht im Sicherheitsprotokoll.

## files and the offline desk

licensing-offline = Datei für ein Gerät ohne Internet
licensing-offline-text = Die Datei belegt die Lizenz, wo kein Server gefragt werden kann. Bringen Sie sie dorthin, zum Beispiel auf einem USB-Stick.
licensing-offline-for = Für
licensing-offline-for-hint = Die Datei eines Geräts gilt nur auf diesem Gerät.
licensing-offline-licence = die Lizenz, auf jedem Gerät
licensing-offline-request = Anfrage des Geräts
licensing-offline-request-hint = Der Fingerabdruck, den das Programm anzeigt, oder die Anfrage, die es aufgeschrieben hat. Sie geht der Auswahl oben vor.
licensing-offline-register = Das Gerät anmelden, wenn es neu ist
licensing-offline-register-hint = Ein neues Gerät belegt einen der Plätze der Lizenz.
licensing-offline-time = Gültig
licensing-offline-time-hint = Eine Sperre erreicht ein Gerät ohne Internet erst, wenn seine Datei endet.
licensing-offline-day = einen Tag
licensing-offline-week = eine Woche
licensing-offline-month = 30 Tage
licensing-offline-year = ein Jahr
licensing-offline-for-ever = ohne Ende
licensing-offline-encrypt = Verschlüsseln
licensing-offline-encrypt-hint = Sie wird mit dem Lizenzschlüssel geöffnet, die Datei eines Geräts dazu mit dessen Fingerabdruck.
licensing-offline-make = Datei erstellen
licensing-offline-back = Zurück
licensing-offline-check = Wie Programme sie prüfen
licensing-offline-check-text = Die Datei ist mit Ed25519 signiert. Ein Programm, das diesen öffentlichen Schlüssel enthält, erkennt, dass sie echt ist.
licensing-offline-public-key = Öffentlicher Schlüssel
licensing-offline-copy = Öffentlichen Schlüssel kopieren
licensing-file-ttl-invalid = Die Zeit muss mindestens eine Stunde betragen.
licensing-file-include-invalid = Etwas von dem, was mitkommen soll, gibt es nicht.
licensing-file-algorithm-invalid = Mit diesem Verfahren werden keine Dateien erstellt.
licensing-file-suspended = Die Lizenz ist gesperrt: Es wird keine Datei erstellt.
licensing-file-banned = Der Inhaber der Lizenz ist gesperrt: Es wird keine Datei erstellt.
licensing-file-expired = Die Lizenz ist abgelaufen und darf nicht mehr benutzt werden: Es wird keine Datei erstellt.
licensing-file-machine-unknown = Kein Gerät dieser Lizenz hat diesen Fingerabdruck. Wenn es neu ist, setzen Sie den Haken bei „Das Gerät anmelden, wenn es neu ist“.
licensing-file-request-unreadable = Die Anfrage nennt keinen Fingerabdruck.

## machines, components, processes

licensing-fingerprint-missing = Der Fingerabdruck des Geräts fehlt.
licensing-fingerprint-taken = Dieser Fingerabdruck ist schon vergeben.
licensing-component-taken = Ein Bauteil dieses Geräts gehört schon zu einem anderen.
licensing-component-conflict = Zwei Bauteile dieses Geräts haben denselben Fingerabdruck.
licensing-component-many = Ein Gerät hat höchstens { $most } Bauteile.
licensing-component-name-missing = Der Name des Bauteils fehlt.
licensing-process-pid-missing = Die Nummer des Prozesses fehlt.
licensing-process-pid-taken = Auf diesem Gerät läuft schon ein Prozess mit dieser Nummer.
licensing-machine-too-long = Das sind mehr als { $most } Zeichen.
licensing-machine-control-character = Steuerzeichen sind hier nicht erlaubt.
licensing-machine-out-of-range = Das muss eine Zahl zwischen 0 und { $most } sein.
licensing-machine-owner-not-allowed = Dieser Benutzer nutzt die Lizenz nicht.
licensing-machine-group-not-found = Diese Gruppe gibt es nicht.
licensing-machine-licence-suspended = Die Lizenz ist gesperrt.
licensing-machine-licence-expired = Die Lizenz ist abgelaufen.
licensing-machine-limit = Die Lizenz ist auf { $most } Geräte begrenzt, und so viele sind es schon.
licensing-machine-core-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Kerne haben.
licensing-machine-memory-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Byte Arbeitsspeicher haben.
licensing-machine-disk-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Byte Plattenplatz haben.
licensing-process-limit = Mit dieser Lizenz dürfen höchstens { $most } Prozesse zugleich laufen.
licensing-machine-group-limit = Die Gruppe ist auf { $most } Geräte begrenzt, und so viele sind es schon.
licensing-machine-dead = Das Gerät gilt als tot: Sein Lebenszeichen kommt zu spät.
licensing-process-dead = Der Prozess gilt als tot: Sein Lebenszeichen kommt zu spät.
licensing-machine = Gerät
licensing-machines = Geräte
licensing-machines-all = Alle Geräte dieser Lizenz
licensing-machines-choose = Wählen Sie ein Gerät.
licensing-machines-none = Noch läuft sie auf keinem Gerät.
licensing-machine-edit = { $name } bearbeiten
licensing-machine-release = Freigeben
licensing-machine-release-title = { $name } freigeben
licensing-machine-release-text = Der Platz der Lizenz { $licence } wird frei. Das Programm auf diesem Gerät muss sich neu anmelden, sofern noch ein Platz frei ist.
licensing-did-release = { $name } ist freigegeben.
licensing-heartbeat-not-started = Ohne Lebenszeichen
licensing-heartbeat-alive = Lebt
licensing-heartbeat-dead = Tot
licensing-heartbeat-resurrected = Wieder da
licensing-beat-not-started = Dieses Gerät hat noch kein Lebenszeichen gesendet und wird nicht überwacht.
licensing-beat-alive = Letztes Lebenszeichen: { $at }
licensing-beat-dead = Gilt als tot seit { $at }: Es kam kein Lebenszeichen mehr.
licensing-beat-resurrected = War tot und ist wieder da seit { $at }.
licensing-components = Bauteile
licensing-components-none = Keine Bauteile bekannt.
licensing-processes = Prozesse
licensing-processes-none = Keine Prozesse laufen.
licensing-field-fingerprint = Fingerabdruck
licensing-field-heartbeat = Lebenszeichen
licensing-field-last-beat = Letztes Lebenszeichen
licensing-machines-activated = angemeldet
licensing-field-activated = Angemeldet
licensing-field-hostname = Rechnername
licensing-field-platform = System
licensing-field-ip = IP-Adresse
licensing-field-cores = Kerne
licensing-field-memory = Speicher
licensing-field-disk = Platte
licensing-field-pid = Prozessnummer

## validation

## entries of the catalogue

licensing-edit = Bearbeiten
licensing-edit-title = { $name } bearbeiten
licensing-save = Speichern
licensing-saved = Gespeichert.
licensing-cancel = Abbrechen
licensing-back = Zurück
licensing-remove = Löschen
licensing-remove-title = { $name } löschen?
licensing-remove-final = Das lässt sich nicht rückgängig machen.
licensing-remove-blocked = Ansehen, was davon abhängt
licensing-remove-do = Endgültig löschen
licensing-removed = { $name } wurde gelöscht.
licensing-facts = Angaben
licensing-history = Verlauf
licensing-id = Kennung
licensing-yes = ja
licensing-live = keine: echter Betrieb
licensing-choice-none = keine
licensing-for-ever = unbegrenzt gültig
licensing-show-all = Alle zeigen
licensing-nothing-found = Nichts passt zu dieser Suche.
licensing-entry-created = hat den Eintrag angelegt
licensing-entry-changed = hat geändert: { $fields }
licensing-entry-banned = hat den Benutzer gesperrt
licensing-entry-unbanned = hat die Sperre aufgehoben
licensing-entry-attached = hat Funktionen hinzugefügt
licensing-entry-detached = hat Funktionen entfernt
licensing-entry-pool-filled = hat Schlüssel in den Vorrat gelegt
licensing-entry-pool-popped = hat einen Schlüssel aus dem Vorrat genommen
licensing-refused-missing = Bitte füllen Sie dieses Feld aus.
licensing-refused-text = Hier muss Text stehen.
licensing-refused-long = Höchstens { $most } Zeichen sind möglich.
licensing-refused-control = Der Text enthält Steuerzeichen, die nicht gespeichert werden können.
licensing-refused-number = Bitte geben Sie eine ganze Zahl ein.
licensing-refused-span = Bitte geben Sie eine Zeitspanne wie 10 min oder 2 h ein; mindestens { $least }.
licensing-refused-span-days = Bitte geben Sie eine Zeitspanne wie 365 d ein; mindestens { $least }.
licensing-refused-flag = Hier ist nur ja oder nein möglich.
licensing-refused-small = Der kleinste mögliche Wert ist { $least }.
licensing-refused-great = Der größte mögliche Wert ist { $most }.
licensing-refused-short = Die kürzeste mögliche Spanne ist { $least }.
licensing-refused-word = Bitte wählen Sie einen der angebotenen Werte.
licensing-refused-taken = Das ist bereits vergeben.
licensing-refused-code = Möglich sind Buchstaben ohne Umlaute, Ziffern, Punkt, Bindestrich und Unterstrich.
licensing-refused-address = Das ist keine Webadresse wie https://example.org.
licensing-refused-email = Das ist keine E-Mail-Adresse.
licensing-refused-json = Das ist kein gültiges JSON.
licensing-refused-unknown = Diesen Eintrag gibt es nicht.
licensing-refused-environment = Dieser Eintrag gehört zu einer anderen Umgebung.
licensing-refused-fixed = Das lässt sich nachträglich nicht ändern.
licensing-refused-full = Die Gruppe ist voll: Sie darf höchstens { $most } haben.
licensing-in-use-policies = Richtlinien, die noch zu diesem Produkt gehören: { $n }. Löschen Sie zuerst diese.
licensing-in-use-licences = Lizenzen, die noch daran hängen: { $n }. Löschen oder verschieben Sie zuerst diese.
licensing-in-use-entries = Einträge, die noch zu dieser Umgebung gehören: { $n }. Löschen Sie zuerst diese.
licensing-field-code = Code
licensing-field-url = Webadresse
licensing-field-distribution-strategy = Verteilung
licensing-field-platforms = Plattformen
licensing-field-email = E-Mail-Adresse
licensing-field-first-name = Vorname
licensing-field-last-name = Nachname
licensing-field-isolation-strategy = Trennung
licensing-field-max-licenses = Höchstens Lizenzen
licensing-field-duration = Laufzeit
licensing-field-strict = Streng prüfen
licensing-field-floating = Mehrere Geräte (Floating)
licensing-field-use-pool = Schlüssel aus einem Vorrat
licensing-field-max-machines = Höchstens Geräte
licensing-field-max-processes = Höchstens Prozesse
licensing-field-max-users = Höchstens Benutzer
licensing-field-max-cores = Höchstens Prozessorkerne
licensing-field-max-memory = Höchstens Arbeitsspeicher (Byte)
licensing-field-max-disk = Höchstens Festplatte (Byte)
licensing-field-max-uses = Höchstens Nutzungen
licensing-field-machine-uniqueness-strategy = Ein Gerät ist einmalig
licensing-field-machine-matching-strategy = Von mehreren Geräten müssen passen
licensing-field-component-uniqueness-strategy = Ein Bauteil ist einmalig
licensing-field-component-matching-strategy = Von mehreren Bauteilen müssen passen
licensing-field-expiration-strategy = Nach dem Ablauf
licensing-field-expiration-basis = Die Laufzeit beginnt
licensing-field-renewal-basis = Eine Verlängerung zählt
licensing-field-transfer-strategy = Beim Wechsel der Richtlinie
licensing-field-authentication-strategy = Programme melden sich an
licensing-field-machine-leasing-strategy = Geräte werden gezählt
licensing-field-process-leasing-strategy = Prozesse werden gezählt
licensing-field-overage-strategy = Überschreitung der Grenzen
licensing-field-scheme = Signatur der Schlüssel
licensing-field-encrypted = Verschlüsselt (veraltet)
licensing-field-require-product-scope = Produkt
licensing-field-require-policy-scope = Richtlinie
licensing-field-require-machine-scope = Gerät
licensing-field-require-fingerprint-scope = Fingerabdruck
licensing-field-require-components-scope = Bauteile
licensing-field-require-user-scope = Benutzer
licensing-field-require-checksum-scope = Prüfsumme
licensing-field-require-version-scope = Version
licensing-field-require-environment-scope = Umgebung
licensing-field-require-check-in = Regelmäßige Meldung verlangen
licensing-field-check-in-interval = Zeitraum
licensing-field-check-in-interval-count = Anzahl der Zeiträume
licensing-field-heartbeat-duration = Fenster
licensing-field-heartbeat-cull-strategy = Ausgefallene Geräte
licensing-field-heartbeat-resurrection-strategy = Wiederkehr ausgefallener Geräte
licensing-field-heartbeat-basis = Überwacht wird
licensing-field-require-heartbeat = Heartbeat verlangen
licensing-hint-product-code = Kurzname, mit dem Programme das Produkt ansprechen, zum Beispiel backup-pro.
licensing-hint-product-distribution-strategy = Wer die Releases dieses Produkts laden darf.
licensing-hint-product-platforms = Eine je Zeile, zum Beispiel Windows.
licensing-hint-product-metadata = Beliebiges JSON-Objekt, das Ihre Programme mitgeliefert bekommen.
licensing-hint-entitlement-code = Danach fragen Programme, zum Beispiel EXPORT_PDF.
licensing-hint-licence_environment-code = So nennen Programme die Umgebung. Lizenzen der Umgebung test gelten überall als Testlizenzen.
licensing-hint-licence_environment-isolation-strategy = Ob die Umgebung auch sieht, was zu keiner gehört.
licensing-hint-licence_user-email = Daran erkennen Sie und Ihre Programme den Benutzer. Er kann sich damit nicht bei Kontor anmelden.

## products

licensing-products = Produkte
licensing-products-about = Was Sie lizenzieren. Jede Lizenz gehört über ihre Richtlinie zu einem Produkt.
licensing-product-new = Neues Produkt
licensing-products-none = Es gibt noch kein Produkt. Legen Sie zuerst eines an, dann seine Richtlinien.
licensing-product-removal = Mit dem Produkt gehen seine Token. Gelöscht werden kann es nur, wenn es keine Richtlinien mehr hat.

## policies

licensing-hint-policy-scheme = Signierte Schlüssel lassen sich auch ohne Verbindung prüfen. Ohne Signatur ist der Schlüssel eine Zufallszahl. Die Signatur lässt sich nicht mehr ändern, sobald es Lizenzen gibt.
licensing-hint-policy-use-pool = Jede neue Lizenz nimmt einen Schlüssel, den Sie vorher in den Vorrat gelegt haben. Nicht zusammen mit einer Signatur.
licensing-hint-policy-encrypted = Nur für alte Programme, die danach fragen. Neue brauchen es nicht.
licensing-hint-policy-protected = Lizenzen legen nur Sie an, nicht die Benutzer selbst.
licensing-hint-policy-authentication-strategy = Womit sich das Programm Ihrer Kunden ausweist. Für Bibliotheken, die nur den Lizenzschlüssel kennen, wählen Sie den Lizenzschlüssel oder beides.
licensing-hint-policy-duration = Zum Beispiel 365 d oder 36 h, oder Sekunden; mindestens ein Tag. Leer: unbegrenzt.
licensing-hint-policy-expiration-strategy = Was eine abgelaufene Lizenz noch darf.
licensing-hint-policy-expiration-basis = Ab wann die Laufzeit gezählt wird.
licensing-hint-policy-renewal-basis = Ab wann eine Verlängerung gerechnet wird.
licensing-hint-policy-transfer-strategy = Was mit dem Ablauf geschieht, wenn eine Lizenz unter diese Richtlinie kommt.
licensing-hint-policy-floating = Ohne dies ist die Lizenz an genau ein Gerät gebunden.
licensing-hint-policy-strict = Eine Lizenz gilt nur, solange alle Grenzen eingehalten sind und mindestens ein Gerät aktiviert ist.
licensing-hint-policy-max-machines = Leer: beliebig viele. Ohne mehrere Geräte ist nur 1 möglich.
licensing-hint-policy-max-processes = Leer: beliebig viele.
licensing-hint-policy-max-uses = Wie oft das Programm eine Nutzung zählen darf. Leer: beliebig oft.
licensing-hint-policy-overage-strategy = Wie weit die Grenzen überschritten werden dürfen, bevor etwas abgelehnt wird.
licensing-hint-policy-machine-leasing-strategy = Ob die Grenze der Geräte für die ganze Lizenz gilt oder je Benutzer.
licensing-hint-policy-process-leasing-strategy = Ob die Grenze der Prozesse je Gerät, je Lizenz oder je Benutzer gilt.
licensing-hint-policy-machine-uniqueness-strategy = Innerhalb welcher Grenze ein Fingerabdruck nur einmal vorkommen darf.
licensing-hint-policy-machine-matching-strategy = Wenn ein Programm mehrere Fingerabdrücke nennt.
licensing-hint-policy-component-matching-strategy = Wenn ein Programm mehrere Bauteile nennt. Die meisten lässt einzelne Teile wechseln.
licensing-hint-policy-require-heartbeat = Ein Gerät muss sich regelmäßig melden, sonst ist seine Lizenz darauf nicht gültig.
licensing-hint-policy-heartbeat-duration = So lange darf ein Gerät schweigen, zum Beispiel 10 min; mindestens 1 min. Leer: 10 min. Für übliche Bibliotheken nicht unter 2 min.
licensing-hint-policy-heartbeat-basis = Jedes Gerät, das sich je gemeldet hat, wird von da an überwacht, auch wenn kein Heartbeat verlangt ist.
licensing-hint-policy-heartbeat-cull-strategy = Was mit einem Gerät geschieht, das sich nicht mehr meldet. Beim Freigeben verschwindet es aus der Lizenz.
licensing-hint-policy-heartbeat-resurrection-strategy = Wie lange ein ausgefallenes Gerät zurückkommen darf. Nur möglich, wenn ausgefallene Geräte bleiben.
licensing-hint-policy-require-check-in = Die Lizenz muss sich in diesem Abstand melden, sonst gilt sie als überfällig.
licensing-hint-policy-check-in-interval-count = 1 bis 365. Zum Beispiel 2 und Woche: alle zwei Wochen.
licensing-policies = Richtlinien
licensing-policies-about = Was Lizenzen einer Art gemeinsam haben: Laufzeit, Grenzen und Regeln.
licensing-policy-new = Neue Richtlinie
licensing-policies-none = Es gibt noch keine Richtlinie. Jede Lizenz braucht eine.
licensing-policy-removal = Mit der Richtlinie gehen die Schlüssel in ihrem Vorrat. Gelöscht werden kann sie nur, wenn keine Lizenz mehr unter ihr steht.
licensing-policy-seats = { $n ->
    [one] 1 Gerät
   *[other] { $n } Geräte
}
licensing-policy-seats-any = beliebig viele Geräte
licensing-policy-no-entitlements = Lizenzen dieser Richtlinie haben von sich aus keine Funktionen.
licensing-policy-attach-which = Weitere Funktion
licensing-policy-attach = Funktion hinzufügen
licensing-policy-detach = { $name } entfernen
licensing-policy-node-locked = Ohne mehrere Geräte (Floating) ist nur 1 Gerät möglich.
licensing-policy-no-revival = Jederzeit zurückkommen können nur Geräte, die nach dem Ausfall bleiben. Wählen Sie dafür, dass ausgefallene Geräte bleiben, oder eine Frist, in der sie zurückkommen.
licensing-policy-no-interval = Wählen Sie den Zeitraum, in dem sich die Lizenz melden muss.
licensing-policy-no-interval-count = Geben Sie eine Zahl von 1 bis 365 ein.
licensing-policy-pool-with-scheme = Schlüssel aus einem Vorrat können nicht signiert werden. Wählen Sie eines von beiden.
licensing-policy-scheme-in-use = Es gibt schon Lizenzen, deren Schlüssel so signiert sind. Legen Sie für eine andere Signatur eine neue Richtlinie an.
licensing-section-keys = Schlüssel und Zugang
licensing-section-keys-about = Wie Schlüssel entstehen, und womit sich Programme ausweisen.
licensing-section-time = Laufzeit
licensing-section-time-about = Wie lange eine Lizenz gilt und was danach geschieht.
licensing-section-limits = Grenzen
licensing-section-limits-about = Wie viel eine Lizenz erlaubt. Leer heißt: keine Grenze.
licensing-section-fingerprints = Fingerabdrücke
licensing-section-fingerprints-about = Wann zwei Geräte oder Bauteile dasselbe sind.
licensing-section-heartbeat = Heartbeat
licensing-section-heartbeat-about = Lebenszeichen, an denen Kontor erkennt, ob ein Gerät noch läuft. Jedes Gerät, das sich je gemeldet hat, wird von da an überwacht.
licensing-section-check-in = Regelmäßige Meldung
licensing-section-check-in-about = Ob sich die Lizenz in einem festen Abstand melden muss.
licensing-section-scopes = Pflichtangaben bei der Prüfung
licensing-section-scopes-about = Fehlt eine davon, ist die Prüfung ungültig.
licensing-section-nothing = Nichts davon ist gesetzt.
licensing-pool = Vorrat
licensing-pool-title = Vorrat von { $name }
licensing-pool-about = Neue Lizenzen dieser Richtlinie nehmen den ältesten Schlüssel, der hier wartet.
licensing-pool-waiting = { $n ->
    [one] 1 Schlüssel wartet
   *[other] { $n } Schlüssel warten
}
licensing-pool-keys = Weitere Schlüssel
licensing-pool-hint = Einer je Zeile, mindestens 6 Zeichen, höchstens 1.000 auf einmal.
licensing-pool-add = In den Vorrat legen
licensing-pool-none = Diese Richtlinie hat keinen Vorrat.
licensing-pool-empty = Der Vorrat ist leer.
licensing-pool-many = Höchstens { $most } Schlüssel sind auf einmal möglich.
licensing-pool-key = Ein Schlüssel hat mindestens 6 Zeichen und keine Steuerzeichen.
licensing-pool-taken = Einen dieser Schlüssel gibt es schon.

## entitlements

licensing-entitlements = Funktionen
licensing-entitlements-about = Was eine Lizenz freischaltet. Sie kommen von der Richtlinie oder gelten für eine Lizenz allein.
licensing-entitlement-new = Neue Funktion
licensing-entitlements-none = Es gibt noch keine Funktion.
licensing-entitlement-removal = Alle Richtlinien und Lizenzen, die die Funktion haben, verlieren sie sofort.

## environments

licensing-environments = Umgebungen
licensing-environments-about = Eigene Welten zum Ausprobieren, deren Einträge den echten nie begegnen.
licensing-environment-new = Neue Umgebung
licensing-environments-none = Es gibt noch keine Umgebung. Mit dem Code test werden ihre Lizenzen als Testlizenzen gezeigt.
licensing-environment-removal = Mit der Umgebung gehen ihre Token. Gelöscht werden kann sie nur, wenn nichts mehr zu ihr gehört.
licensing-environment-test = Testlizenzen

## groups

licensing-groups = Gruppen
licensing-groups-about = Lizenzen, Geräte und Benutzer, die zusammengehören und gemeinsame Grenzen haben.
licensing-group-new = Neue Gruppe
licensing-groups-none = Es gibt noch keine Gruppe.
licensing-group-removal = Lizenzen, Geräte und Benutzer der Gruppe bleiben und gehören dann zu keiner.

## users of licences

licensing-users = Benutzer
licensing-users-about = Wer Ihre Lizenzen benutzt. Diese Benutzer melden sich nicht bei Kontor an.
licensing-user-new = Neuer Benutzer
licensing-users-none = Es gibt noch keinen Benutzer. Meist legen Ihre Programme sie an.
licensing-user-removal = Der Benutzer verliert den Zugang zu fremden Lizenzen, und seine Token gehen mit. Gelöscht werden kann er nur, wenn ihm keine Lizenz gehört.
licensing-user-banned = gesperrt
licensing-user-ban = Sperren
licensing-user-unban = Sperre aufheben

## account, key pairs and tokens

licensing-account = Lizenzserver
licensing-account-text = Wo lizenzierte Programme ihn finden, mit welchen Schlüsseln sie seine Antworten prüfen, und die Token Ihrer eigenen Programme
licensing-account-admin = Verwaltung
licensing-account-none = Noch hat kein Programm gefragt. Das Konto bekommt seine Kennung und sein erstes Schlüsselpaar, sobald das erste fragt, oder jetzt.
licensing-account-open = Lizenzserver einrichten
licensing-account-opened = Der Lizenzserver hat sein Konto und sein erstes Schlüsselpaar.
licensing-account-id = Kennung des Kontos
licensing-account-slug = Name in Adressen
licensing-account-address = Adresse für Programme
licensing-account-address-named = Adresse mit dem Konto
licensing-account-since = Eingerichtet am
licensing-account-copy = Kopieren
licensing-account-examples = So fragt ein Programm
licensing-account-examples-text = Setzen Sie statt KEY den Schlüssel einer Lizenz ein. Ob Programme sich damit ausweisen dürfen, sagt die Richtlinie der Lizenz.
licensing-account-example-curl = Einen Schlüssel mit curl prüfen
licensing-account-example-rust = keygen-rs
licensing-account-example-go = keygen-go
licensing-pair-ed25519 = Ed25519-Schlüssel
licensing-pair-ed25519-text = Unterschreibt jede Antwort, und Schlüssel und Dateien, sofern eine Richtlinie nichts anderes sagt. Bauen Sie ihn in Ihr Programm ein.
licensing-pair-ecdsa = ECDSA-Schlüssel (P-256)
licensing-pair-ecdsa-text = Für Programme, die mit ecdsa-p256 unterschriebene Antworten verlangen, und für Richtlinien mit diesem Verfahren.
licensing-pair-rsa = RSA-Schlüssel (2048 Bit)
licensing-pair-rsa-text = Für Programme, die mit RSA unterschriebene Antworten verlangen, und für Richtlinien mit einem solchen Verfahren.
licensing-pair-hex = Hexadezimal
licensing-pair-base64 = Base64
licensing-pair-pem = PEM
licensing-pair-make = Diesen Schlüssel jetzt erzeugen
licensing-pair-made = Das Schlüsselpaar ist erzeugt.
licensing-bearer-admin = Administrator
licensing-bearer-environment = Umgebung
licensing-bearer-product = Produkt
licensing-bearer-user = Benutzer
licensing-bearer-licence = Lizenz
licensing-bearer-developer = Entwicklung
licensing-bearer-sales = Vertrieb
licensing-bearer-support = Support
licensing-bearer-read-only = Nur lesen
licensing-token = Token
licensing-tokens = Token
licensing-tokens-text = Womit sich Programme beim Lizenzserver ausweisen: wem sie gehören, was sie dürfen, wann sie zuletzt benutzt wurden
licensing-tokens-empty = Es gibt noch kein Token.
licensing-tokens-none = Kein Token passt.
licensing-tokens-all = Alle Token zeigen
licensing-tokens-older = Ältere Token
licensing-token-new = Neues Token
licensing-token-new-text = Das Token wird einmal gezeigt. Geben Sie es nur einem Programm, damit Sie es einzeln widerrufen können, und bauen Sie nie eines in ein Programm ein, das Sie weitergeben.
licensing-token-create = Token erzeugen
licensing-token-cancel = Abbrechen
licensing-token-name = Wofür ist es?
licensing-token-name-hint = Zum Beispiel: Shop, Build-Server
licensing-token-name-blank = Sagen Sie, wofür das Token ist, damit Sie es wiedererkennen.
licensing-token-name-unfit = Ein Name hat höchstens { $max } Zeichen und keine Steuerzeichen.
licensing-token-unnamed = Ohne Namen
licensing-token-bearer = Inhaber
licensing-token-bearer-hint = Das Token eines Produkts erreicht nur dieses Produkt und seine Lizenzen, das einer Umgebung nur diese Umgebung. Token von Benutzern und Lizenzen werden über die Schnittstelle erzeugt.
licensing-token-owner-missing = Wählen Sie, wem das Token gehören soll: Diesen Inhaber gibt es nicht.
licensing-token-days = Wie viele Tage gültig?
licensing-token-days-hint = Leer: ohne Ende.
licensing-token-expiry-past = Das Ende muss in der Zukunft liegen: eine ganze Zahl von Tagen von 1 bis 36500, oder nichts.
licensing-token-fewer = Nur einzelne Berechtigungen
licensing-token-fewer-text = Ohne Haken darf das Token alles, was sein Inhaber darf. Was der Inhaber nicht darf, kann ihm niemand geben.
licensing-token-permissions = Berechtigungen
licensing-token-permission-not-allowed = Dieser Inhaber kann die Berechtigung { $name } nicht haben.
licensing-token-permissions-blank = Ein Token, das nichts darf, nützt nichts.
licensing-token-count-unfit = Die Zahl muss mindestens 1 sein.
licensing-token-count-not-supported = Nur Token von Lizenzen zählen, was sie aktivieren.
licensing-token-activations-spent = Dieses Token hat so viele Geräte aktiviert, wie es darf.
licensing-token-deactivations-spent = Dieses Token hat so viele Geräte deaktiviert, wie es darf.
licensing-token-may-all = alle des Inhabers
licensing-token-may-some = { $n ->
    [one] eine Berechtigung
   *[other] { $n } Berechtigungen
}
licensing-token-last = Zuletzt benutzt
licensing-token-unused = nie
licensing-token-end = Gültig bis
licensing-token-endless = ohne Ende
licensing-token-expired = abgelaufen
licensing-token-made = Erzeugt am
licensing-token-maker = Erzeugt von
licensing-token-activations = Aktivierte Geräte
licensing-token-deactivations = Deaktivierte Geräte
licensing-token-made-text = Das Token ist erzeugt. Ab jetzt öffnet es den Lizenzserver.
licensing-token-once = Kopieren Sie das Token jetzt: Niemand kann es noch einmal zeigen, auch wir kennen es nicht.
licensing-token-copy = Token kopieren
licensing-token-use = So wird es gesendet
licensing-token-done = Fertig
licensing-token-renew = Neu erzeugen
licensing-token-renew-text = Das Token bekommt ein anderes Geheimnis, das einmal gezeigt wird, und gilt noch einmal so lange. Das jetzige öffnet von da an nichts mehr.
licensing-token-revoke = Widerrufen
licensing-token-revoke-text = Programme, die sich mit diesem Token ausweisen, werden sofort abgewiesen. Das lässt sich nicht rückgängig machen.
licensing-token-revoke-sure = Token endgültig widerrufen
licensing-token-revoked = Das Token öffnet nichts mehr.

## releases and artifacts

licensing-releases = Releases
licensing-releases-text = Versionen Ihrer Produkte, ihre Dateien und wer sie bekommt.
licensing-releases-none = Noch kein Release. Legen Sie eines an und laden Sie seine Dateien hoch.
licensing-releases-not-found = Kein Release passt zu diesem Filter.
licensing-releases-all = Alle
licensing-releases-filter = Releases filtern
licensing-release-new = Neues Release
licensing-release-edit = Bearbeiten
licensing-release-edit-title = { $name } bearbeiten
licensing-release-save = Speichern
licensing-release-saved = Gespeichert.
licensing-release-cancel = Abbrechen
licensing-release-publish = Veröffentlichen
licensing-release-was-published = Das Release ist veröffentlicht.
licensing-release-yank = Zurückziehen
licensing-release-yank-title = { $name } zurückziehen?
licensing-release-yank-text = Niemandem wird dieses Release mehr angeboten, und seine Dateien bekommt niemand mehr. Es kann nicht wieder veröffentlicht werden.
licensing-release-was-yanked = Das Release ist zurückgezogen.
licensing-release-remove = Löschen
licensing-release-remove-title = { $name } löschen?
licensing-release-remove-text =
    { $files ->
        [0] Das Release wird endgültig gelöscht.
        [one] Das Release und seine Datei werden endgültig gelöscht.
       *[other] Das Release und seine { $files } Dateien werden endgültig gelöscht.
    } Das lässt sich nicht rückgängig machen.
licensing-release-remove-do = Endgültig löschen
licensing-release-was-removed = Das Release wurde gelöscht.
licensing-release-draft = Entwurf
licensing-release-published = Veröffentlicht
licensing-release-yanked = Zurückgezogen
licensing-release-product = Produkt
licensing-release-version = Version
licensing-release-version-hint = Nach semver.org, etwa 1.2.3 oder 1.2.3-beta.1. Später nicht mehr zu ändern.
licensing-release-channel = Kanal
licensing-release-channel-usual = Wie die Version sagt
licensing-release-channel-stable = Stabil
licensing-release-channel-rc = Release-Kandidat
licensing-release-channel-beta = Beta
licensing-release-channel-alpha = Alpha
licensing-release-channel-dev = Entwicklung
licensing-release-tag = Tag
licensing-release-tag-hint = Ein weiterer Name, unter dem Programme das Release finden, etwa lts.
licensing-release-name = Name
licensing-release-notes = Was ist neu
licensing-release-metadata = Metadaten
licensing-release-least = Mindestversion
licensing-release-least-text = Programme mit älteren Versionen müssen aktualisiert werden.
licensing-release-backdated = Rückdatiert auf
licensing-release-backdated-hint = Lizenzen, die danach abgelaufen sind, bekommen das Release noch.
licensing-release-published-at = Veröffentlicht am
licensing-release-yanked-at = Zurückgezogen am
licensing-release-files = Dateien
licensing-release-requires = Erforderliche Funktionen
licensing-release-requires-none = Keine: Jede Lizenz des Produkts bekommt dieses Release.
licensing-release-feature = Funktion
licensing-release-require = Funktion verlangen
licensing-release-require-less = Nicht mehr verlangen
licensing-release-history = Verlauf
licensing-release-happened-created = hat das Release angelegt
licensing-release-happened-changed = hat geändert: { $fields }
licensing-release-happened-published = hat das Release veröffentlicht
licensing-release-happened-yanked = hat das Release zurückgezogen
licensing-release-version-missing = Eine Version ist nötig.
licensing-release-version-invalid = Das ist keine Version wie 1.2.3 oder 1.2.3-beta.1.
licensing-release-version-taken = Diese Version gibt es schon.
licensing-release-channel-unknown = Diesen Kanal gibt es nicht.
licensing-release-channel-other = Kanal und Version passen nicht zusammen: Stabile Versionen haben keinen Zusatz, die anderen haben einen.
licensing-release-tag-taken = Diesen Tag hat schon ein anderes Release.
licensing-release-tag-invalid = Ein Tag besteht aus Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen und ist keine Version.
licensing-release-name-long = Der Name ist zu lang (höchstens 200 Zeichen).
licensing-release-description-long = Der Text ist zu lang (höchstens 20 000 Zeichen).
licensing-release-control = Steuerzeichen können nicht gespeichert werden.
licensing-release-backdated-invalid = Das ist kein Tag.
licensing-release-product-unknown = Dieses Produkt gibt es nicht.
licensing-release-entitlement-unknown = Diese Funktion gibt es nicht.
licensing-release-is-yanked = Das Release wurde zurückgezogen und kann nicht wieder veröffentlicht werden.
licensing-artifacts-none = Noch keine Datei.
licensing-artifact-head-name = Datei
licensing-artifact-head-platform = Plattform
licensing-artifact-head-size = Größe
licensing-artifact-head-sum = SHA-256
licensing-artifact-head-state = Stand
licensing-artifact-waiting = Erwartet
licensing-artifact-uploaded = Vorhanden
licensing-artifact-failed = Fehlgeschlagen
licensing-artifact-yanked = Zurückgezogen
licensing-artifact-yank = Datei zurückziehen
licensing-artifact-remove = Datei löschen
licensing-artifact-was-added = Die Datei ist hochgeladen.
licensing-artifact-was-yanked = Die Datei ist zurückgezogen.
licensing-artifact-was-removed = Die Datei wurde gelöscht.
licensing-artifact-add = Datei hochladen
licensing-artifact-file = Datei
licensing-artifact-file-hint = Hier höchstens { $most }; größere Dateien laden Programme über die API hoch.
licensing-artifact-platform = Plattform
licensing-artifact-platform-hint = Wie Ihr Programm sie nennt: linux, darwin, windows.
licensing-artifact-arch = Architektur
licensing-artifact-arch-hint = Etwa x86_64 oder arm64; leer für alle.
licensing-artifact-signature = Signatur
licensing-artifact-signature-hint = Ihre eigene, etwa die von Tauri; sie wird mit der Datei weitergegeben.
licensing-artifact-filename-missing = Ein Dateiname ist nötig.
licensing-artifact-filename-invalid = Das ist kein einfacher Dateiname.
licensing-artifact-filename-taken = Eine Datei dieses Namens hat das Release schon.
licensing-artifact-word-long = Das ist zu lang (höchstens 50 Zeichen).
licensing-artifact-filesize-invalid = Die Größe darf nicht negativ sein.
licensing-artifact-checksum-invalid = Die Prüfsumme muss einfacher Text sein (höchstens 200 Zeichen).
licensing-artifact-signature-invalid = Die Signatur muss einfacher Text sein (höchstens 4 000 Zeichen).
licensing-artifact-release-unknown = Dieses Release gibt es nicht.
licensing-artifact-is-uploaded = Diese Datei ist schon hochgeladen.
licensing-artifact-is-yanked = Diese Datei wurde zurückgezogen.
licensing-artifact-size-differs = Die Datei hat eine andere Größe als angekündigt.
licensing-artifact-checksum-differs = Die Datei hat eine andere Prüfsumme als angekündigt.
licensing-artifact-file-missing = Eine Datei ist nötig.
licensing-artifact-file-large = Die Datei ist größer als { $most }; mehr nimmt dieses Formular nicht an. Laden Sie sie über die API hoch, die größere annimmt.
licensing-artifact-broken-off = Die Datei ist unterwegs abgebrochen.
licensing-artifact-infected = Der Virenscanner hat in der Datei etwas gefunden.

## webhooks

licensing-webhooks = Webhooks
licensing-webhooks-text = Adressen Ihrer eigenen Programme, denen der Lizenzserver meldet, was geschieht. Jede Meldung ist signiert wie jede Antwort der Schnittstelle.
licensing-webhooks-none = Noch wird niemandem etwas gemeldet.
licensing-webhook-new = Webhook hinzufügen
licensing-webhook-add = Hinzufügen
licensing-webhook-save = Speichern
licensing-webhook-saved = Der Webhook ist gespeichert.
licensing-webhook-on = Eingeschaltet
licensing-webhook-off = Ausgeschaltet
licensing-webhook-enabled = Eingeschaltet
licensing-webhook-all = Alle Ereignisse
licensing-webhook-some =
    { $count ->
        [one] Ein Ereignis
       *[other] { $count } Ereignisse
    }
licensing-webhook-url = Adresse
licensing-webhook-subscriptions = Ereignisse
licensing-webhook-subscriptions-hint = Ein Name je Zeile, etwa license.created. Leer für alle.
licensing-webhook-events = Diese Ereignisse gibt es
licensing-webhook-algorithm = Signatur
licensing-webhook-test = Probemeldung senden
licensing-webhook-tested = Eine Probemeldung ist unterwegs.
licensing-webhook-retried = Die Meldung wird noch einmal gesendet.
licensing-webhook-trouble = Der Empfänger hat sich abgemeldet ({ $why }). Deshalb wurde der Webhook ausgeschaltet.
licensing-webhook-stale = Jemand anderes hat den Webhook inzwischen geändert. Sehen Sie nach, bevor Sie noch einmal speichern.
licensing-webhook-remove = Webhook löschen
licensing-webhook-remove-text = Mit dem Webhook verschwindet auch die Liste seiner Meldungen.
licensing-webhook-removed = Der Webhook ist gelöscht.
licensing-webhook-url-unfit = Geben Sie eine Adresse an, die mit https:// oder http:// beginnt.
licensing-webhook-url-long = Die Adresse darf höchstens 1000 Zeichen haben.
licensing-webhook-event-unknown = Ein Ereignis „{ $name }“ gibt es nicht.
licensing-webhook-algorithm-unknown = Diese Art der Signatur gibt es nicht.
licensing-webhook-delivered-already = Diese Meldung ist gerade unterwegs.
licensing-deliveries = Meldungen
licensing-deliveries-none = Noch wurde nichts gemeldet.
licensing-deliveries-older = Ältere Meldungen
licensing-delivery-event = Ereignis
licensing-delivery-status = Stand
licensing-delivery-tries = Versuche
licensing-delivery-next = Nächster Versuch:
licensing-delivery-retry = Noch einmal senden
licensing-delivery-delivering = Unterwegs
licensing-delivery-delivered = Angekommen
licensing-delivery-failing = Wird wiederholt
licensing-delivery-failed = Gescheitert

## hardware

## usage and meters

## resources

licensing-resources = Ressourcen
licensing-resources-text = Domains, Adressen und Rufnummern, die Lizenzen zugeteilt werden. Was zurückkommt, bleibt 30 Tage in Quarantäne, bevor es jemand anderes erhält.
licensing-resources-none = Der Vorrat ist leer. Tragen Sie unten Werte ein, einen je Zeile.
licensing-resources-not-found = Keine Ressource passt zu dieser Auswahl.
licensing-resources-all = Alle
licensing-resources-filter = Ressourcen auswählen
licensing-resources-counts = { $taken } vergeben, { $apart } in Quarantäne
licensing-resources-add = Ressourcen hinzufügen
licensing-resources-add-button = Hinzufügen
licensing-resources-added =
    { $added ->
        [0] Nichts hinzugefügt
        [one] Eine Ressource hinzugefügt
       *[other] { $added } Ressourcen hinzugefügt
    }{ $known ->
        [0] .
        [one] ; eine war schon da.
       *[other] ; { $known } waren schon da.
    }
licensing-resources-given =
    { $count ->
        [one] Eine Ressource zugeteilt.
       *[other] { $count } Ressourcen zugeteilt.
    }
licensing-resources-of = Ressourcen von { $licence }
licensing-resources-of-none = Diese Lizenz hat keine Ressourcen.
licensing-resources-give = Freie Ressourcen zuteilen
licensing-resources-give-button = Zuteilen
licensing-resource-kind = Art
licensing-resource-kind-domain = Domains
licensing-resource-kind-address = IP-Adressen
licensing-resource-kind-phone = Rufnummern
licensing-resource-one-domain = Domain
licensing-resource-one-address = IP-Adresse
licensing-resource-one-phone = Rufnummer
licensing-resource-free = Frei
licensing-resource-taken = Vergeben
licensing-resource-apart = In Quarantäne
licensing-resource-pool = Vorrat
licensing-resource-pool-test = Für Testlizenzen
licensing-resource-pool-live = Für echte Lizenzen
licensing-resource-until = Bis
licensing-resource-since = Seit
licensing-resource-holder = Lizenz
licensing-resource-reason = Grund
licensing-resource-values = Werte
licensing-resource-values-hint = Ein Wert je Zeile. Rufnummern mit Landesvorwahl: +49 89 123456.
licensing-resource-for-test = Nur für Testlizenzen
licensing-resource-count = Anzahl
licensing-resource-give = Einer Lizenz zuteilen
licensing-resource-licence-id = Kennung der Lizenz
licensing-resource-licence-hint = Sie steht in der Adresse der Lizenz und auf ihrer Seite.
licensing-resource-release = Freigeben
licensing-resource-release-text = Nach der Freigabe bleibt der Wert 30 Tage in Quarantäne.
licensing-resource-return = Quarantäne beenden
licensing-resource-quarantine = In Quarantäne nehmen
licensing-resource-quarantine-button = In Quarantäne nehmen
licensing-resource-days-label = Für so viele Tage
licensing-resource-remove = Aus dem Vorrat entfernen
licensing-resource-removed = Die Ressource ist nicht mehr im Vorrat.
licensing-resource-done = { $value } ist geändert.
licensing-resource-unfit = „{ $text }“ passt nicht zu dieser Art.
licensing-resource-nothing = Geben Sie mindestens einen Wert an.
licensing-resource-many = Höchstens 10.000 auf einmal.
licensing-resource-few = So viele dieser Art sind nicht frei, sondern nur: { $free }. Es wurde nichts zugeteilt. Verlangen Sie weniger oder füllen Sie zuerst den Vorrat.
licensing-resource-none-free = Von dieser Art ist nichts frei. Füllen Sie zuerst den Vorrat.
licensing-resource-count-unfit = Geben Sie eine Zahl von 1 bis { $most } ein.
licensing-resource-not-free = Diese Ressource ist nicht mehr frei.
licensing-resource-not-allocated = Diese Ressource ist niemandem zugeteilt.
licensing-resource-no-quarantine = Diese Ressource ist nicht in Quarantäne.
licensing-resource-held = Die Ressource ist vergeben. Geben Sie sie zuerst frei.
licensing-resource-other-pool = Testlizenzen erhalten nur Ressourcen für Testlizenzen, andere nur die übrigen.
licensing-resource-no-licence = Diese Lizenz gibt es nicht.
licensing-resource-days = Eine Quarantäne dauert 1 bis 3650 Tage.
licensing-resource-reason-long = Der Grund darf höchstens 200 Zeichen haben.

## customers' portal

licensing-portal = Ihre Lizenzen
licensing-portal-text = Geben Sie die Mailadresse ein, mit der Ihre Lizenzen gekauft oder der sie zugeordnet wurden. Sie erhalten einen Link per Mail; ein Passwort brauchen Sie nicht.
licensing-portal-email = Mailadresse
licensing-portal-ask = Link zusenden
licensing-portal-by-key = Stattdessen mit einem Lizenzschlüssel
licensing-portal-by-key-text = Mit dem Schlüssel und einer Mailadresse, die zu ihm gehört, sehen Sie diese eine Lizenz.
licensing-portal-key = Lizenzschlüssel
licensing-portal-enter-by-key = Mit dem Schlüssel eintreten
licensing-portal-sent = Sehen Sie in Ihr Postfach
licensing-portal-sent-text = Wenn es zu dieser Adresse Lizenzen gibt, ist ein Link unterwegs. Er gilt 15 Minuten und ein Mal.
licensing-portal-back = Zurück
licensing-portal-confirm-text = Mit diesem Knopf betreten Sie das Portal; der Link ist damit verbraucht.
licensing-portal-confirm = Eintreten
licensing-portal-spent-title = Dieser Link gilt nicht mehr
licensing-portal-spent = Ein Link gilt 15 Minuten und ein Mal, und ein neuerer ersetzt ihn.
licensing-portal-again = Neuen Link anfordern
licensing-portal-insecure = Diese Seite wurde unverschlüsselt geöffnet. Öffnen Sie sie unter ihrer Adresse mit https://, um einzutreten.
licensing-portal-no-address = Geben Sie eine Mailadresse ein, etwa name@firma.de.
licensing-portal-no-key = Schlüssel und Mailadresse gehören nicht zusammen. Prüfen Sie beide.
licensing-portal-not-of-key = Prüfen Sie auch die Mailadresse.
licensing-portal-key-missing = Geben Sie den Lizenzschlüssel ein.
licensing-portal-too-many = Das waren zu viele Versuche. Warten Sie eine Weile, und senden Sie das Formular dann noch einmal.
licensing-portal-home = Zu Ihren Lizenzen
licensing-portal-licences = Meine Lizenzen
licensing-portal-language = Sprache
licensing-portal-end = Verlassen
licensing-portal-end-others = Anderswo beenden
licensing-portal-did-end-others = Sie sind nirgends sonst mehr angemeldet.
licensing-portal-all = Alle
licensing-portal-good = Gültig
licensing-portal-over = Abgelaufen
licensing-portal-none = Zurzeit gibt es keine Lizenz für Sie.
licensing-portal-devices = Geräte
licensing-portal-device = Gerät
licensing-portal-devices-none = Die Lizenz wird auf keinem Gerät verwendet.
licensing-portal-last-sign = Zuletzt gehört
licensing-portal-no-sign = noch nicht
licensing-portal-file-made = Lizenzdatei vom
licensing-portal-kept = Um die Geräte dieser Lizenz kümmert sich Ihr Anbieter. Fragen Sie dort, wenn eines ersetzt werden soll.
licensing-portal-release-named = { $name } freigeben
licensing-portal-release-text = Das Gerät gibt seinen Platz zurück, und sein Programm arbeitet nicht länger mit dieser Lizenz.
licensing-portal-did-release = { $name } ist freigegeben. Der Platz ist frei für ein anderes Gerät.
licensing-portal-letter = Schlüssel per Mail zusenden
licensing-portal-downloads = Downloads
licensing-portal-downloads-none = Mit dieser Lizenz gibt es nichts herunterzuladen.
licensing-portal-no-files = Zu dieser Version gibt es keine Dateien.
licensing-portal-fetch = Herunterladen
licensing-portal-fetch-named = { $name } – Herunterladen
licensing-portal-older = Ältere Versionen
licensing-portal-file = Datei für ein Gerät ohne Internet
licensing-portal-file-text = Das Programm auf dem Gerät zeigt eine Anfrage oder schreibt sie in eine Datei. Geben Sie sie hier an, bringen Sie die Lizenzdatei, die Sie erhalten, auf das Gerät und öffnen Sie sie dort mit dem Programm.
licensing-portal-request = Anfrage des Geräts
licensing-portal-request-hint = Was das Programm zeigt: ein Fingerabdruck oder der Inhalt seiner Anfragedatei. Sie zählt vor der Auswahl oben.
licensing-portal-upload = Oder die Anfragedatei
licensing-portal-register = Das Gerät anmelden, wenn es neu ist
licensing-portal-register-hint = Ein neues Gerät belegt einen der Plätze der Lizenz.
licensing-portal-device-unknown = Kein Gerät dieser Lizenz hat diesen Fingerabdruck. Wenn es neu ist, setzen Sie den Haken bei „Das Gerät anmelden, wenn es neu ist“.
licensing-portal-device-kept = Kein Gerät dieser Lizenz hat diesen Fingerabdruck. Neue Geräte meldet Ihr Anbieter an; fragen Sie dort.
licensing-portal-device-limit = Die Lizenz ist auf { $most } Geräte begrenzt, und so viele sind es schon.
licensing-portal-core-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Kerne haben.
licensing-portal-memory-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Byte Arbeitsspeicher haben.
licensing-portal-disk-limit = Die Geräte dieser Lizenz dürfen zusammen höchstens { $most } Byte Plattenplatz haben.
licensing-portal-group-limit = Die Gruppe ist auf { $most } Geräte begrenzt, und so viele sind es schon.
licensing-portal-fingerprint-missing = Der Fingerabdruck des Geräts fehlt.
licensing-portal-help = Um Hilfe bitten
licensing-portal-customer = Der Kunde
licensing-letter-portal-subject = Ihr Weg zu Ihren Lizenzen
licensing-letter-portal-subject-of = Ihr Weg zu Ihren Lizenzen bei { $vendor }
licensing-letter-regards =
    Mit freundlichen Grüßen
    { $vendor }
licensing-letter-portal =
    Guten Tag,

    mit diesem Link sehen Sie Ihre Lizenzen. Er gilt 15 Minuten und ein Mal:

    { $link }

    Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun.
licensing-letter-licence-subject = Ihre Lizenz { $name }
licensing-letter-licence =
    Guten Tag,

    hier ist der Schlüssel Ihrer Lizenz { $name }:

    { $key }

    Bewahren Sie diesen Brief gut auf: Wer den Schlüssel hat, kann die Lizenz verwenden.
licensing-letter-licence-portal =
    Ihre Lizenzen, Geräte und Downloads finden Sie hier:

    { $link }
licensing-letter-send = Lizenz per Mail senden
licensing-letter-sent = Ein Brief an { $email } ist unterwegs.
licensing-letter-nobody = Niemand ist bekannt, dem die Lizenz gesendet werden könnte: Sie hat keinen Inhaber mit Mailadresse, und auch bei ihrer Organisation steht keine.
licensing-happened-sent = sandte die Lizenz per Mail
licensing-flag-portal = Lizenzportal für Kunden
licensing-flag-portal-hint = Kunden sehen unter /portal ihre eigenen Lizenzen, geben Geräte frei und holen Dateien, über einen Link, der ihnen gesendet wird.
licensing-panel-stats = { $active } von { $all } gültig, { $devices } auf Geräten
licensing-panel-last = zuletzt geprüft
licensing-privacy-visits = Besuche des Lizenzportals
licensing-privacy-visits-why = Sie enden nach acht Stunden und nützen danach nichts mehr.


## sessions

licensing-sessions = Sitzungen
licensing-sessions-text = Alle Prozesse, die gerade laufen; die zuletzt gehörten zuerst. Die Suche findet den Anfang des Namens einer Lizenz oder eines Produkts.
licensing-sessions-none = Zurzeit läuft kein Programm.
licensing-session-of = Sitzung von { $licence }
licensing-session-alive = Läuft
licensing-session-licence = Lizenz
licensing-session-since = Läuft seit
licensing-session-end = Sitzung beenden
licensing-session-end-text = Das Programm erfährt mit seinem nächsten Lebenszeichen, dass seine Sitzung beendet ist. Es darf eine neue beginnen, solange seine Lizenz gilt.
licensing-session-ended = Die Sitzung ist beendet.
licensing-session-gone = Die Sitzung war schon beendet.

## statistics and anomalies

## import and export

licensing-moving = Import und Export
licensing-moving-hint = Alles als Datei hinaus; Lizenzen aus Tabellen, Dateien und von anderen Servern herein
licensing-moving-text = Nehmen Sie alles mit, oder holen Sie Lizenzen aus einer Tabelle, aus einem anderen Kontor oder von einem anderen Lizenzserver. Was hereinkommt, wird zuerst geprüft: Nichts wird übernommen, bevor Sie es bestätigen.
licensing-export = Export
licensing-export-text = Produkte, Richtlinien, Funktionen, Gruppen, Benutzer, Lizenzen, Geräte und deren Bauteile als eine JSON-Datei, die jedes Kontor wieder liest.
licensing-export-json = Alles als JSON
licensing-export-licences = Lizenzen als CSV
licensing-export-machines = Geräte als CSV
licensing-export-keys = Alles mit Lizenzschlüsseln
licensing-export-keys-text = Mit den Lizenzschlüsseln im Klartext kann jeder, der die Datei hat, jede Lizenz nutzen. Dass sie erstellt wurde, steht im Sicherheitsprotokoll.
licensing-import-file = Datei importieren
licensing-import-file-text = Eine Tabelle von Lizenzen als CSV, oder alles als JSON, wie Kontor es exportiert.
licensing-import-file-field = Datei
licensing-import-file-hint = Die erste Zeile einer Tabelle nennt die Spalten: Schlüssel, Name, Richtlinie, Produkt, Kunde, E-Mail, Inhaber, Gruppe, Ende, Test, Gesperrt, max_machines, Nutzungen. Was mit „metadata.“ beginnt, wird bei der Lizenz vermerkt. Eine Lizenz ohne Schlüssel bekommt einen neuen.
licensing-import-look = Zuerst prüfen
licensing-import-account = Von einem anderen Lizenzserver importieren
licensing-import-account-text = Holt alle Einträge eines Keygen-Kontos oder eines Servers mit derselben Schnittstelle: Produkte, Richtlinien, Funktionen, Benutzer, Gruppen, Lizenzen mit ihren Schlüsseln, Geräte und Bauteile, Releases als Entwürfe ohne ihre Dateien, und Webhooks, ausgeschaltet. Die Kennungen bleiben gleich, sodass ausgelieferte Programme weiterlaufen.
licensing-import-url = Adresse des Servers
licensing-import-account-name = Konto
licensing-import-account-hint = Sein Name oder seine Kennung; leer, wenn der Server nur ein Konto hat.
licensing-import-token = Admin-Token
licensing-import-token-hint = Wird verschlüsselt aufbewahrt, bis alles geholt ist, und dann vergessen.
licensing-imports = Importe
licensing-imports-none = In den letzten 30 Tagen wurde nichts importiert.
licensing-imports-older = Ältere
licensing-import-origin-csv = Tabelle
licensing-import-origin-json = JSON-Datei
licensing-import-origin-keygen = Lizenzserver
licensing-import-fetching = Wird geholt
licensing-import-checking = Wird geprüft
licensing-import-checked = Wartet auf Sie
licensing-import-in-vain = Nichts übernehmbar
licensing-import-in-vain-text = Keine dieser Zeilen kann übernommen werden. Warum, steht unten bei den Zeilen. Berichtigen Sie die Datei und importieren Sie sie erneut, oder legen Sie hier zuerst an, worauf die Zeilen verweisen.
licensing-import-nothing-new = Alles schon vorhanden
licensing-import-running = Wird übernommen
licensing-import-done = Fertig
licensing-import-failed = Fehlgeschlagen
licensing-import-waiting = noch nicht geprüft
licensing-import-ready = kann übernommen werden
licensing-import-known = schon vorhanden
licensing-import-wrong = falsch
licensing-import-created = übernommen
licensing-import-total = Zeilen
licensing-import-trouble = Der Import wurde angehalten: { $why }
licensing-import-again-at = Der Server hat eine Störung: { $why }. Er wird am { $at } wieder gefragt.
licensing-import-busy-text = Das läuft von selbst weiter, auch wenn Sie die Seite verlassen.
licensing-import-again = Erneut ansehen
licensing-import-nothing = Es gibt nichts zu übernehmen.
licensing-import-confirm-text = Was schon vorhanden ist, bleibt, wie es ist; falsche Zeilen werden ausgelassen. Nichts wird überschrieben.
licensing-import-confirm = { $n } Zeilen übernehmen
licensing-import-rows = Zeilen
licensing-import-rows-none = Solche Zeilen gibt es nicht.
licensing-import-rows-more = Weitere Zeilen
licensing-import-row = Zeile
licensing-import-what = Eintrag
licensing-import-outcome = Ergebnis
licensing-import-report = Bericht als CSV
licensing-import-remove = Import vergessen
licensing-import-remove-text = Vergisst, was für diesen Import gelesen wurde, und hält ihn an, falls er noch läuft. Was übernommen wurde, bleibt. Nach 30 Tagen geschieht das von selbst.
licensing-import-removed = Der Import wurde vergessen.
licensing-import-kind-environment = Umgebung
licensing-import-kind-product = Produkt
licensing-import-kind-entitlement = Funktion
licensing-import-kind-group = Gruppe
licensing-import-kind-user = Benutzer
licensing-import-kind-policy = Richtlinie
licensing-import-kind-policy-entitlement = Funktion einer Richtlinie
licensing-import-kind-licence = Lizenz
licensing-import-kind-licence-entitlement = Funktion einer Lizenz
licensing-import-kind-licence-user = Benutzer einer Lizenz
licensing-import-kind-machine = Gerät
licensing-import-kind-component = Bauteil eines Geräts
licensing-import-file-missing = Wählen Sie eine Datei.
licensing-import-file-large = Die Datei ist größer als { $most } MB. Nehmen Sie dafür „kontor licence import“.
licensing-import-empty = Die Datei hat keine Zeilen.
licensing-import-no-format = Das ist weder eine Tabelle von Lizenzen noch JSON, das Kontor exportiert hat.
licensing-import-no-json = Das JSON ist nicht lesbar: { $why }
licensing-import-quote-open = Das Anführungszeichen in Zeile { $line } wird nie geschlossen.
licensing-import-many = Ein Import hat höchstens { $most } Zeilen.
licensing-import-column-unknown = Diese Spalten sind nicht bekannt: { $names }. Benennen Sie sie um, entfernen Sie sie, oder lassen Sie sie mit „metadata.“ beginnen, um sie bei der Lizenz zu vermerken.
licensing-import-column-twice = Es gibt zwei Spalten für { $names }.
licensing-import-cells-many = Diese Zeile hat mehr Zellen als die Tabelle Spalten.
licensing-import-url-unfit = Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.
licensing-import-account-unfit = Ein Konto ist ein Name aus Buchstaben, Ziffern und Bindestrichen oder eine Kennung.
licensing-import-token-missing = Geben Sie das Token ein.
licensing-import-not-now = Dieser Import kann jetzt nicht übernommen werden.
licensing-import-not-there = Diesen Eintrag gibt es nicht: { $name }
licensing-import-nobody = Die Adresse { $name } hat hier niemand. Legen Sie die Person im Verzeichnis oder als Lizenznutzer an und importieren Sie die Zeile dann erneut.
licensing-import-field-key = Schlüssel
licensing-import-field-suspended = Gesperrt
licensing-import-ambiguous = Mehrere heißen so: { $name }
licensing-import-stands-on-wrong = Die Zeile, auf die diese verweist, ist falsch.
licensing-import-twice = Derselbe Eintrag steht schon in Zeile { $row }.
licensing-import-no-time = Das ist kein Tag wie 31.12.2027.
licensing-import-no-flag = Schreiben Sie Ja oder Nein.
licensing-import-circle = Diese Zeilen verweisen im Kreis aufeinander.

## panels, tiles, palette

licensing-panel-none = Keine Lizenzen.
licensing-panel-all = Alle Lizenzen
licensing-tile-active = aktiv
licensing-tile-ending = enden in 30 Tagen
licensing-tile-dead = Geräte tot
licensing-tile-none = In den nächsten 30 Tagen endet keine Lizenz.

## happenings

licensing-pages-by-system = Der Server
licensing-actor-token = Token { $name }
licensing-actor-token-gone = Ein gelöschtes Token
licensing-actor-token-gone-named = Token { $name } (gelöscht)
licensing-actor-key = Der Schlüssel der Lizenz
licensing-actor-user-gone = Ein Konto, das es nicht mehr gibt
licensing-actor-house = Jemand im Haus
licensing-actor-vendor = Ein Programm von Ihnen
licensing-actor-program = Das Programm des Kunden
licensing-happened-issued = hat die Lizenz nach der Richtlinie { $policy } ausgestellt
licensing-happened-changed = hat geändert: { $fields }
licensing-happened-suspended = hat die Lizenz gesperrt
licensing-happened-reinstated = hat die Lizenz entsperrt
licensing-happened-renewed = hat die Lizenz verlängert; sie endet: { $until }
licensing-happened-revoked = hat die Lizenz gelöscht
licensing-happened-moved = hat die Richtlinie gewechselt: { $from } → { $to }
licensing-happened-used = hat die Nutzungen gezählt: { $from } → { $to }
licensing-happened-members = hat { $what } geändert: { $names }
licensing-happened-checked-in = hat die Lizenz gemeldet
licensing-happened-checked-out = hat eine Lizenzdatei gemacht
licensing-happened-machine-file = hat eine Gerätedatei gemacht
licensing-happened-machine-file-of = hat eine Gerätedatei für { $name } gemacht
licensing-happened-resources = hat die Ressourcen geändert: { $names }
licensing-happened-expired = stellt fest: die Lizenz ist abgelaufen
licensing-happened-expires-soon = stellt fest: die Lizenz endet bald
licensing-happened-check-in-overdue = stellt fest: die Meldung ist überfällig
licensing-happened-activated = hat das Gerät { $name } angemeldet
licensing-happened-freed = hat das Gerät { $name } freigegeben
licensing-happened-freed-dead = hat das Gerät { $name } freigegeben, weil kein Lebenszeichen kam
licensing-happened-freed-transferred = hat das Gerät { $name } durch ein anderes ersetzt
licensing-happened-died = stellt fest: das Gerät { $name } ist tot
licensing-happened-revived = hat das Gerät wiederbelebt
licensing-happened-drifted = hat das Gerät trotz anderer Bauteile wiedererkannt: { $parts }
licensing-happened-clone = vermutet ein doppeltes Gerät: { $why }

## configuration and commands

## privacy

licensing-purpose-sold = Lizenzen und ihre Nutzung
licensing-purpose-sold-text = Kunden und die Menschen, die ihre Programme benutzen: welche Lizenz wem gehört und auf welchen Geräten sie läuft. Zur Erfüllung des Vertrags (Art. 6 Abs. 1 Buchst. b DSGVO).
licensing-purpose-sold-kept = Bis die Lizenz gelöscht wird; Namen und Adressen auf Verlangen früher.
licensing-purpose-offer = Angebot an Lizenzen
licensing-purpose-offer-text = Produkte, Richtlinien, Schlüssel und Token, die das Haus eingerichtet hat. Über niemanden.
licensing-purpose-offer-kept = Bis sie gelöscht werden.
licensing-privacy-users = Benutzer von Lizenzen
licensing-privacy-machines = Geräte dieser Benutzer
licensing-privacy-why = Was verkauft wurde, bleibt als Vertrag; wer es benutzt hat, steht nicht mehr dabei.

## self-service, signals and anomalies

licensing-limit-deactivations = Freigaben durch den Kunden
licensing-field-max-deactivations = Höchstens Freigaben durch den Kunden
licensing-field-deactivation-interval = Innerhalb von
licensing-field-virtual-machine-strategy = Virtuelle Maschinen
licensing-field-container-strategy = Container
licensing-hint-policy-max-deactivations = Wie oft Kunden und ihre Programme ein Gerät selbst freigeben oder ersetzen dürfen. Leer: beliebig oft. Was Sie freigeben, zählt nicht.
licensing-hint-policy-deactivation-interval = Die Zeit, in der sie das dürfen; sie läuft von jetzt an rückwärts.
licensing-hint-policy-virtual-machine-strategy = Was geschieht, wenn ein Programm sagt, dass es in einer virtuellen Maschine läuft.
licensing-hint-policy-container-strategy = Was geschieht, wenn ein Programm sagt, dass es in einem Container läuft.
licensing-section-self-service = Selbstbedienung
licensing-section-self-service-about = Wie oft Kunden ihre Geräte selbst freigeben dürfen.
licensing-word-log = nur vermerken
licensing-word-warn = Programme warnen
licensing-word-block = ablehnen
licensing-deactivations-spent = Es wurden schon so viele Geräte freigegeben wie erlaubt ({ $most }). Das nächste kann ab { $again } freigegeben werden.
licensing-virtual-machine-refused = Diese Lizenz kann nicht in einer virtuellen Maschine benutzt werden.
licensing-container-refused = Diese Lizenz kann nicht in einem Container benutzt werden.
licensing-field-hypervisor = Virtuelle Maschine
licensing-field-container = Container
licensing-field-recognition = Wiedererkennung
licensing-machine-vague = unsicher: das Programm nennt weniger als drei Bauteile
licensing-anomalies = Auffälligkeiten
licensing-anomalies-text = Was nach Missbrauch aussieht: doppelte Geräte, durchprobierte Schlüssel, Lizenzen, die von vielen Orten benutzt werden. Gesperrt wird dadurch nichts.
licensing-anomalies-open = Offen
licensing-anomalies-none = Nichts sieht nach Missbrauch aus.
licensing-anomaly-clone = Doppeltes Gerät
licensing-anomaly-clone-text = Ein Gerät meldet sich von zwei Orten zugleich, oder unter einem Fingerabdruck mit anderen Bauteilen. So sehen kopierte virtuelle Maschinen aus, aber auch ein Netz, das oft die Adresse wechselt. Fragen Sie den Kunden, und geben Sie dann eines davon frei.
licensing-anomaly-drift = Viele andere Bauteile
licensing-anomaly-drift-text = Mehr Bauteile eines Geräts haben sich geändert, als in einem Monat üblich ist. Es behält seinen Platz, aber die neuen Bauteile werden nicht gelernt. Wurde das Gerät umgebaut, geben Sie es frei und lassen Sie das Programm es neu anmelden.
licensing-anomaly-unknown-keys = Durchprobierte Schlüssel
licensing-anomaly-unknown-keys-text = Von einer Adresse wurde nach vielen Schlüsseln gefragt, die es nicht gibt. Die Adresse wird von selbst gebremst. Sperren können Sie sie unter Verwaltung.
licensing-anomaly-many-addresses = Viele Adressen
licensing-anomaly-many-addresses-text = Nach einer Lizenz wurde an einem Tag von weit mehr Adressen gefragt, als sie Geräte hat. Vielleicht wurde der Schlüssel weitergegeben. Kann der Kunde es nicht erklären, sperren Sie die Lizenz oder stellen Sie eine neue aus.
licensing-anomaly-transfers-spent = Freigaben aufgebraucht
licensing-anomaly-transfers-spent-text = Jemand wollte mehr Geräte freigeben, als die Richtlinie erlaubt. Sie können das Gerät selbst freigeben oder die Grenze dieser Lizenz erhöhen.
licensing-anomaly-surroundings = Virtuelle Maschine oder Container
licensing-anomaly-surroundings-text = Ein Programm läuft dort, wovor seine Richtlinie warnt.
licensing-anomaly-meter-warns = Zähler an der Warngrenze
licensing-anomaly-meter-warns-text = Ein Zähler dieser Lizenz hat die Grenze erreicht, die warnt. Er zählt weiter. Braucht der Kunde mehr, heben Sie die Grenze auf der Seite der Lizenz unter „Mehr → Nutzung“ an.
licensing-anomaly-meter-full = Zähler ist voll
licensing-anomaly-meter-full-text = Ein Zähler dieser Lizenz hat die Grenze erreicht, die sperrt: In diesem Zeitraum zählt er nichts mehr. Braucht der Kunde mehr, heben Sie die Grenze auf der Seite der Lizenz unter „Mehr → Nutzung“ an.
licensing-severity-low = Gering
licensing-severity-medium = Mittel
licensing-severity-high = Hoch
licensing-anomaly-times = { $n ->
    [one] einmal
   *[other] { $n }-mal
}
licensing-anomaly-resolved = Erledigt
licensing-anomaly-resolve = Als erledigt vermerken
licensing-anomaly-did-resolve = Die Auffälligkeit ist erledigt.
licensing-anomaly-note = Was es war
licensing-anomaly-first = Zuerst gesehen
licensing-anomaly-last = Zuletzt gesehen
licensing-anomaly-count = Vermerkt
licensing-anomaly-resolved-already = Sie ist schon erledigt.
licensing-anomaly-note-long = Eine Notiz hat höchstens 1000 Zeichen.
licensing-evidence-addresses = Adressen
licensing-evidence-keys = Schlüssel
licensing-evidence-last = Letzte Adresse
licensing-evidence-most = Abgelehnt
licensing-evidence-warnings = Gemeldet
licensing-tile-anomalies = offene Auffälligkeiten
## Nutzung der Lizenzen

licensing-purpose-use = Wie Lizenzen genutzt werden
licensing-purpose-use-text = Wann Geräte und Sitzungen von Kunden sich gemeldet haben, aus welchem Netz und mit welcher Version, und welche Funktionen sie benutzt haben: für die Unterstützung, für Abrechnung nach Verbrauch und für Statistik. Zur Erfüllung des Vertrags (Art. 6 Abs. 1 Buchst. b DSGVO).
licensing-purpose-use-kept = Meldungen und Funktionen monatsweise, so lange die Einstellung heartbeat_months sagt; Summen je Lizenz und Tag drei Jahre.
licensing-purpose-requests = Anfragen an den Lizenzserver
licensing-purpose-requests-text = Was Programme gefragt haben, mit dem Netz, aus dem es kam, und ohne Schlüssel: um Fehler und Missbrauch zu finden. Berechtigtes Interesse (Art. 6 Abs. 1 Buchst. f DSGVO).
licensing-purpose-requests-kept = So viele Tage, wie die Einstellung request_log_days sagt.
licensing-meters = Zähler
licensing-meters-about = Was Programme für Lizenzen zählen, etwa Dokumente oder Minuten: jede Meldung einmal, mit einer Grenze, die warnt, und einer, die sperrt.
licensing-meters-none = Es gibt noch keinen Zähler.
licensing-meter = Zähler
licensing-meter-new = Neuer Zähler
licensing-meter-removal = Was auf ihm gezählt wurde, wird vergessen, und Programme, die auf ihm zählen, werden abgewiesen.
licensing-meter-counted = Gezählt
licensing-meter-resets = Beginnt neu
licensing-meter-policies = Grenzen je Richtlinie
licensing-meter-policies-about = Was die Lizenzen einer Richtlinie verbrauchen dürfen. Eine Lizenz kann eigene Grenzen haben, auf der Seite ihrer Nutzung.
licensing-meter-none-of-own = Bleiben beide leer, gibt es keine eigene Grenze, und es gilt, was anderswo steht.
licensing-meter-limit-set = Grenzen setzen
licensing-meter-limit-own = Grenzen nur für diese Lizenz
licensing-meter-quantity = muss eine ganze Zahl von 1 bis 1.000.000.000 sein
licensing-meter-key = muss ein Text von 1 bis 200 Zeichen sein
licensing-meter-at = darf höchstens 400 Tage her sein und nicht in der Zukunft liegen
licensing-meter-exceeded = Die Grenze würde überschritten.
licensing-meter-soft-above = Die Grenze, die warnt, liegt höchstens bei der, die sperrt.
licensing-field-unit = Einheit
licensing-field-reset = Beginnt neu
licensing-field-soft = Warnt ab
licensing-field-hard = Sperrt bei
licensing-hint-meter-code = Unter diesem Namen zählen Programme.
licensing-hint-meter-soft = Für Lizenzen, für die nichts anderes gesagt ist.
licensing-hint-meter-hard = Darüber wird nichts gezählt.
licensing-word-never = nie
licensing-happened-meter-soft = hat mit { $n } die Grenze des Zählers { $meter } erreicht, die warnt
licensing-happened-meter-hard = hat mit { $n } die Grenze des Zählers { $meter } erreicht, die sperrt
licensing-usage = Nutzung
licensing-usage-of = Nutzung von { $licence }
licensing-usage-none = In den dreißig Tagen bis { $until } war von dieser Lizenz nichts zu hören. Was seitdem kam, steht bis { $next } hier.
licensing-usage-until = Gezählt bis { $until }. Was seitdem kam, steht bis { $next } hier.
licensing-usage-heartbeats = Meldungen je Tag
licensing-usage-users = Benutzer zugleich, je Tag
licensing-statistics = Statistik
licensing-statistics-about = Wie Lizenzen genutzt werden. Prüfungen zählen sofort; alles andere wird stundenweise gezählt.
licensing-statistics-none = Es wurde noch nichts gezählt. Es beginnt mit dem ersten Programm, das fragt.
licensing-statistics-nothing = In diesem Zeitraum wurde nichts gezählt.
licensing-statistics-until = Gezählt bis { $until }. Was seitdem kam, steht bis { $next } hier; Prüfungen sind bis jetzt gezählt.
licensing-statistics-csv = Als Tabelle (CSV)
licensing-statistics-span = Zeitraum
licensing-statistics-days = { $n } Tage
licensing-statistics-every-product = Alle Produkte
licensing-statistics-show = Zeigen
licensing-statistics-table = Als Tabelle
licensing-statistics-day = Tag
licensing-statistics-month = Monat
licensing-statistics-name = Name
licensing-statistics-count = Anzahl
licensing-statistics-heartbeats = Meldungen
licensing-statistics-good = Gültige Lizenzen, gezählt nach { $until }
licensing-statistics-validations = Prüfungen, bis jetzt
licensing-statistics-activations = Aktivierungen, bis { $until }
licensing-statistics-busiest = Sitzungen in der vollsten Stunde, bis { $until }
licensing-statistics-good-by-day = Gültige Lizenzen je Tag
licensing-statistics-used-by-day = Zugleich genutzte Lizenzen je Tag
licensing-statistics-validations-by-day = Prüfungen je Tag
licensing-statistics-codes = Was Prüfungen ergaben
licensing-statistics-activations-by-day = Aktivierungen je Tag
licensing-statistics-sessions-by-hour = Sitzungen nach Tag und Stunde
licensing-statistics-users-by-hour = Benutzer nach Tag und Stunde
licensing-statistics-features = Meistgenutzte Funktionen
licensing-statistics-ending = Lizenzen, die enden, je Monat
licensing-statistics-top = Meistgenutzte Lizenzen
licensing-weekday-1 = Mo
licensing-weekday-2 = Di
licensing-weekday-3 = Mi
licensing-weekday-4 = Do
licensing-weekday-5 = Fr
licensing-weekday-6 = Sa
licensing-weekday-7 = So
licensing-requests = Anfragen
licensing-requests-about = Was Programme den Lizenzserver gefragt haben, ohne Schlüssel. Aufgeschrieben werden abgelehnte Anfragen und von den anderen so viele, wie die Einstellung request_log sagt.
licensing-requests-none = Es wurde noch keine Anfrage aufgeschrieben.
licensing-requests-off = Anfragen werden nicht aufgeschrieben: request_log steht auf off.
licensing-requests-filter = Anfragen filtern
licensing-requests-all = Alle
licensing-requests-errors = Fehlgeschlagene
licensing-requests-licence = Zu einer Lizenz
licensing-requests-of = alle Anfragen dazu
licensing-request-answered = Beantwortet
licensing-request-refused = Abgelehnt
licensing-request-failed = Fehlgeschlagen
licensing-request-at = Wann
licensing-request-status = Status
licensing-request-code = Code
licensing-request-network = Aus dem Netz
licensing-request-took = Dauer
licensing-request-micros = { $n } µs
licensing-request-id = Anfrage

## Beschreibung der Schnittstelle

licensing-account-description = Beschreibung der Schnittstelle
licensing-account-description-show = Als OpenAPI ansehen
licensing-account-description-off = Sie liegt offen, sobald api.docs eingeschaltet ist.
## Gespeicherte Filter und Wörter zum Suchen

licensing-filters = Gespeicherte Filter
licensing-filters-text = Wonach Sie die Listen der Lizenzen und Geräte filtern, unter einem Namen. Ihre eigenen sehen nur Sie; geteilte stehen bei allen über der Liste.
licensing-filters-none = Noch ist kein Filter gespeichert. Filtern Sie die Liste der Lizenzen oder Geräte und speichern Sie das dann unter einem Namen.
licensing-filters-all = Alle gespeicherten Filter
licensing-filters-name = Name des Filters
licensing-filters-shared = Für alle
licensing-filters-is-shared = für alle
licensing-filters-opens = Damit öffnet sich meine Liste
licensing-filters-save = Filter speichern
licensing-filters-change = Speichern
licensing-filters-remove = Entfernen
licensing-filters-did-save = Der Filter ist gespeichert.
licensing-filters-did-change = Gespeichert.
licensing-filters-did-remove = Der Filter ist entfernt.
licensing-filters-name-blank = Ein Filter braucht einen Namen.
licensing-filters-name-long = Ein Name hat höchstens 80 Zeichen.
licensing-filters-name-taken = Einen Filter dieses Namens gibt es schon.
licensing-filters-nothing = Es wird nach nichts gefiltert. Filtern Sie zuerst die Liste.
licensing-filters-query-long = Wonach gefiltert wird, ist zu lang zum Speichern.
licensing-filters-many = Es gibt schon 50 solche Filter, mehr werden es nicht. Entfernen Sie zuerst einen.
licensing-filter-gone = nicht mehr da
licensing-filter-gone-text = Dieser Filter fragt nach etwas, das nicht mehr da ist, etwa nach einem gelöschten Produkt.
licensing-privacy-filters = Für sich gespeicherte Filter
licensing-privacy-filters-why = Niemand sonst sieht sie.
licensing-purpose-lists = Gespeicherte Filter
licensing-purpose-lists-text = Wonach die, die hier arbeiten, Listen von Lizenzen und Geräten filtern, unter einem Namen. Für die Arbeit (Art. 6 Abs. 1 lit. f DSGVO).
licensing-purpose-lists-kept = Bis sie sie entfernen; ihre eigenen mit den Daten ihres Kontos.
## the portal completed, and what became of devices

licensing-portal-by-key-only = Mit einem Lizenzschlüssel eintreten
licensing-portal-move = Auf ein anderes Gerät übertragen
licensing-portal-move-short = Übertragen
licensing-portal-move-named = Auf ein anderes Gerät übertragen: { $name }
licensing-portal-move-text = Das neue Gerät erhält den Platz von { $name }, und das Programm dort läuft mit dieser Lizenz nicht weiter. Beides geschieht in einem: Wird das neue Gerät nicht angenommen, behält das alte seinen Platz.
licensing-portal-move-request = Fingerabdruck oder Anfrage des neuen Geräts
licensing-portal-move-request-hint = Das Programm auf dem neuen Gerät zeigt sie an oder schreibt sie in eine Datei.
licensing-portal-move-name = Name des neuen Geräts
licensing-portal-move-offline = Das neue Gerät hat kein Internet
licensing-portal-move-offline-hint = Sie erhalten sofort eine Lizenzdatei. Bringen Sie sie auf das Gerät und öffnen Sie sie dort mit dem Programm.
licensing-portal-move-ttl = Die Datei gilt
licensing-portal-did-move = { $name } hat jetzt den Platz von { $old }.
licensing-portal-left = Noch möglich: { $count } von { $most } Freigaben und Übertragungen { $days ->
    [one] an einem Tag
   *[other] in { $days } Tagen
}.
licensing-portal-left-none = Geräte dieser Lizenz wurden so oft freigegeben oder übertragen, wie sie es zulässt: { $most }-mal { $days ->
    [one] an einem Tag
   *[other] in { $days } Tagen
}. Wieder möglich ist es am { $again }.
licensing-happened-process-died = stellt fest: ein Programm auf { $name } läuft nicht mehr, denn es kam kein Lebenszeichen
licensing-happened-process-ended = stellt fest: ein Programm auf { $name } hat sich beendet
licensing-import-left = neu anzulegen
licensing-import-kind-release = Release
licensing-import-kind-release-constraint = Funktion, die ein Release verlangt
licensing-import-kind-artifact = Datei eines Release
licensing-import-kind-webhook = Webhook
licensing-import-kind-token = Token
licensing-import-token-left = Kein Server verrät, wie ein Token lautet. Legen Sie hier ein neues an.
licensing-import-file-left = Dateien werden nicht abgerufen. Laden Sie sie hier zum Release hoch und veröffentlichen Sie es dann.
licensing-import-webhook-left = Er will nur von Ereignissen hören, die es hier nicht gibt.
licensing-import-tells = Webhooks jeden Eintrag melden
licensing-import-tells-hint = Ohne dies hören Ihre Webhooks nichts von dem, was übernommen wird, denn Ihr Shop kennt diese Lizenzen.
