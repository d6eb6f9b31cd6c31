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
licensing-policy-none-yet = Zuerst braucht es ein Produkt und eine Richtlinie.
licensing-pages-policies = Richtlinien
licensing-owner-hint = Die E-Mail-Adresse eines Nutzers von Lizenzen.
licensing-owner-nobody = Kein Nutzer von Lizenzen hat die Adresse { $email }.
licensing-organisation-nobody = Keine Organisation heißt „{ $text }“.
licensing-organisation-choose = Mehrere Organisationen können gemeint sein. Wählen Sie eine.
licensing-choice-unknown = Diese Auswahl gibt es nicht ({ $field }).
licensing-count-no-number = Geben Sie eine ganze Zahl ein.
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
licensing-field-max-machines = Geräte
licensing-field-max-users = Nutzer
licensing-field-max-processes = Prozesse
licensing-field-max-cores = Kerne
licensing-field-max-memory = Speicher (Byte)
licensing-field-max-disk = Platte (Byte)
licensing-field-max-uses = Nutzungen
licensing-ends-hint = Leer: wie die Richtlinie sagt.
licensing-ends-edit-hint = Leer: ohne Ende.
licensing-no-end = ohne Ende
licensing-no-end-ever = Ohne Ende, was auch die Richtlinie sagt
licensing-limits = Grenzen
licensing-limits-own = Eigene Grenzen
licensing-limits-hint = Leer: wie die Richtlinie sagt.
licensing-taken = { $taken } (ohne Grenze)
licensing-taken-of = { $taken } von { $most }
licensing-seats = { $taken } Plätze
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
licensing-pages-users = Nutzer
licensing-pages-users-none = Niemand außer dem Inhaber.
licensing-users-email = E-Mail-Adresse des Nutzers
licensing-users-attach = Nutzer hinzufügen
licensing-users-detach = Nutzer entfernen
licensing-feature = Merkmal
licensing-features = Merkmale
licensing-features-none = Keine Merkmale.
licensing-features-value = Wert (freiwillig)
licensing-features-attach = Merkmal hinzufügen
licensing-features-detach = Merkmal entfernen
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
licensing-move-text = Was die neue Richtlinie sagt, gilt sofort. Ob das Ende bleibt, sagt sie auch.
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
licensing-remove-many = { $n } Lizenzen löschen
licensing-remove-text = Das lässt sich nicht zurücknehmen. Mit ihnen gehen { $machines } Geräte, und Programme mit diesen Schlüsseln laufen nicht mehr.
licensing-remove-more = und { $n } weitere
licensing-remove-word = löschen
licensing-remove-confirm = Tippen Sie „{ $word }“
licensing-remove-unconfirmed = Tippen Sie das Wort „{ $word }“.
licensing-remove-for-good = Endgültig löschen
licensing-pages-conflict = Unterschiede
licensing-pages-conflict-text = Das hat inzwischen jemand anderes geändert. Speichern Sie noch einmal, gilt Ihre Fassung.
licensing-pages-conflict-field = Feld
licensing-pages-conflict-mine = Ihre Fassung
licensing-pages-conflict-theirs = Gespeichert
licensing-pages-conflict-reload = Gespeicherte Fassung laden

## licences in bulk and batches

licensing-bulk-delete = Löschen …
licensing-bulk-done = { $n } Lizenzen geändert.
licensing-bulk-partly = { $n } Lizenzen geändert, diese nicht: { $failed }
licensing-batch = Viele Lizenzen auf einmal
licensing-batch-text = Bis zu { $most } Lizenzen einer Richtlinie, alle oder keine.
licensing-batch-count = Anzahl
licensing-batch-count-wrong = Geben Sie eine Zahl von 1 bis { $most } ein.
licensing-batch-name-hint = Aus # wird die Nummer.
licensing-batch-issue = Lizenzen ausstellen
licensing-batch-done = { $n } Lizenzen ausgestellt
licensing-batch-fetch = Schlüssel als CSV laden
licensing-batch-fetch-text = Hier bekommen Sie alle Schlüssel in einer Datei. Die Seite gilt 48 Stunden; wer die Schlüssel lädt, steht im Sicherheitsprotokoll.

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
licensing-field-activated = Angemeldet
licensing-field-hostname = Rechnername
licensing-field-platform = System
licensing-field-ip = IP-Adresse
licensing-field-cores = Kerne
licensing-field-memory = Speicher
licensing-field-disk = Platte
licensing-field-pid = Prozessnummer

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

licensing-panel-none = Keine Lizenzen.
licensing-panel-all = Alle Lizenzen
licensing-tile-active = aktiv
licensing-tile-ending = enden in 30 Tagen
licensing-tile-dead = Geräte tot
licensing-tile-none = In den nächsten 30 Tagen endet keine Lizenz.

## happenings

licensing-pages-by-system = Der Server
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
licensing-happened-created = hat { $name } angelegt
licensing-happened-removed = hat { $name } gelöscht
licensing-happened-marked = hat vermerkt: { $mark }
licensing-happened-banned = hat den Nutzer gesperrt
licensing-happened-unbanned = hat den Nutzer entsperrt
licensing-happened-published = hat veröffentlicht
licensing-happened-entry-revoked = hat widerrufen
licensing-happened-attached = hat etwas hinzugefügt
licensing-happened-detached = hat etwas entfernt

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
