-- 0028 budget_hold: the allowances that runs have at the moment; a projection of their events.
-- budget_epoch counts the lives of a tenant's budget grain: an allowance of an earlier life breaks a rule of its table,
-- so that nothing is spent that the grain of today does not know of.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS budget_epoch (
    tenant_id TEXT NOT NULL,
    epoch     INTEGER NOT NULL,
    PRIMARY KEY (tenant_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS budget_hold (
    tenant_id    TEXT NOT NULL,
    run_id       TEXT NOT NULL,
    step         INTEGER NOT NULL,
    attempt      INTEGER NOT NULL,
    workspace_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    agent_id     TEXT NOT NULL,
    money        INTEGER NOT NULL,        -- millionths of the currency
    tokens       INTEGER NOT NULL,
    epoch        INTEGER NOT NULL,        -- NULL, and so refused, where it is not today's
    PRIMARY KEY (tenant_id, run_id)
) STRICT, WITHOUT ROWID;
