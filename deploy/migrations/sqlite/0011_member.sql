-- 0011 member: which account acts in which tenant, and as what.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS member (
    tenant_id  TEXT NOT NULL,
    account_id TEXT NOT NULL,
    role       TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
) STRICT, WITHOUT ROWID;
