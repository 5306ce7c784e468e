-- 0012 api_key: credentials by the SHA-256 of their text; the text itself is stored nowhere.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS api_key (
    tenant_id  text NOT NULL,
    key_id     text NOT NULL,
    hash       bytea NOT NULL,
    account_id text NOT NULL,
    role       text,                         -- less than the member's role where set
    created_us bigint NOT NULL,
    expires_us bigint,
    revoked_us bigint,
    PRIMARY KEY (tenant_id, key_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS api_key_by_hash ON api_key (hash);

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS api_key_of_tenant ON api_key;
CREATE POLICY api_key_of_tenant ON api_key
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO omnisage_app;
DROP POLICY IF EXISTS api_key_of_system ON api_key;
CREATE POLICY api_key_of_system ON api_key FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, key_id, hash, account_id, role, expires_us, revoked_us) ON api_key TO omnisage_system;
