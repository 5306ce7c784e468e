-- 0019 approval: what people are asked, as lists show it; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS approval (
    tenant_id    text NOT NULL,
    approval_id  text NOT NULL,
    workspace_id text NOT NULL,
    thread_id    text NOT NULL,
    run_id       text NOT NULL,
    status       text NOT NULL,
    tool         text NOT NULL,
    target       text NOT NULL,
    hash         text NOT NULL,
    created_us   bigint NOT NULL,
    expires_us   bigint NOT NULL,
    updated_us   bigint NOT NULL,
    PRIMARY KEY (tenant_id, approval_id)
);
CREATE INDEX IF NOT EXISTS approval_by_workspace ON approval (tenant_id, workspace_id, approval_id);
CREATE INDEX IF NOT EXISTS approval_open ON approval (tenant_id, workspace_id, approval_id) WHERE status = 'open';

ALTER TABLE approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS approval_of_tenant ON approval;
CREATE POLICY approval_of_tenant ON approval
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON approval TO omnisage_app;
