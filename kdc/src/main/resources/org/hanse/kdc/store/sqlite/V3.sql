-- Whether a peer's clients may log in at home by way of this realm's HTTPS port.

ALTER TABLE trusts ADD COLUMN relay_logins INTEGER NOT NULL DEFAULT 0;
