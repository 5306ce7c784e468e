-- 0012 api_key: credentials by the SHA-256 of their text; the text itself is stored nowhere.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS api_key (
    tenant_id  TEXT NOT NULL,
    key_id     TEXT NOT NULL,
    hash       BLOB NOT NULL,
    account_id TEXT NOT NULL,
    role       TEXT,                         -- less than the member's role where set
    created_us INTEGER NOT NULL,
    expires_us INTEGER,
    revoked_us INTEGER,
    PRIMARY KEY (tenant_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS api_key_by_hash ON api_key (hash);
