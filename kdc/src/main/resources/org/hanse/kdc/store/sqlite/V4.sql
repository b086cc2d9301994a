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

-- What this realm remembers of the agreement on keys with each peer, for ever: its counters must not go back. What is pending holds
-- sealed secrets, and comes into no backup.

CREATE TABLE agreements (
  peer_id TEXT NOT NULL PRIMARY KEY,
  peer TEXT NOT NULL,
  declared INTEGER NOT NULL,
  state TEXT NOT NULL,
  pending TEXT,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Two realms of one name: the second cannot be declared while the first is.
CREATE UNIQUE INDEX agreements_declared ON agreements (peer) WHERE declared = 1;

CREATE INDEX agreements_peer ON agreements (peer);

-- With whom an operator, a federation or an introduction wants an agreement.

CREATE TABLE declarations (
  peer TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  fingerprint TEXT,
  confirmed TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'both')),
  origin TEXT NOT NULL CHECK (origin IN ('operator', 'federation', 'introduction')),
  by TEXT,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Federations whose lists this realm reads: the key that the operator typed, the newest list that was believed, with its signatures.

CREATE TABLE federations (
  name TEXT NOT NULL PRIMARY KEY,
  pinned TEXT NOT NULL,
  url TEXT,
  accept TEXT NOT NULL CHECK (accept IN ('none', 'in', 'out', 'both')),
  list BLOB,
  problem TEXT,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Two documents of one realm that cannot both be, as evidence.

CREATE TABLE contradictions (
  realm TEXT NOT NULL PRIMARY KEY,
  held BLOB NOT NULL,
  other BLOB NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What operators allow with respect to introductions by a peer, and of it.

CREATE TABLE introduction_terms (
  peer TEXT NOT NULL PRIMARY KEY,
  accepts TEXT CHECK (accepts IN ('in', 'out', 'both')),
  passes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Introductions that were believed, with their signatures, for ever: each counts once.

CREATE TABLE introductions (
  introducer TEXT NOT NULL,
  peer TEXT NOT NULL,
  signed BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL,
  PRIMARY KEY (introducer, peer)
) STRICT, WITHOUT ROWID;

-- By whom an operator wants the realm to be introduced to whom, until that has come about; the problem if it has not.

CREATE TABLE introduction_wishes (
  peer TEXT NOT NULL PRIMARY KEY,
  introducer TEXT NOT NULL,
  since INTEGER NOT NULL,
  problem TEXT,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
