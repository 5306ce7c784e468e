-- 0020 artifact: files that runs made and that were kept; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS artifact (
    tenant_id        TEXT NOT NULL,
    artifact_id      TEXT NOT NULL,
    workspace_id     TEXT NOT NULL,
    thread_id        TEXT NOT NULL,
    run_id           TEXT NOT NULL,
    step             INTEGER NOT NULL,
    tool             TEXT NOT NULL,
    path             TEXT NOT NULL,          -- in the task's workspace
    sha256           TEXT NOT NULL,          -- as the blob store names the content
    bytes            INTEGER NOT NULL,
    media_type       TEXT NOT NULL,
    trust            TEXT NOT NULL,
    sensitivity      TEXT NOT NULL,
    sources          TEXT NOT NULL,
    has_more_sources INTEGER NOT NULL,
    created_us       INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, artifact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS artifact_by_workspace ON artifact (tenant_id, workspace_id, artifact_id);
CREATE INDEX IF NOT EXISTS artifact_by_run ON artifact (tenant_id, run_id, artifact_id);
CREATE INDEX IF NOT EXISTS artifact_by_content ON artifact (tenant_id, sha256);
CREATE INDEX IF NOT EXISTS artifact_by_age ON artifact (tenant_id, created_us);
