-- 0029 message_image: pictures of messages, each once for its thread, by the SHA-256 of its bytes.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS message_image (
    tenant_id  TEXT NOT NULL,
    thread_id  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content    BLOB NOT NULL,
    PRIMARY KEY (tenant_id, thread_id, sha256)
) STRICT;
