-- 0022 run_workspace: the kept workspace of a run that has not ended, so that its blob stays.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS run_workspace (
    tenant_id text NOT NULL,
    run_id    text NOT NULL,
    sha256    text NOT NULL,                 -- as the blob store names the archive
    PRIMARY KEY (tenant_id, run_id)
);
CREATE INDEX IF NOT EXISTS run_workspace_by_content ON run_workspace (tenant_id, sha256);

ALTER TABLE run_workspace ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_workspace FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS run_workspace_of_tenant ON run_workspace;
CREATE POLICY run_workspace_of_tenant ON run_workspace
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON run_workspace TO omnisage_app;

-- So that it is told quickly whether any payload is this blob.
CREATE INDEX IF NOT EXISTS event_by_blob ON event (tenant_id, blob) WHERE blob IS NOT NULL;
