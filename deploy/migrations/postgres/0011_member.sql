-- 0011 member: which account acts in which tenant, and as what.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS member (
    tenant_id  text NOT NULL,
    account_id text NOT NULL,
    role       text NOT NULL,
    created_us bigint NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

ALTER TABLE member ENABLE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS member_of_tenant ON member;
CREATE POLICY member_of_tenant ON member
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO omnisage_app;
DROP POLICY IF EXISTS member_of_system ON member;
CREATE POLICY member_of_system ON member FOR SELECT TO omnisage_system USING (true);
GRANT SELECT (tenant_id, account_id, role) ON member TO omnisage_system;
