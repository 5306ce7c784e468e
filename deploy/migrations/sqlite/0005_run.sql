-- 0005 run: pieces of work as lists show them; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS run (
    tenant_id    TEXT NOT NULL,
    run_id       TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    thread_id    TEXT NOT NULL,
    parent_id    TEXT,
    kind         TEXT NOT NULL,
    status       TEXT NOT NULL,
    title        TEXT NOT NULL,
    task_id      TEXT,
    created_us   INTEGER NOT NULL,
    updated_us   INTEGER NOT NULL,
    ended_us     INTEGER,
    closed_seq   INTEGER,                    -- behind this event of the thread the run has nothing new
    PRIMARY KEY (tenant_id, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_by_workspace ON run (tenant_id, workspace_id, run_id);
CREATE INDEX IF NOT EXISTS run_by_thread ON run (tenant_id, thread_id, closed_seq);
CREATE INDEX IF NOT EXISTS run_list_of_thread ON run (tenant_id, thread_id, run_id);
CREATE INDEX IF NOT EXISTS run_by_parent ON run (tenant_id, parent_id, run_id) WHERE parent_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS run_unfinished ON run (tenant_id, kind) WHERE ended_us IS NULL;
