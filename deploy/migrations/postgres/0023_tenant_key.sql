-- 0023 tenant_key: the key of a tenant's secrets, wrapped by the install's master key, which is not in the database.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS tenant_key (
    tenant_id     text NOT NULL,
    version       bigint NOT NULL,
    master_key_id text NOT NULL,
    wrapped       bytea NOT NULL,
    created_us    bigint NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

ALTER TABLE tenant_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_key FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant_key_of_tenant ON tenant_key;
CREATE POLICY tenant_key_of_tenant ON tenant_key
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_key TO omnisage_app;
