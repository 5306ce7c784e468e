-- 0020 artifact: files that runs made and that were kept; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS artifact (
    tenant_id        text NOT NULL,
    artifact_id      text NOT NULL,
    workspace_id     text NOT NULL,
    thread_id        text NOT NULL,
    run_id           text NOT NULL,
    step             bigint NOT NULL,
    tool             text NOT NULL,
    path             text NOT NULL,          -- in the task's workspace
    sha256           text NOT NULL,          -- as the blob store names the content
    bytes            bigint NOT NULL,
    media_type       text NOT NULL,
    trust            text NOT NULL,
    sensitivity      text NOT NULL,
    sources          text NOT NULL,
    has_more_sources bigint NOT NULL,
    created_us       bigint NOT NULL,
    PRIMARY KEY (tenant_id, artifact_id)
);
CREATE INDEX IF NOT EXISTS artifact_by_workspace ON artifact (tenant_id, workspace_id, artifact_id);
CREATE INDEX IF NOT EXISTS artifact_by_run ON artifact (tenant_id, run_id, artifact_id);
CREATE INDEX IF NOT EXISTS artifact_by_content ON artifact (tenant_id, sha256);
CREATE INDEX IF NOT EXISTS artifact_by_age ON artifact (tenant_id, created_us);

ALTER TABLE artifact ENABLE ROW LEVEL SECURITY;
ALTER TABLE artifact FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS artifact_of_tenant ON artifact;
CREATE POLICY artifact_of_tenant ON artifact
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON artifact TO omnisage_app;
