-- 0021 workspace_file: what the files of a workspace are now; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS workspace_file (
    tenant_id        text NOT NULL,
    workspace_id     text NOT NULL,
    path             text COLLATE "C" NOT NULL, -- listed in the order of its bytes
    sha256           text NOT NULL,          -- as the blob store names the content
    bytes            bigint NOT NULL,
    media_type       text NOT NULL,
    trust            text NOT NULL,
    sensitivity      text NOT NULL,
    sources          text NOT NULL,
    has_more_sources bigint NOT NULL,
    artifact_id      text,                   -- none for what a person put there
    run_id           text,
    author_id        text NOT NULL,
    updated_us       bigint NOT NULL,
    PRIMARY KEY (tenant_id, workspace_id, path)
);
CREATE INDEX IF NOT EXISTS workspace_file_by_content ON workspace_file (tenant_id, sha256);
CREATE INDEX IF NOT EXISTS workspace_file_by_artifact ON workspace_file (tenant_id, artifact_id)
    WHERE artifact_id IS NOT NULL;

ALTER TABLE workspace_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_file FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS workspace_file_of_tenant ON workspace_file;
CREATE POLICY workspace_file_of_tenant ON workspace_file
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON workspace_file TO omnisage_app;
