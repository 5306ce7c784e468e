-- 0027 model_usage: what model calls took, summed by day and by who, where and what; a projection of their events.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS model_usage (
    tenant_id     text NOT NULL,
    day           bigint NOT NULL,       -- days since 1970 in UTC
    workspace_id  text NOT NULL,
    account_id    text NOT NULL,          -- on whose behalf
    agent_id      text NOT NULL,          -- the workspace's id: the built-in one
    level         text NOT NULL,
    provider      text NOT NULL,          -- '' where it is not known
    model         text NOT NULL,
    calls         bigint NOT NULL,       -- failed ones included
    failures      bigint NOT NULL,
    estimates     bigint NOT NULL,       -- nobody reported their tokens
    unpriced      bigint NOT NULL,
    input_tokens  bigint NOT NULL,
    cached_tokens bigint NOT NULL,       -- among the input
    output_tokens bigint NOT NULL,
    cost          bigint NOT NULL,       -- millionths of the currency, at the prices of the day
    PRIMARY KEY (tenant_id, day, workspace_id, account_id, agent_id, level, provider, model)
);

ALTER TABLE model_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_usage FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS model_usage_of_tenant ON model_usage;
CREATE POLICY model_usage_of_tenant ON model_usage
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON model_usage TO omnisage_app;
