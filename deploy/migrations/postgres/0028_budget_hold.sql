-- 0028 budget_hold: the allowances that runs have at the moment; a projection of their events.
-- budget_epoch counts the lives of a tenant's budget grain: an allowance of an earlier life breaks a rule of its table,
-- so that nothing is spent that the grain of today does not know of.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS budget_epoch (
    tenant_id text NOT NULL,
    epoch     bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);
CREATE TABLE IF NOT EXISTS budget_hold (
    tenant_id    text NOT NULL,
    run_id       text NOT NULL,
    step         bigint NOT NULL,
    attempt      bigint NOT NULL,
    workspace_id text NOT NULL,
    account_id   text NOT NULL,
    agent_id     text NOT NULL,
    money        bigint NOT NULL,        -- millionths of the currency
    tokens       bigint NOT NULL,
    epoch        bigint NOT NULL,        -- NULL, and so refused, where it is not today's
    PRIMARY KEY (tenant_id, run_id)
);

ALTER TABLE budget_epoch ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_epoch FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS budget_epoch_of_tenant ON budget_epoch;
CREATE POLICY budget_epoch_of_tenant ON budget_epoch
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_epoch TO omnisage_app;

ALTER TABLE budget_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_hold FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS budget_hold_of_tenant ON budget_hold;
CREATE POLICY budget_hold_of_tenant ON budget_hold
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_hold TO omnisage_app;
