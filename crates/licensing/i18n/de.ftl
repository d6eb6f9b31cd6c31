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
