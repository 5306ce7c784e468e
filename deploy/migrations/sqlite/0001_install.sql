-- 0001 install: settings of the installation itself, such as its id and the form of its data.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS install (
    tenant_id TEXT NOT NULL,                 -- always 'install'
    name      TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;
