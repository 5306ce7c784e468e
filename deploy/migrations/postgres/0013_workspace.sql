-- 0013 workspace: parts of a tenant: teams, departments, clients.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS workspace (
    tenant_id    text NOT NULL,
    workspace_id text NOT NULL,
    slug         text NOT NULL,
    name         text NOT NULL,
    created_us   bigint NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS workspace_by_slug ON workspace (tenant_id, slug);

ALTER TABLE workspace ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS workspace_of_tenant ON workspace;
CREATE POLICY workspace_of_tenant ON workspace
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON workspace TO omnisage_app;
DROP POLICY IF EXISTS workspace_of_system ON workspace;
CREATE POLICY workspace_of_system ON workspace FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, workspace_id, created_us) ON workspace TO omnisage_system;
