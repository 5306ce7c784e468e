-- 0004 thread: conversations as lists show them; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS thread (
    tenant_id    text NOT NULL,
    thread_id    text NOT NULL,
    workspace_id text NOT NULL,
    title        text NOT NULL,
    mode         text NOT NULL,
    created_by   text NOT NULL,
    created_us   bigint NOT NULL,
    updated_us   bigint NOT NULL,
    PRIMARY KEY (tenant_id, thread_id)
);
CREATE INDEX IF NOT EXISTS thread_by_workspace ON thread (tenant_id, workspace_id, thread_id);

ALTER TABLE thread ENABLE ROW LEVEL SECURITY;
ALTER TABLE thread FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS thread_of_tenant ON thread;
CREATE POLICY thread_of_tenant ON thread
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON thread TO omnisage_app;
