-- 0024 secret: the sealed values of workspaces' secrets; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS secret (
    tenant_id    text NOT NULL,
    workspace_id text NOT NULL,
    name         text NOT NULL,
    sealed       text NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id, name)
);

ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS secret_of_tenant ON secret;
CREATE POLICY secret_of_tenant ON secret
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON secret TO omnisage_app;
