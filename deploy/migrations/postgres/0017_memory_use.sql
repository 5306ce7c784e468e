-- 0017 memory_use: which runs were told which facts; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_use (
    tenant_id text NOT NULL,
    fact_id   text NOT NULL,
    run_id    text NOT NULL,
    thread_id text NOT NULL,
    at_us     bigint NOT NULL,
    score     bigint NOT NULL,              -- in millionths
    PRIMARY KEY (tenant_id, fact_id, run_id)
);

ALTER TABLE memory_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_use FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS memory_use_of_tenant ON memory_use;
CREATE POLICY memory_use_of_tenant ON memory_use
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON memory_use TO omnisage_app;
