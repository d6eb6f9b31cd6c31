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
