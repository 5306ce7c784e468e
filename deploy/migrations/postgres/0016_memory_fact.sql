-- 0016 memory_fact: facts as they are listed and searched; a projection.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS memory_fact (
    tenant_id         text NOT NULL,
    fact_id           text NOT NULL,
    scope_id          text NOT NULL,
    scope_kind        text NOT NULL,
    workspace_id      text,                  -- none for a user's
    subject_id        text NOT NULL,
    seq               bigint NOT NULL,
    text              text NOT NULL,
    words             text NOT NULL,         -- what search knows of the text
    search_key        bigint NOT NULL,       -- for SQLite, whose index needs a number
    importance        bigint NOT NULL,
    trust             text NOT NULL,
    sensitivity       text NOT NULL,
    sources           text NOT NULL,
    has_more_sources  bigint NOT NULL,
    author_id         text NOT NULL,
    valid_from_us     bigint NOT NULL,
    expires_us        bigint,
    supersedes_id     text,
    replaced_by_id    text,
    source_kind       text,
    source_journal_id text,
    source_seq        bigint,
    source_event_id   text,
    source_thread_id  text,
    source_run_id     text,
    source_message_id text,
    search            tsvector NOT NULL
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED,
    PRIMARY KEY (tenant_id, fact_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS memory_fact_by_search ON memory_fact (search_key);
CREATE INDEX IF NOT EXISTS memory_fact_by_scope ON memory_fact (tenant_id, scope_id, fact_id)
    WHERE replaced_by_id IS NULL;
CREATE INDEX IF NOT EXISTS memory_fact_pinned ON memory_fact (tenant_id, scope_id, fact_id)
    WHERE replaced_by_id IS NULL AND importance = 5;
CREATE INDEX IF NOT EXISTS memory_fact_by_words ON memory_fact USING gin (search);

ALTER TABLE memory_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE memory_fact FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS memory_fact_of_tenant ON memory_fact;
CREATE POLICY memory_fact_of_tenant ON memory_fact
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON memory_fact TO omnisage_app;
