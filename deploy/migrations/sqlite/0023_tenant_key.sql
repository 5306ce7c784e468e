-- 0023 tenant_key: the key of a tenant's secrets, wrapped by the install's master key, which is not in the database.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS tenant_key (
    tenant_id     TEXT NOT NULL,
    version       INTEGER NOT NULL,
    master_key_id TEXT NOT NULL,
    wrapped       BLOB NOT NULL,
    created_us    INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, version)
) STRICT, WITHOUT ROWID;
