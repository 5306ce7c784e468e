# Sourced behind build.sh: builds the web page when its sources are not the ones that its last build saw.
# The page is a courtesy: where it cannot be built, one sentence says so and everything else works.

web_folder() { echo "$root/clients/admin"; }

# The build needs Node.js 20.19 or newer (Vite's own bound), and npm.
has_node() {
  command -v npm >/dev/null && command -v node >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
}

fingerprint_of_web() {
  (
    cd "$(web_folder)"
    find . \( -name node_modules -o -name dist \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort
  ) | cksum | tr ' ' -
}

is_web_built() {
  local stamp=$root/artifacts/web.built
  [ -f "$(web_folder)/dist/index.html" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint_of_web)" ]
}

# The packages of the lock file, taken anew only when that has changed.
web_packages() {
  local lock
  cd "$(web_folder)"
  lock=$(cksum package-lock.json)
  [ -f node_modules/.lock ] && [ "$(cat node_modules/.lock)" = "$lock" ] && return
  npm ci --ignore-scripts --no-audit --no-fund && echo "$lock" >node_modules/.lock
}

build_web_now() {
  local seen log=$root/artifacts/web.build.log
  seen=$(fingerprint_of_web)
  echo "Building OmniSage's web page …" >&2
  if (web_packages && cd "$(web_folder)" && npm run build) >"$log" 2>&1 9>&-; then
    echo "$seen" >"$root/artifacts/web.built"
  else
    echo "The web page did not build, everything else works; why is in artifacts/web.build.log." >&2
    return 1
  fi
}

# OpenAI's own client for Node.js, which tests of the OpenAI-compatible API use. Without it they are shown as skipped.
ensure_openai_client() {
  local lock folder=$root/tests/OmniSage.EndToEnd.Tests/OpenAi/Node
  has_node || return 0
  lock=$(cksum <"$folder/package-lock.json")
  [ -f "$folder/node_modules/.lock" ] && [ "$(cat "$folder/node_modules/.lock")" = "$lock" ] && return 0
  mkdir -p "$root/artifacts"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund && echo "$lock" >node_modules/.lock) \
    >"$root/artifacts/openai-client.log" 2>&1 ||
    echo "OpenAI's client for Node.js could not be installed; why is in artifacts/openai-client.log." >&2
}

# Never fails: a caller that needs the page asks is_web_built.
ensure_web() {
  [ -d "$(web_folder)" ] || return 0
  if is_web_built; then return 0; fi
  if ! has_node; then
    echo "Without Node.js 20.19 or newer there is no web page; everything else works." >&2
    return 0
  fi
  mkdir -p "$root/artifacts"
  (
    if command -v flock >/dev/null; then flock 9; fi
    is_web_built || build_web_now
  ) 9>"$root/artifacts/web.lock" || true
}
