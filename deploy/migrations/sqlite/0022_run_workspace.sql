-- 0022 run_workspace: the kept workspace of a run that has not ended, so that its blob stays.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS run_workspace (
    tenant_id TEXT NOT NULL,
    run_id    TEXT NOT NULL,
    sha256    TEXT NOT NULL,                 -- as the blob store names the archive
    PRIMARY KEY (tenant_id, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_workspace_by_content ON run_workspace (tenant_id, sha256);

-- So that it is told quickly whether any payload is this blob.
CREATE INDEX IF NOT EXISTS event_by_blob ON event (tenant_id, blob) WHERE blob IS NOT NULL;
