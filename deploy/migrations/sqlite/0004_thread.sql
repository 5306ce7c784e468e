-- 0004 thread: conversations as lists show them; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS thread (
    tenant_id    TEXT NOT NULL,
    thread_id    TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    title        TEXT NOT NULL,
    mode         TEXT NOT NULL,
    created_by   TEXT NOT NULL,
    created_us   INTEGER NOT NULL,
    updated_us   INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thread_by_workspace ON thread (tenant_id, workspace_id, thread_id);
