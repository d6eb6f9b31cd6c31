## the app and its rights

licensing-app = Licences
licensing-right-view = See licences, machines and products
licensing-right-work = Issue, change, suspend and renew licences, free machines
licensing-right-manage = Set up products, policies, tokens and keys, delete for good

## metadata, words and limits

licensing-metadata-no-object = Metadata must be a JSON object.
licensing-metadata-many-keys = Metadata may have at most 64 keys.
licensing-metadata-deep = Metadata may be at most 4 levels deep.
licensing-metadata-long = Metadata may be at most 16 KB long.

## licences

## licences in bulk and batches

## files and the offline desk

## machines, components, processes

licensing-fingerprint-missing = The machine’s fingerprint is missing.
licensing-fingerprint-taken = This fingerprint is taken already.
licensing-component-taken = A component of this machine belongs to another one already.
licensing-component-conflict = Two components of this machine have the same fingerprint.
licensing-component-many = A machine has at most { $most } components.
licensing-component-name-missing = The component’s name is missing.
licensing-process-pid-missing = The number of the process is missing.
licensing-process-pid-taken = A process with this number runs on this machine already.
licensing-machine-too-long = This is longer than { $most } characters.
licensing-machine-control-character = Control characters are not allowed here.
licensing-machine-out-of-range = This must be a number between 0 and { $most }.
licensing-machine-owner-not-allowed = This person does not use the licence.
licensing-machine-group-not-found = There is no such group.
licensing-machine-licence-suspended = The licence is suspended.
licensing-machine-licence-expired = The licence has expired.
licensing-machine-limit = The licence is limited to { $most } machines, and has as many already.
licensing-machine-core-limit = The machines of this licence may have at most { $most } cores together.
licensing-machine-memory-limit = The machines of this licence may have at most { $most } bytes of memory together.
licensing-machine-disk-limit = The machines of this licence may have at most { $most } bytes of disk together.
licensing-process-limit = At most { $most } processes may run at once with this licence.
licensing-machine-group-limit = The group is limited to { $most } machines, and has as many already.
licensing-machine-dead = The machine counts as dead: its heartbeat comes too late.
licensing-process-dead = The process counts as dead: its heartbeat comes too late.

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
