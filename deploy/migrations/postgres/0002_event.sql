-- 0002 event: the log; its rows are the truth, the audit trail and the state of every journal.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS event (
    tenant_id        text NOT NULL,
    journal_id       text NOT NULL,
    seq              bigint NOT NULL CHECK (seq > 0), -- from 1, without gaps; the key is the fence
    journal_kind     text NOT NULL,          -- this and the next six are copies of the header, for queries
    type             text NOT NULL CHECK (length(type) <= 64),
    schema           bigint NOT NULL,
    at_us            bigint NOT NULL,        -- microseconds since 1970, UTC
    event_id         text NOT NULL,
    workspace_id     text,
    thread_id        text,
    header           bytea NOT NULL,         -- exact UTF-8 JSON, what is hashed
    payload          bytea,                  -- exact bytes; NULL when they are a blob or were erased
    payload_encoding bigint NOT NULL DEFAULT 0, -- 0 = plain
    blob             text,                   -- SHA-256 of a payload over 32 KB, as the blob store names it
    salt             bytea,                  -- NULL when the payload was erased
    prev_hash        bytea NOT NULL,
    hash             bytea NOT NULL,
    PRIMARY KEY (tenant_id, journal_id, seq)
);

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS event_of_tenant ON event;
CREATE POLICY event_of_tenant ON event
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE (payload, salt, blob) ON event TO omnisage_app;
