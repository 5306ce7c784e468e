-- 0009 account: who may sign in; accounts belong to no tenant.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS account (
    tenant_id   TEXT NOT NULL,               -- always 'install'
    account_id  TEXT NOT NULL,
    name        TEXT NOT NULL,
    is_operator INTEGER NOT NULL,
    created_us  INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
) STRICT, WITHOUT ROWID;
