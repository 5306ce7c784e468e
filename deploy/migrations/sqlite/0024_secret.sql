-- 0024 secret: the sealed values of workspaces' secrets; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS secret (
    tenant_id    TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    name         TEXT NOT NULL,
    sealed       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id, name)
) STRICT, WITHOUT ROWID;
