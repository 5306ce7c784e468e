-- 0025 thread_by_age: conversations are listed by time, as an id may be its client's.
-- Forward only, and safe to run twice.
CREATE INDEX IF NOT EXISTS thread_by_age ON thread (tenant_id, workspace_id, created_us, thread_id);
DROP INDEX IF EXISTS thread_by_workspace;
