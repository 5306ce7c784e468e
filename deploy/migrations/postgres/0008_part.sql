-- 0008 part: parts of model requests, addressed by content and stored once per tenant.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS part (
    tenant_id text NOT NULL,
    sha256    bytea NOT NULL,
    content   bytea NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
);

ALTER TABLE part ENABLE ROW LEVEL SECURITY;
ALTER TABLE part FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS part_of_tenant ON part;
CREATE POLICY part_of_tenant ON part
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT ON part TO omnisage_app;
