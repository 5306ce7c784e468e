-- 0016 memory_fact: facts as they are listed and searched; a projection. memory_search is their full-text index.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_fact (
    tenant_id         TEXT NOT NULL,
    fact_id           TEXT NOT NULL,
    scope_id          TEXT NOT NULL,
    scope_kind        TEXT NOT NULL,
    workspace_id      TEXT,                  -- none for a user's
    subject_id        TEXT NOT NULL,
    seq               INTEGER NOT NULL,
    text              TEXT NOT NULL,
    words             TEXT NOT NULL,         -- what search knows of the text
    search_key        INTEGER NOT NULL,      -- the row of memory_search; a rowid would not outlive VACUUM
    importance        INTEGER NOT NULL,
    trust             TEXT NOT NULL,
    sensitivity       TEXT NOT NULL,
    sources           TEXT NOT NULL,
    has_more_sources  INTEGER NOT NULL,
    author_id         TEXT NOT NULL,
    valid_from_us     INTEGER NOT NULL,
    expires_us        INTEGER,
    supersedes_id     TEXT,
    replaced_by_id    TEXT,
    source_kind       TEXT,
    source_journal_id TEXT,
    source_seq        INTEGER,
    source_event_id   TEXT,
    source_thread_id  TEXT,
    source_run_id     TEXT,
    source_message_id TEXT,
    PRIMARY KEY (tenant_id, fact_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS memory_fact_by_search ON memory_fact (search_key);
CREATE INDEX IF NOT EXISTS memory_fact_by_scope ON memory_fact (tenant_id, scope_id, fact_id)
    WHERE replaced_by_id IS NULL;
CREATE INDEX IF NOT EXISTS memory_fact_pinned ON memory_fact (tenant_id, scope_id, fact_id)
    WHERE replaced_by_id IS NULL AND importance = 5;

-- Without content of its own: the index alone. Scopes are words of it, so that it can tell them apart by itself.
CREATE VIRTUAL TABLE IF NOT EXISTS memory_search USING fts5 (
    scope_id, words, content = '', detail = 'column', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO memory_search (memory_search, rank) VALUES ('rank', 'bm25(0.0, 1.0)');

CREATE TRIGGER IF NOT EXISTS memory_fact_kept AFTER INSERT ON memory_fact BEGIN
    INSERT INTO memory_search (rowid, scope_id, words) VALUES (new.search_key, new.scope_id, new.words);
END;
CREATE TRIGGER IF NOT EXISTS memory_fact_replaced AFTER UPDATE OF replaced_by_id ON memory_fact
    WHEN old.replaced_by_id IS NULL AND new.replaced_by_id IS NOT NULL BEGIN
    INSERT INTO memory_search (memory_search, rowid, scope_id, words)
        VALUES ('delete', old.search_key, old.scope_id, old.words);
END;
CREATE TRIGGER IF NOT EXISTS memory_fact_forgotten AFTER DELETE ON memory_fact WHEN old.replaced_by_id IS NULL BEGIN
    INSERT INTO memory_search (memory_search, rowid, scope_id, words)
        VALUES ('delete', old.search_key, old.scope_id, old.words);
END;
