-- 0019 approval: what people are asked, as lists show it; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS approval (
    tenant_id    TEXT NOT NULL,
    approval_id  TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    thread_id    TEXT NOT NULL,
    run_id       TEXT NOT NULL,
    status       TEXT NOT NULL,
    tool         TEXT NOT NULL,
    target       TEXT NOT NULL,
    hash         TEXT NOT NULL,
    created_us   INTEGER NOT NULL,
    expires_us   INTEGER NOT NULL,
    updated_us   INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, approval_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS approval_by_workspace ON approval (tenant_id, workspace_id, approval_id);
CREATE INDEX IF NOT EXISTS approval_open ON approval (tenant_id, workspace_id, approval_id) WHERE status = 'open';
