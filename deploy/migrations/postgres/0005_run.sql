-- 0005 run: pieces of work as lists show them; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS run (
    tenant_id    text NOT NULL,
    run_id       text NOT NULL,
    workspace_id text NOT NULL,
    thread_id    text NOT NULL,
    parent_id    text,
    kind         text NOT NULL,
    status       text NOT NULL,
    title        text NOT NULL,
    task_id      text,
    created_us   bigint NOT NULL,
    updated_us   bigint NOT NULL,
    ended_us     bigint,
    closed_seq   bigint,                     -- behind this event of the thread the run has nothing new
    PRIMARY KEY (tenant_id, run_id)
);
CREATE INDEX IF NOT EXISTS run_by_workspace ON run (tenant_id, workspace_id, run_id);
CREATE INDEX IF NOT EXISTS run_by_thread ON run (tenant_id, thread_id, closed_seq);
CREATE INDEX IF NOT EXISTS run_list_of_thread ON run (tenant_id, thread_id, run_id);
CREATE INDEX IF NOT EXISTS run_by_parent ON run (tenant_id, parent_id, run_id) WHERE parent_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS run_unfinished ON run (tenant_id, kind) WHERE ended_us IS NULL;

ALTER TABLE run ENABLE ROW LEVEL SECURITY;
ALTER TABLE run FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS run_of_tenant ON run;
CREATE POLICY run_of_tenant ON run
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON run TO omnisage_app;
