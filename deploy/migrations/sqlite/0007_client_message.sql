-- 0007 client_message: which message a client's own id became, so that a repeat is answered and not repeated.
-- Forward only, and safe to run twice.
CREATE TABLE IF NOT EXISTS client_message (
    tenant_id  TEXT NOT NULL,
    thread_id  TEXT NOT NULL,
    client_id  BLOB NOT NULL,                -- exact UTF-8, whatever the client chose
    message_id TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, thread_id, client_id)
) STRICT, WITHOUT ROWID;
