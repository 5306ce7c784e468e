-- 0008 part: parts of model requests, addressed by content and stored once per tenant.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS part (
    tenant_id TEXT NOT NULL,
    sha256    BLOB NOT NULL,
    content   BLOB NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
) STRICT;
