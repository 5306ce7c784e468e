# Sourced: a PostgreSQL of the tests' own, from the binaries on this machine, in a temporary folder, with the settings
# that make a commit durable. postgres_start sets POSTGRES_CONNECTION, or POSTGRES_MISSING to the reason why not.

POSTGRES_VERSION_MIN=15
POSTGRES_HOME=
POSTGRES_CONNECTION=
POSTGRES_MISSING=

# The folder of the newest binaries: Debian's and Red Hat's folders, else the path.
postgres_binaries() {
  local folder
  folder=$(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV | while read -r folder; do
    if [ -x "$folder/initdb" ]; then echo "$folder"; break; fi
  done)
  [ -n "$folder" ] || folder=$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null)
  [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && echo "$folder"
}

# PostgreSQL refuses to run as root.
as_postgres_user() {
  if [ "$(id -u)" != 0 ]; then "$@"; else runuser -u "$POSTGRES_USER" -- "$@"; fi
}

postgres_start() {
  local binaries version password attempt port
  if ! binaries=$(postgres_binaries); then POSTGRES_MISSING="PostgreSQL is not installed"; return 1; fi
  version=$("$binaries/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  if [ "$version" -lt "$POSTGRES_VERSION_MIN" ]; then
    POSTGRES_MISSING="PostgreSQL $version is older than $POSTGRES_VERSION_MIN"
    return 1
  fi
  POSTGRES_USER=$(id -un postgres 2>/dev/null || echo nobody)
  POSTGRES_HOME=$(mktemp -d "${TMPDIR:-/tmp}/omnisage-postgres.XXXXXX")
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "$password" >"$POSTGRES_HOME/password"
  chmod 700 "$POSTGRES_HOME"
  [ "$(id -u)" != 0 ] || chown -R "$POSTGRES_USER" "$POSTGRES_HOME"

  if ! (cd "$POSTGRES_HOME" && as_postgres_user "$binaries/initdb" -D data -U postgres --pwfile=password \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C) >"$POSTGRES_HOME/log" 2>&1; then
    POSTGRES_MISSING="initdb failed: $(tail -n 1 "$POSTGRES_HOME/log")"
    return 1
  fi
  # A port may be taken by another between choosing and binding, so several are tried.
  for attempt in 1 2 3 4 5; do
    port=$((20000 + (RANDOM + attempt) % 12000))
    if (cd "$POSTGRES_HOME" && as_postgres_user "$binaries/pg_ctl" start -w -t 30 -D data -l data/log -o "-p $port \
      -k $POSTGRES_HOME -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=on -c synchronous_commit=on \
      -c full_page_writes=on") >>"$POSTGRES_HOME/log" 2>&1; then
      POSTGRES_CONNECTION="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
      return 0
    fi
  done
  POSTGRES_MISSING="PostgreSQL did not start: $(tail -n 1 "$POSTGRES_HOME/data/log" 2>/dev/null)"
  return 1
}

# Stops this PostgreSQL, by the process id that it wrote itself, and removes its folder.
postgres_stop() {
  local pid attempt
  [ -n "$POSTGRES_HOME" ] || return 0
  pid=$(head -n 1 "$POSTGRES_HOME/data/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ] && kill -INT "$pid" 2>/dev/null; then
    for attempt in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      [ "$attempt" -lt 100 ] || kill -QUIT "$pid" 2>/dev/null || true
      sleep 0.1
    done
  fi
  rm -rf "$POSTGRES_HOME"
  POSTGRES_HOME=
}
