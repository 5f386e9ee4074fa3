# tests/run.sh: the stages of `./dev test`, sourced by dev.
# Every stage runs even if one before it failed, save those that need the build; the last line counts all tests.
# shellcheck shell=bash

readonly programs=build/dev/bin
test_log=
stage_lines=()
stages_failed=0
stage_status=0

run_all_tests() {
  [ $# -eq 0 ] || die "test takes no flags"
  need build test
  need_npm
  test_log=$(mktemp)
  trap 'rm -f "$test_log"' EXIT

  stage 'format' check_format
  stage 'protos' check_protos
  stage 'house rules' node_tests tests/house/*_rule.test.js
  stage 'build' build_preset dev
  if [ "$stage_status" -eq 0 ]; then
    stage 'C++ tests' ctests
    stage 'client in Node' node_tests tests/node/*.test.js
    stage 'system' node_tests tests/system/*.test.js
    stage 'documentation' node_tests tests/house/documentation.test.js
  fi
  stage 'benchmarks, small' small_benchmarks
  summary
}

# stage NAME COMMAND...: runs it in a shell of its own, so that any failing command in it ends it; remembers how long
# it took and sets stage_status. Not to be called in a condition: bash would ignore failing commands inside.
stage() {
  local name=$1 begin=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  set +e
  (set -euo pipefail; "$@") 2>&1 | tee -a "$test_log"
  stage_status=${PIPESTATUS[0]}
  set -e
  stage_lines+=("$(printf '  %-6s  %5d s  %s' "$([ "$stage_status" -eq 0 ] && echo ok || echo FAILED)" \
    "$((SECONDS - begin))" "$name")")
  [ "$stage_status" -eq 0 ] || stages_failed=$((stages_failed + 1))
}

check_format() {
  cmd_fmt --check
  echo 'formatted'
}

check_protos() {
  buf lint
  buf breaking --against baseline.binpb
  echo 'no lint, nothing breaks the baseline'
}

node_tests() {
  JIFEN_BIN="$PWD/$programs" node --test --test-reporter=tap "$@" | sed -E '/^ *(---|\.\.\.|duration_ms|type:)/d'
}

ctests() {
  local status=0
  ctest --test-dir build/dev -j2 --output-on-failure --no-tests=error || status=$?
  # What GoogleTest says at the end of each program, for the count of the last line.
  grep -aE '^\[  (PASSED|FAILED)  \] [0-9]+ tests?' build/dev/Testing/Temporary/LastTest.log
  return "$status"
}

# So that they cannot rot. A small run on a busy machine measures the machine: `./dev bench` holds the limits.
small_benchmarks() {
  build_preset release jifen-bench
  run_benchmark evaluate --dossiers 500 --no-limit
  run_benchmark import --enterprises 200 --rounds 1 --no-limit
  run_benchmark rescore --enterprises 2000 --one-size --no-limit
}

# How many tests the log says have passed or failed: of GoogleTest and of node's runner.
count() { # PASSED|FAILED pass|fail
  sed -nE "s/^\[  $1  \] ([0-9]+) tests?.*/\1/p; s/^# $2 ([0-9]+)\$/\1/p" "$test_log" |
    awk '{ sum += $1 } END { print sum + 0 }'
}

summary() {
  local passed failed
  passed=$(count PASSED pass)
  failed=$(count FAILED fail)
  [ "$failed" -ge "$stages_failed" ] || failed=$stages_failed
  printf '\n== summary\n'
  printf '%s\n' "${stage_lines[@]}"
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
