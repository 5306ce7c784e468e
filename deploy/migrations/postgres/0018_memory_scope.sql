-- 0018 memory_scope: when something of a scope was erased last.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_scope (
    tenant_id text NOT NULL,
    scope_id  text NOT NULL,
    erased_us bigint NOT NULL,
    PRIMARY KEY (tenant_id, scope_id)
);

ALTER TABLE memory_scope ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_scope FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS memory_scope_of_tenant ON memory_scope;
CREATE POLICY memory_scope_of_tenant ON memory_scope
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON memory_scope TO omnisage_app;
