-- 0014 reminder: when Orleans wakes which grain.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS reminder (
    tenant_id  TEXT NOT NULL,                -- the tenant that leads the grain's key
    grain_id   TEXT NOT NULL,
    name       TEXT NOT NULL,
    grain_hash INTEGER NOT NULL,             -- the grain's place on the ring
    start_us   INTEGER NOT NULL,
    period_us  INTEGER NOT NULL,
    etag       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, grain_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reminder_by_hash ON reminder (grain_hash);
