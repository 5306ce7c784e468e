-- 0007 client_message: which message a client's own id became, so that a repeat is answered and not repeated.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS client_message (
    tenant_id  text NOT NULL,
    thread_id  text NOT NULL,
    client_id  bytea NOT NULL,               -- exact UTF-8, whatever the client chose
    message_id text NOT NULL,
    run_id     text NOT NULL,
    PRIMARY KEY (tenant_id, thread_id, client_id)
);

ALTER TABLE client_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE client_message FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS client_message_of_tenant ON client_message;
CREATE POLICY client_message_of_tenant ON client_message
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON client_message TO omnisage_app;
