-- 0018 memory_scope: when something of a scope was erased last.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_scope (
    tenant_id TEXT NOT NULL,
    scope_id  TEXT NOT NULL,
    erased_us INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, scope_id)
) STRICT, WITHOUT ROWID;

-- FTS5 only notes that a row is gone and keeps its words until segments are merged: once for each erasure it is told to
-- merge all of them. PostgreSQL has nothing of the kind; VACUUM does it there.
CREATE TRIGGER IF NOT EXISTS memory_scope_erased AFTER INSERT ON memory_scope BEGIN
    INSERT INTO memory_search (memory_search) VALUES ('optimize');
END;
CREATE TRIGGER IF NOT EXISTS memory_scope_erased_again AFTER UPDATE ON memory_scope BEGIN
    INSERT INTO memory_search (memory_search) VALUES ('optimize');
END;
