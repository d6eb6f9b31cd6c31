## the app and its rights

licensing-app = Licences
licensing-right-view = See licences, machines and products
licensing-right-work = Issue, change, suspend and renew licences, free machines
licensing-right-manage = Set up products, policies, tokens and keys, delete for good

licensing-nav-licences = Licences
licensing-nav-machines = Machines
licensing-nav-products = Products
licensing-nav-policies = Policies
licensing-nav-entitlements = Features
licensing-nav-groups = Groups
licensing-nav-users = Users
licensing-nav-environments = Environments

## metadata, words and limits

licensing-metadata-no-object = Metadata must be a JSON object.
licensing-metadata-many-keys = Metadata may have at most 64 keys.
licensing-metadata-deep = Metadata may be at most 4 levels deep.
licensing-metadata-long = Metadata may be at most 16 KB long.

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

licensing-purpose-sold = Licences and their use
licensing-purpose-sold-text = Customers and the people who use their programs: who has which licence, and on which machines it runs. To fulfil the contract (Art. 6(1)(b) GDPR).
licensing-purpose-sold-kept = Until the licence is deleted; names and addresses earlier on demand.
licensing-purpose-offer = Licences on offer
licensing-purpose-offer-text = Products, policies, keys and tokens that the house set up. About nobody.
licensing-purpose-offer-kept = Until they are deleted.
licensing-privacy-users = Users of licences
licensing-privacy-machines = Machines of these users
licensing-privacy-why = What was sold stays as a contract; who used it is told no more.
