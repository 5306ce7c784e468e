-- 0006 lease: who does which unfinished run, until when.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS lease (
    tenant_id   text NOT NULL,
    run_id      text NOT NULL,
    owner_kind  text NOT NULL,               -- coordinator or executor
    owner_key   text NOT NULL,               -- the grain's key
    incarnation text NOT NULL,               -- the start of the silo that does it
    expires_us  bigint NOT NULL,
    shard       bigint NOT NULL CHECK (shard BETWEEN 0 AND 255), -- spreads recovery; the last byte of the run's id
    PRIMARY KEY (tenant_id, run_id)
);
CREATE INDEX IF NOT EXISTS lease_by_shard ON lease (shard);

ALTER TABLE lease ENABLE ROW LEVEL SECURITY;
ALTER TABLE lease FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS lease_of_tenant ON lease;
CREATE POLICY lease_of_tenant ON lease
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON lease TO omnisage_app;
DROP POLICY IF EXISTS lease_of_system ON lease;
CREATE POLICY lease_of_system ON lease FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, run_id, owner_kind, owner_key, incarnation, expires_us, shard) ON lease TO omnisage_system;
