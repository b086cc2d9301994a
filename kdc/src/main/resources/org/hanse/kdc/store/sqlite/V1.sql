-- The first schema. docs/formats/store.md says what the columns mean.
-- Times are milliseconds since 1970 UTC, durations whole seconds; empty is NULL.

CREATE TABLE meta (
  item TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (
  name TEXT NOT NULL PRIMARY KEY,
  max_life INTEGER,
  max_renew INTEGER,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A row stays for ever: it is the identity. Whether the principal is in use is said by its row in names.
CREATE TABLE principals (
  subject_id TEXT NOT NULL PRIMARY KEY,
  flags TEXT NOT NULL,
  expires INTEGER,
  password_expires INTEGER,
  max_life INTEGER,
  max_renew INTEGER,
  policy TEXT REFERENCES policies (name),
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX principals_of_policy ON principals (policy) WHERE policy IS NOT NULL;

-- Every name that is or was somebody's, in one table, so that no name can mean two principals.
CREATE TABLE names (
  name TEXT NOT NULL PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES principals (subject_id),
  kind TEXT NOT NULL CHECK (kind IN ('principal', 'alias', 'deleted', 'deleted_alias', 'renamed')),
  last_kvno INTEGER,
  since INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX names_of_subject ON names (subject_id);

CREATE UNIQUE INDEX one_canonical_name ON names (subject_id) WHERE kind IN ('principal', 'deleted');

CREATE TABLE principal_keys (
  subject_id TEXT NOT NULL REFERENCES principals (subject_id),
  kvno INTEGER NOT NULL,
  enctype INTEGER NOT NULL,
  preference INTEGER NOT NULL,
  salt TEXT,
  parameters BLOB,
  master_key TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (subject_id, kvno, enctype)
) STRICT, WITHOUT ROWID;

CREATE TABLE principal_attributes (
  subject_id TEXT NOT NULL REFERENCES principals (subject_id),
  attribute TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (subject_id, attribute)
) STRICT, WITHOUT ROWID;

CREATE TABLE trusts (
  peer TEXT NOT NULL PRIMARY KEY,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  max_life INTEGER,
  allow_forwardable INTEGER NOT NULL,
  log_only INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  modified_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE trust_lists (
  peer TEXT NOT NULL REFERENCES trusts (peer),
  list TEXT NOT NULL CHECK (list IN ('accept_realms', 'transit_to', 'clients', 'domains', 'kdcs')),
  position INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (peer, list, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE trust_keys (
  peer TEXT NOT NULL REFERENCES trusts (peer),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kvno INTEGER NOT NULL,
  enctype INTEGER NOT NULL,
  preference INTEGER NOT NULL,
  master_key TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (peer, direction, kvno, enctype)
) STRICT, WITHOUT ROWID;

-- What changed, in order, for the caches of every process. AUTOINCREMENT: a number is never used twice.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  item TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
