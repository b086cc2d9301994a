-- When a key was made: how long those before it are needed follows from that. The keys that are there already are taken for as
-- young as the last change of their principal, so that none goes too early.

ALTER TABLE principal_keys ADD COLUMN made INTEGER NOT NULL DEFAULT 0;

UPDATE principal_keys SET made = (SELECT modified FROM principals WHERE principals.subject_id = principal_keys.subject_id);
