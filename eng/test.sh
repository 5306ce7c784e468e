#!/usr/bin/env bash
# Runs the tests: builds once, starts what they need, runs every test program, says how it went.
# Arguments: [--full] [NAME ...]; a NAME selects the tests whose full name contains it.
# The last line is "N passed, N failed, N skipped"; the exit code is 1 when a test failed or none ran.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/build.sh"
. "$root/eng/install-needs.sh"
. "$root/eng/postgres.sh"
. "$root/eng/docker.sh"
. "$root/eng/web.sh"

# These load the machine or measure time, so each runs alone, after the others.
alone="Simulation Crash EndToEnd Web"
at_once=2

names=()
for argument in "$@"; do
  case $argument in
    --full) export OMNISAGE_TEST_FULL=1 ;;
    -*) echo "Not known: $argument. Use: ./omnisage test [--full] [NAME ...]" >&2; exit 2 ;;
    *) names+=("$argument") ;;
  esac
done

results=$root/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# One line for each project that has something to run: its assembly and, for a part of it, the filter.
plan() {
  local project name assembly filters matched
  for project in "$root"/tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    assembly=$root/artifacts/bin/$name/release/$name.dll
    filters="" matched=no
    [ ${#names[@]} -gt 0 ] || matched=yes
    for wanted in ${names[@]+"${names[@]}"}; do
      if [[ ${name,,} == *"${wanted,,}"* ]]; then matched=yes; else filters+=" -method *$wanted*"; fi
    done
    if [ $matched = yes ]; then filters=""; elif [ -z "$filters" ]; then continue; fi
    echo "$assembly $results$filters"
  done
}

is_alone() {
  local word
  for word in $alone; do if [[ $1 == *".$word.Tests.dll "* ]]; then return 0; fi; done
  return 1
}

# Lines of "plan" from standard input; argument: how many at once.
run_projects() { xargs -r -L 1 -P "$1" "$root/eng/test-project.sh"; }

# A test's lines in the log begin with four blanks and its name; what it has to say is indented further.
details() {
  awk -v skips="$1" '
    /^    [^ ]/ { on = ($0 ~ /\[SKIP\]$/) == skips }
    /^ ? ? ?[^ ]/ { on = 0 }
    on { print }' "$results"/*.log
}

attribute_sum() {
  cat "$results"/*.xml 2>/dev/null | grep -o '<assembly [^>]*>' | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" |
    awk '{ sum += $1 } END { print sum + 0 }'
}

# Why a program died, if the runtime said so, else where it was.
last_words() { grep -E -A 12 '^(Unhandled exception|Process terminated|Fatal error)' "$1" || tail -n 20 "$1"; }

report() {
  local passed failed skipped broken
  passed=$(attribute_sum passed) skipped=$(attribute_sum skipped)
  broken=$(find "$results" -name '*.broken' | wc -l)
  failed=$(($(attribute_sum failed) + $(attribute_sum errors) + broken))
  if [ "$skipped" -gt 0 ]; then printf '\nSkipped:\n'; details 1; fi
  if [ $((failed - broken)) -gt 0 ]; then printf '\nFailed:\n'; details 0; fi
  for file in "$results"/*.broken; do
    [ -f "$file" ] || continue
    printf '\n%s It said:\n' "$(cat "$file")"
    last_words "${file%.broken}.log" | cut -c 1-160 | sed 's/^/      /'
  done
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

install_needs
OMNISAGE_BUILD_NOTE=" and its tests" ensure_built all
ensure_web
ensure_openai_client

trap 'docker_stop; postgres_stop' EXIT
trap 'exit 130' INT TERM
if [ -z "${OMNISAGE_TEST_POSTGRES:-}" ]; then
  if postgres_start; then export OMNISAGE_TEST_POSTGRES=$POSTGRES_CONNECTION; else echo "$POSTGRES_MISSING." >&2; fi
fi
if [[ $(plan) == *Sandbox.Tests* ]]; then
  if docker_start; then export OMNISAGE_TEST_DOCKER=$DOCKER_SOCKET; else echo "$DOCKER_MISSING." >&2; fi
fi

beside="" after=""
while IFS= read -r line; do
  if is_alone "$line "; then after+="$line"$'\n'; else beside+="$line"$'\n'; fi
done < <(plan)
printf '%s' "$beside" | run_projects "$at_once"
printf '%s' "$after" | run_projects 1

report || exit 1
