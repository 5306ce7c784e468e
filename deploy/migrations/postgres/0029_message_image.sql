-- 0029 message_image: pictures of messages, each once for its thread, by the SHA-256 of its bytes.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS message_image (
    tenant_id  text NOT NULL,
    thread_id  text NOT NULL,
    sha256     text NOT NULL,
    media_type text NOT NULL,
    content    bytea NOT NULL,
    PRIMARY KEY (tenant_id, thread_id, sha256)
);

ALTER TABLE message_image ENABLE ROW LEVEL SECURITY;
ALTER TABLE message_image FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS message_image_of_tenant ON message_image;
CREATE POLICY message_image_of_tenant ON message_image
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON message_image TO omnisage_app;
