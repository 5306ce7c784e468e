-- 0015 system_functions: the questions that look across tenants. They return keys and times, never content.
-- Forward only, and safe to run twice. They belong to omnisage_system, which sees rows by its own policies and only
-- the columns it was granted; the search path is fixed, so that nobody can slip another table under them.
SET LOCAL ROLE omnisage_system;

CREATE OR REPLACE FUNCTION omnisage_credential(key_hash bytea)
    RETURNS TABLE (tenant_id text, key_id text, account_id text, member_role text, key_role text, expires_us bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT k.tenant_id, k.key_id, k.account_id, m.role, k.role, k.expires_us
        FROM public.api_key k
        JOIN public.member m ON m.tenant_id = k.tenant_id AND m.account_id = k.account_id
        WHERE k.hash = key_hash AND k.revoked_us IS NULL
    $$;

CREATE OR REPLACE FUNCTION omnisage_has_account()
    RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT EXISTS (SELECT tenant_id FROM public.account) $$;

CREATE OR REPLACE FUNCTION omnisage_expired_leases(
    alive text, now_us bigint, shard_from bigint, shard_to bigint, count_max bigint)
    RETURNS TABLE (tenant_id text, run_id text, owner_kind text, owner_key text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT l.tenant_id, l.run_id, l.owner_kind, l.owner_key
        FROM public.lease l
        WHERE l.shard >= shard_from AND l.shard < shard_to
            AND (l.expires_us <= now_us OR (alive <> '*' AND strpos(alive, l.incarnation) = 0))
        ORDER BY l.expires_us
        LIMIT count_max
    $$;

CREATE OR REPLACE FUNCTION omnisage_tenants(after_tenant text, count_max bigint)
    RETURNS TABLE (tenant_id text, created_us bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT t.tenant_id, t.created_us FROM public.tenant t
        WHERE t.tenant_id > after_tenant ORDER BY t.tenant_id LIMIT count_max
    $$;

CREATE OR REPLACE FUNCTION omnisage_reminders(hash_above bigint, hash_to bigint)
    RETURNS TABLE (grain_id text, name text, start_us bigint, period_us bigint, etag text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT r.grain_id, r.name, r.start_us, r.period_us, r.etag
        FROM public.reminder r
        WHERE CASE WHEN hash_above < hash_to
            THEN r.grain_hash > hash_above AND r.grain_hash <= hash_to
            ELSE r.grain_hash > hash_above OR r.grain_hash <= hash_to END
    $$;

REVOKE ALL ON FUNCTION omnisage_credential(bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION omnisage_has_account() FROM PUBLIC;
REVOKE ALL ON FUNCTION omnisage_expired_leases(text, bigint, bigint, bigint, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION omnisage_tenants(text, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION omnisage_reminders(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION omnisage_credential(bytea) TO omnisage_app;
GRANT EXECUTE ON FUNCTION omnisage_has_account() TO omnisage_app;
GRANT EXECUTE ON FUNCTION omnisage_expired_leases(text, bigint, bigint, bigint, bigint) TO omnisage_app;
GRANT EXECUTE ON FUNCTION omnisage_tenants(text, bigint) TO omnisage_app;
GRANT EXECUTE ON FUNCTION omnisage_reminders(bigint, bigint) TO omnisage_app;

RESET ROLE;
