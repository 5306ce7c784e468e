-- 0021 workspace_file: what the files of a workspace are now; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS workspace_file (
    tenant_id        TEXT NOT NULL,
    workspace_id     TEXT NOT NULL,
    path             TEXT NOT NULL,          -- listed in the order of its bytes
    sha256           TEXT NOT NULL,          -- as the blob store names the content
    bytes            INTEGER NOT NULL,
    media_type       TEXT NOT NULL,
    trust            TEXT NOT NULL,
    sensitivity      TEXT NOT NULL,
    sources          TEXT NOT NULL,
    has_more_sources INTEGER NOT NULL,
    artifact_id      TEXT,                   -- none for what a person put there
    run_id           TEXT,
    author_id        TEXT NOT NULL,
    updated_us       INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS workspace_file_by_content ON workspace_file (tenant_id, sha256);
CREATE INDEX IF NOT EXISTS workspace_file_by_artifact ON workspace_file (tenant_id, artifact_id)
    WHERE artifact_id IS NOT NULL;
