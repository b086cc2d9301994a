-- What this realm signs its documents with, sealed under the master key; and the recovery key, until it is kept elsewhere.

CREATE TABLE identity_keys (
  purpose TEXT NOT NULL PRIMARY KEY CHECK (purpose IN ('signing', 'recovery')),
  master_key TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Realm documents that were believed, this realm's own and its peers', with their signatures, octet for octet.

CREATE TABLE realm_documents (
  realm TEXT NOT NULL,
  version INTEGER NOT NULL,
  since INTEGER NOT NULL,
  signed BLOB NOT NULL,
  PRIMARY KEY (realm, version)
) STRICT;
