-- 0003 snapshot: the latest state of a journal; can be dropped and made again from the log.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS snapshot (
    tenant_id  TEXT NOT NULL,
    journal_id TEXT NOT NULL,
    seq        INTEGER NOT NULL,             -- the last event that is in it
    schema     INTEGER NOT NULL,
    state      BLOB NOT NULL,
    PRIMARY KEY (tenant_id, journal_id)
) STRICT;
