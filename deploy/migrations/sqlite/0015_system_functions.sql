-- 0015 system_functions: on PostgreSQL, the functions that may look across tenants; SQLite has no roles and needs none.
-- Forward only, and safe to run twice.
SELECT 1;
