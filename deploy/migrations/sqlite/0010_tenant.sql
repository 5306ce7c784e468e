-- 0010 tenant: organisations.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS tenant (
    tenant_id  TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    PRIMARY KEY (tenant_id)
) STRICT, WITHOUT ROWID;
