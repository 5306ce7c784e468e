-- 0010 tenant: organisations.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS tenant (
    tenant_id  text NOT NULL,
    name       text NOT NULL,
    created_us bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant_of_tenant ON tenant;
CREATE POLICY tenant_of_tenant ON tenant
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant TO omnisage_app;
DROP POLICY IF EXISTS tenant_of_system ON tenant;
CREATE POLICY tenant_of_system ON tenant FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, created_us) ON tenant TO omnisage_system;
