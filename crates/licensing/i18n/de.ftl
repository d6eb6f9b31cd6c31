## the app and its rights

licensing-app = Lizenzen
licensing-right-view = Lizenzen, Geräte und Produkte sehen
licensing-right-work = Lizenzen ausstellen, ändern, sperren und verlängern, Geräte freigeben
licensing-right-manage = Produkte, Richtlinien, Token und Schlüssel einrichten, endgültig löschen

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
