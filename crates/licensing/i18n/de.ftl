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

## releases and artifacts

## webhooks

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
