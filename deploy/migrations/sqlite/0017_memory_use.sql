-- 0017 memory_use: which runs were told which facts; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_use (
    tenant_id TEXT NOT NULL,
    fact_id   TEXT NOT NULL,
    run_id    TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    at_us     INTEGER NOT NULL,
    score     INTEGER NOT NULL,              -- in millionths
    PRIMARY KEY (tenant_id, fact_id, run_id)
) STRICT, WITHOUT ROWID;
