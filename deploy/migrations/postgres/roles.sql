-- The three roles of OmniSage. Run once by an administrator, in the database that OmniSage is to use; safe to repeat.
--   omnisage_owner   owns the tables and applies migrations   (Storage:PostgresMigrationConnection)
--   omnisage_app     what the program runs as; owns nothing   (Storage:PostgresConnection)
--   omnisage_system  nobody logs in as it; it owns the few functions that may look across tenants
-- Then give the two that log in their passwords:
--   ALTER ROLE omnisage_owner PASSWORD '…';  ALTER ROLE omnisage_app PASSWORD '…';

DO $roles$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'omnisage_owner') THEN
        CREATE ROLE omnisage_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'omnisage_app') THEN
        CREATE ROLE omnisage_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'omnisage_system') THEN
        CREATE ROLE omnisage_system NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
    END IF;
    IF NOT EXISTS (
        SELECT FROM pg_auth_members
        WHERE roleid = 'omnisage_system'::regrole AND member = 'omnisage_owner'::regrole) THEN
        -- Only so that migrations can make functions that omnisage_system owns; the owner inherits nothing of it.
        GRANT omnisage_system TO omnisage_owner;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO omnisage_owner, omnisage_app', current_database());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$roles$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO omnisage_owner, omnisage_system;
GRANT USAGE ON SCHEMA public TO omnisage_app;
