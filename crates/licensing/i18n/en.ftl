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

licensing-licence-name-long = A name may have at most { $count } characters.
licensing-licence-name-control = Control characters cannot be stored.
licensing-licence-limit-zero = At least 1, or empty for the policy’s limit.
licensing-licence-limit-large = This number is too large.
licensing-licence-too-many = At most { $count } licences can be issued at once.
licensing-licence-key-taken = Another licence has this key already.
licensing-licence-key-short = A key has at least { $count } characters.
licensing-licence-key-long = A key is at most { $count } bytes long.
licensing-licence-key-invalid = A key must not look like an ID, nor have control characters, nor spaces at its ends.
licensing-licence-key-pool = The keys of this policy come from a pool.
licensing-licence-key-dataset = The dataset of a JSON Web Token must be a JSON object, with numbers for exp, nbf and iat.
licensing-licence-pool-empty = The pool of keys is empty.
licensing-licence-scheme = The scheme of this policy cannot be signed with.
licensing-licence-policy-unknown = There is no such policy.
licensing-licence-user-unknown = There is no such user.
licensing-licence-group-unknown = There is no such group.
licensing-licence-environment-unknown = There is no such environment.
licensing-licence-organisation-unknown = There is no such organisation.
licensing-licence-group-full = The group has as many licences as it may have.
licensing-licence-suspended = The licence is suspended already.
licensing-licence-not-suspended = The licence is not suspended.
licensing-licence-no-duration = The licence cannot be renewed: its policy names no duration.
licensing-licence-never-ends = The licence cannot be renewed: it never ends.
licensing-licence-no-check-in = The policy does not demand that the licence checks in.
licensing-licence-uses-amount = At least 1.
licensing-licence-uses-over = The licence may not be used so often.
licensing-licence-uses-below = There are no fewer uses than none.
licensing-licence-users-over = The licence has as many users as it may have.
licensing-licence-user-owns = Whoever owns the licence uses it anyway.
licensing-licence-user-detached = This user does not use the licence.
licensing-licence-entitlement-unknown = There is no such entitlement.
licensing-licence-entitlement-detached = The licence does not have this entitlement for itself.
licensing-licence-value-long = A value has at most { $count } characters.
licensing-licence-other-product = A licence cannot move to a policy of another product.
licensing-licence-other-keys = A licence cannot move to a policy whose keys are made in another way.
licensing-licence-other-uniqueness = A licence with machines cannot move to a policy by which machines are unique in another way.
licensing-licence-over-strict = The licence has more than the strict policy allows.

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
