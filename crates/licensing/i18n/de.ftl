## the app and its rights

licensing-app = Lizenzen
licensing-right-view = Lizenzen, Geräte und Produkte sehen
licensing-right-work = Lizenzen ausstellen, ändern, sperren und verlängern, Geräte freigeben
licensing-right-manage = Produkte, Richtlinien, Token und Schlüssel einrichten, endgültig löschen

licensing-nav-licences = Lizenzen
licensing-nav-machines = Geräte
licensing-nav-products = Produkte
licensing-nav-policies = Richtlinien
licensing-nav-entitlements = Merkmale
licensing-nav-groups = Gruppen
licensing-nav-users = Nutzer
licensing-nav-environments = Umgebungen

## metadata, words and limits

licensing-metadata-no-object = Die Metadaten müssen ein JSON-Objekt sein.
licensing-metadata-many-keys = Die Metadaten dürfen höchstens 64 Schlüssel haben.
licensing-metadata-deep = Die Metadaten dürfen höchstens 4 Ebenen tief sein.
licensing-metadata-long = Die Metadaten dürfen höchstens 16 KB lang sein.

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
licensing-licence-user-unknown = Diesen Nutzer gibt es nicht.
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
licensing-licence-users-over = Die Lizenz hat schon so viele Nutzer, wie sie haben darf.
licensing-licence-user-owns = Wem die Lizenz gehört, der nutzt sie ohnehin.
licensing-licence-user-detached = Dieser Nutzer nutzt die Lizenz nicht.
licensing-licence-entitlement-unknown = Diese Berechtigung gibt es nicht.
licensing-licence-entitlement-detached = Diese Berechtigung hat die Lizenz nicht für sich selbst.
licensing-licence-value-long = Ein Wert hat höchstens { $count } Zeichen.
licensing-licence-other-product = Eine Lizenz kann nicht zur Richtlinie eines anderen Produkts wechseln.
licensing-licence-other-keys = Eine Lizenz kann nicht zu einer Richtlinie wechseln, deren Schlüssel anders entstehen.
licensing-licence-other-uniqueness = Eine Lizenz mit Geräten kann nicht zu einer Richtlinie wechseln, nach der Geräte anders eindeutig sind.
licensing-licence-over-strict = Die Lizenz hat mehr, als die strenge Richtlinie erlaubt.

## licences in bulk and batches

## files and the offline desk

licensing-offline = Datei für eine Maschine ohne Netz
licensing-offline-text = Die Datei belegt die Lizenz, wo kein Server gefragt werden kann. Bringen Sie sie dorthin, zum Beispiel auf einem USB-Stick.
licensing-offline-for = Für
licensing-offline-for-hint = Die Datei einer Maschine gilt nur auf dieser Maschine.
licensing-offline-licence = die Lizenz, auf jeder Maschine
licensing-offline-request = Anfrage der Maschine
licensing-offline-request-hint = Der Fingerabdruck, den das Programm anzeigt, oder die Anfrage, die es aufgeschrieben hat. Sie geht der Auswahl oben vor.
licensing-offline-time = Gültig
licensing-offline-time-hint = Eine Aussetzung erreicht eine Maschine ohne Netz erst, wenn ihre Datei endet.
licensing-offline-day = einen Tag
licensing-offline-week = eine Woche
licensing-offline-month = 30 Tage
licensing-offline-year = ein Jahr
licensing-offline-for-ever = ohne Ende
licensing-offline-encrypt = Verschlüsseln
licensing-offline-encrypt-hint = Sie wird mit dem Lizenzschlüssel geöffnet, die Datei einer Maschine dazu mit deren Fingerabdruck.
licensing-offline-make = Datei erstellen
licensing-offline-back = Zurück
licensing-offline-check = Wie Programme sie prüfen
licensing-offline-check-text = Die Datei ist mit Ed25519 signiert. Ein Programm, das diesen öffentlichen Schlüssel enthält, erkennt, dass sie echt ist.
licensing-offline-public-key = Öffentlicher Schlüssel
licensing-offline-copy = Öffentlichen Schlüssel kopieren
licensing-file-ttl-invalid = Die Zeit muss mindestens eine Stunde betragen.
licensing-file-include-invalid = Etwas von dem, was mitkommen soll, gibt es nicht.
licensing-file-algorithm-invalid = Mit diesem Verfahren werden keine Dateien erstellt.
licensing-file-suspended = Die Lizenz ist ausgesetzt: Es wird keine Datei erstellt.
licensing-file-banned = Der Inhaber der Lizenz ist gesperrt: Es wird keine Datei erstellt.
licensing-file-expired = Die Lizenz ist abgelaufen und darf nicht mehr benutzt werden: Es wird keine Datei erstellt.
licensing-file-machine-unknown = Keine Maschine dieser Lizenz hat diesen Fingerabdruck. Aktivieren Sie sie zuerst.
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
licensing-machine-owner-not-allowed = Diese Person nutzt die Lizenz nicht.
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

## validation

## products

## policies

## entitlements

## environments

## groups

## users of licences

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
licensing-bearer-user = Nutzer
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
licensing-token-bearer-hint = Das Token eines Produkts erreicht nur dieses Produkt und seine Lizenzen, das einer Umgebung nur diese Umgebung. Token von Nutzern und Lizenzen werden über die Schnittstelle erzeugt.
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
licensing-resource-few = So viele sind nicht frei, nur { $free }. Es wurde nichts zugeteilt.
licensing-resource-not-free = Diese Ressource ist nicht mehr frei.
licensing-resource-not-allocated = Diese Ressource ist niemandem zugeteilt.
licensing-resource-no-quarantine = Diese Ressource ist nicht in Quarantäne.
licensing-resource-held = Die Ressource ist vergeben. Geben Sie sie zuerst frei.
licensing-resource-other-pool = Testlizenzen erhalten nur Ressourcen für Testlizenzen, andere nur die übrigen.
licensing-resource-no-licence = Diese Lizenz gibt es nicht.
licensing-resource-days = Eine Quarantäne dauert 1 bis 3650 Tage.
licensing-resource-reason-long = Der Grund darf höchstens 200 Zeichen haben.

## customers' portal

## sessions

## statistics and anomalies

## import and export

## panels, tiles, palette

## happenings

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
