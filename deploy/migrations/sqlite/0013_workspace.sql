-- 0013 workspace: parts of a tenant: teams, departments, clients.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS workspace (
    tenant_id    TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    slug         TEXT NOT NULL,
    name         TEXT NOT NULL,
    created_us   INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS workspace_by_slug ON workspace (tenant_id, slug);
