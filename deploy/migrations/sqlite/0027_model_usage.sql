-- 0027 model_usage: what model calls took, summed by day and by who, where and what; a projection of their events.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS model_usage (
    tenant_id     TEXT NOT NULL,
    day           INTEGER NOT NULL,       -- days since 1970 in UTC
    workspace_id  TEXT NOT NULL,
    account_id    TEXT NOT NULL,          -- on whose behalf
    agent_id      TEXT NOT NULL,          -- the workspace's id: the built-in one
    level         TEXT NOT NULL,
    provider      TEXT NOT NULL,          -- '' where it is not known
    model         TEXT NOT NULL,
    calls         INTEGER NOT NULL,       -- failed ones included
    failures      INTEGER NOT NULL,
    estimates     INTEGER NOT NULL,       -- nobody reported their tokens
    unpriced      INTEGER NOT NULL,
    input_tokens  INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,       -- among the input
    output_tokens INTEGER NOT NULL,
    cost          INTEGER NOT NULL,       -- millionths of the currency, at the prices of the day
    PRIMARY KEY (tenant_id, day, workspace_id, account_id, agent_id, level, provider, model)
) STRICT, WITHOUT ROWID;
