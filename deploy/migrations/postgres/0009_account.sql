-- 0009 account: who may sign in; accounts belong to no tenant.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS account (
    tenant_id   text NOT NULL,               -- always 'install'
    account_id  text NOT NULL,
    name        text NOT NULL,
    is_operator bigint NOT NULL,
    created_us  bigint NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS account_of_tenant ON account;
CREATE POLICY account_of_tenant ON account
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO omnisage_app;
DROP POLICY IF EXISTS account_of_system ON account;
CREATE POLICY account_of_system ON account FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, account_id) ON account TO omnisage_system;
