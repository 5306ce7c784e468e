-- 0006 lease: who does which unfinished run, until when.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS lease (
    tenant_id   TEXT NOT NULL,
    run_id      TEXT NOT NULL,
    owner_kind  TEXT NOT NULL,               -- coordinator or executor
    owner_key   TEXT NOT NULL,               -- the grain's key
    incarnation TEXT NOT NULL,               -- the start of the silo that does it
    expires_us  INTEGER NOT NULL,
    shard       INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 255), -- spreads recovery; the last byte of the run's id
    PRIMARY KEY (tenant_id, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS lease_by_shard ON lease (shard);
