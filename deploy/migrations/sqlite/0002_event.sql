-- 0002 event: the log; its rows are the truth, the audit trail and the state of every journal.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS event (
    tenant_id        TEXT NOT NULL,
    journal_id       TEXT NOT NULL,
    seq              INTEGER NOT NULL CHECK (seq > 0), -- from 1, without gaps; the key is the fence
    journal_kind     TEXT NOT NULL,          -- this and the next six are copies of the header, for queries
    type             TEXT NOT NULL CHECK (length(type) <= 64),
    schema           INTEGER NOT NULL,
    at_us            INTEGER NOT NULL,       -- microseconds since 1970, UTC
    event_id         TEXT NOT NULL,
    workspace_id     TEXT,
    thread_id        TEXT,
    header           BLOB NOT NULL,          -- exact UTF-8 JSON, what is hashed
    payload          BLOB,                   -- exact bytes; NULL when they are a blob or were erased
    payload_encoding INTEGER NOT NULL DEFAULT 0, -- 0 = plain
    blob             TEXT,                   -- SHA-256 of a payload over 32 KB, as the blob store names it
    salt             BLOB,                   -- NULL when the payload was erased
    prev_hash        BLOB NOT NULL,
    hash             BLOB NOT NULL,
    PRIMARY KEY (tenant_id, journal_id, seq)
) STRICT;
