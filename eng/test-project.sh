#!/usr/bin/env bash
# Runs one test program. Arguments: its assembly, the folder for results, then arguments for xunit.
# Leaves NAME.log, NAME.xml and, when it was stopped at its time limit or died, NAME.broken with one sentence.
# Always succeeds: the results say how it went.
set -uo pipefail

assembly=$1
results=$2
shift 2
name=$(basename "$assembly" .dll)
limit=${OMNISAGE_TEST_TIMEOUT:-600}

# The limit takes the whole process group, so that programs a test started end with it.
timeout -k 10 "$limit" "${assembly%.dll}" -noColor -noLogo -longRunning 60 "$@" -xml "$results/$name.xml" \
  >"$results/$name.log" 2>&1 </dev/null &
child=$!
trap 'kill -TERM "$child" 2>/dev/null; wait "$child"; exit 130' INT TERM
wait "$child" 2>/dev/null
code=$?

case $code in
  124 | 137)
    echo "$name was stopped: it had not ended after $limit s (OMNISAGE_TEST_TIMEOUT changes that)." ;;
  *)
    [ -s "$results/$name.xml" ] || echo "$name ended with exit code $code and left no results." ;;
esac >"$results/$name.broken"
[ -s "$results/$name.broken" ] || rm "$results/$name.broken"
[ ! -f "$results/$name.broken" ] || rm -f "$results/$name.xml"
echo "$name ended after $SECONDS s"
