//! Keys, signatures and files that clients check: nothing here knows a database.
