# Sourced: a Docker engine for the tests. One that runs already is used (OMNISAGE_TEST_DOCKER names its socket); else
# one of the tests' own is started, without any network, its images kept in artifacts/docker.
# docker_start sets DOCKER_SOCKET, or DOCKER_MISSING to the reason why not. The caller sets root.

DOCKER_SOCKET=
DOCKER_MISSING=
DOCKER_HOME=
DOCKER_PID=

docker_answers() { [ -S "$1" ] && command -v docker >/dev/null && docker -H "unix://$1" version >/dev/null 2>&1; }

docker_start() {
  local socket
  for socket in "${OMNISAGE_TEST_DOCKER:-}" /run/docker.sock; do
    if docker_answers "$socket"; then DOCKER_SOCKET=$socket; break; fi
  done
  [ -n "$DOCKER_SOCKET" ] || docker_start_own || return 1
  # The image is the tests' only need; it is kept, so that this takes seconds the second time.
  if ! DOCKER_HOST=unix://$DOCKER_SOCKET "$root/eng/images.sh" build small >"${TMPDIR:-/tmp}/omnisage-images.log" 2>&1
  then
    DOCKER_MISSING="The image for Docker's tests was not built: $(tail -n 1 "${TMPDIR:-/tmp}/omnisage-images.log")"
    return 1
  fi
}

docker_start_own() {
  local attempt
  if ! command -v dockerd >/dev/null; then DOCKER_MISSING="Docker is not installed"; return 1; fi
  if [ "$(id -u)" != 0 ]; then DOCKER_MISSING="Docker does not run here, and only root can start it"; return 1; fi
  DOCKER_HOME=$(mktemp -d "${TMPDIR:-/tmp}/omnisage-docker.XXXXXX")
  docker_settings >"$DOCKER_HOME/daemon.json"
  mkdir -p "$root/artifacts/docker"
  setsid dockerd --config-file "$DOCKER_HOME/daemon.json" --data-root "$root/artifacts/docker" \
    --exec-root "$DOCKER_HOME/exec" --pidfile "$DOCKER_HOME/pid" -H "unix://$DOCKER_HOME/docker.sock" \
    --iptables=false --ip-masq=false --bridge=none >"$DOCKER_HOME/log" 2>&1 </dev/null &
  DOCKER_PID=$!
  for attempt in $(seq 120); do
    if docker_answers "$DOCKER_HOME/docker.sock"; then DOCKER_SOCKET=$DOCKER_HOME/docker.sock; return 0; fi
    kill -0 "$DOCKER_PID" 2>/dev/null || break
    sleep 0.25
  done
  DOCKER_MISSING="Docker did not start: $(grep -E 'level=(error|fatal)|failed' "$DOCKER_HOME/log" | tail -n 1)"
  docker_stop
  return 1
}

# gVisor asks the machine's kernel by ptrace, which needs no hardware; it takes our system call filter too.
docker_settings() {
  local runsc
  if runsc=$(command -v runsc); then
    printf '{"runtimes":{"runsc":{"path":"%s","runtimeArgs":%s}}}\n' "$runsc" \
      '["--platform=ptrace","--network=none","--oci-seccomp"]'
  else
    echo '{}'
  fi
}

# Stops the engine that was started here, by its process id, and removes its folder; the images stay.
docker_stop() {
  local attempt
  [ -n "$DOCKER_PID" ] || return 0
  kill -TERM "$DOCKER_PID" 2>/dev/null || true
  for attempt in $(seq 150); do
    kill -0 "$DOCKER_PID" 2>/dev/null || break
    [ "$attempt" -lt 150 ] || kill -KILL "$DOCKER_PID" 2>/dev/null || true
    sleep 0.1
  done
  rm -rf "$DOCKER_HOME"
  DOCKER_PID=
}
