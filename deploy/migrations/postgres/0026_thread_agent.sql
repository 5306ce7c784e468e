-- 0026 thread_agent: whose a conversation is, where it is not the built-in agent's; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS thread_agent (
    tenant_id text NOT NULL,
    thread_id text NOT NULL,
    agent_id  text NOT NULL,
    PRIMARY KEY (tenant_id, thread_id)
);

ALTER TABLE thread_agent ENABLE ROW LEVEL SECURITY;
ALTER TABLE thread_agent FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS thread_agent_of_tenant ON thread_agent;
CREATE POLICY thread_agent_of_tenant ON thread_agent
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON thread_agent TO omnisage_app;
