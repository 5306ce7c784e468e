-- 0001 install: settings of the installation itself, such as its id and the form of its data.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS install (
    tenant_id text NOT NULL,                 -- always 'install'
    name      text NOT NULL,
    value     text NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

ALTER TABLE install ENABLE ROW LEVEL SECURITY;
ALTER TABLE install FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS install_of_tenant ON install;
CREATE POLICY install_of_tenant ON install
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON install TO omnisage_app;
