-- 0026 thread_agent: whose a conversation is, where it is not the built-in agent's; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS thread_agent (
    tenant_id TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    agent_id  TEXT NOT NULL,
    PRIMARY KEY (tenant_id, thread_id)
) STRICT, WITHOUT ROWID;
