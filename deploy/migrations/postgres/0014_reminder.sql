-- 0014 reminder: when Orleans wakes which grain.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS reminder (
    tenant_id  text NOT NULL,                -- the tenant that leads the grain's key
    grain_id   text NOT NULL,
    name       text NOT NULL,
    grain_hash bigint NOT NULL,              -- the grain's place on the ring
    start_us   bigint NOT NULL,
    period_us  bigint NOT NULL,
    etag       text NOT NULL,
    PRIMARY KEY (tenant_id, grain_id, name)
);
CREATE INDEX IF NOT EXISTS reminder_by_hash ON reminder (grain_hash);

ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS reminder_of_tenant ON reminder;
CREATE POLICY reminder_of_tenant ON reminder
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON reminder TO omnisage_app;
DROP POLICY IF EXISTS reminder_of_system ON reminder;
CREATE POLICY reminder_of_system ON reminder FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, grain_id, name, grain_hash, start_us, period_us, etag) ON reminder TO omnisage_system;
