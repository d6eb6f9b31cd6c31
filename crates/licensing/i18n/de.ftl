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
