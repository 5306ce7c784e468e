-- 0003 snapshot: the latest state of a journal; can be dropped and made again from the log.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS snapshot (
    tenant_id  text NOT NULL,
    journal_id text NOT NULL,
    seq        bigint NOT NULL,              -- the last event that is in it
    schema     bigint NOT NULL,
    state      bytea NOT NULL,
    PRIMARY KEY (tenant_id, journal_id)
);

ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE snapshot FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS snapshot_of_tenant ON snapshot;
CREATE POLICY snapshot_of_tenant ON snapshot
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO omnisage_app;
