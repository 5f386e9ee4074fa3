# tools/demo.sh: `./dev demo`, sourced by dev. A region from spreadsheet exports to an explained score, in a temporary folder.
# shellcheck shell=bash

readonly demo_enterprises=3000 demo_seed=20260630
# The day asked about: the made-up reports end with 2025, and the same demo gives the same cards on every day.
readonly demo_day=2026-06-30
readonly demo_schemes=(sme-tech-2017 innovative-sme-2022)
# The tests run the demo with the programs that they have built.
readonly demo_preset=${JIFEN_DEMO_PRESET:-release}
readonly demo_bin=build/$demo_preset/bin
demo_folder= demo_server= demo_address=

demo() {
  case ${1:-} in '' | --once) ;; *) die "demo knows only --once, got $1" ;; esac
  build_preset "$demo_preset" jifend jifen jifen-synth
  demo_folder=$(mktemp -d "${TMPDIR:-/tmp}/jifen-demo.XXXXXX")
  trap demo_end EXIT
  trap 'exit 130' INT TERM
  demo_steps
  [ "${1:-}" = --once ] || demo_stay
}

demo_steps() {
  step "A made-up region: $demo_enterprises enterprises as the CSV files that a bureau exports"
  shown jifen-synth --enterprises "$demo_enterprises" --seed "$demo_seed" --out "$demo_folder/data"
  step "The server, with its data on RocksDB in a temporary folder"
  demo_start
  step "Two schemes with official figures; their own test vectors are run as they are put"
  shown jifen scheme put "${demo_schemes[@]/#/scoring/schemes/}"
  step "The spreadsheets into the registry: each row checked, the bad ones reported"
  shown jifen import "$demo_folder/data"
  local scheme
  for scheme in "${demo_schemes[@]}"; do
    step "Every enterprise scored under $scheme"
    shown jifen score --all --scheme "$scheme" --valid-at "$demo_day" --top 10
  done
  step "One score, explained down to the rows of the spreadsheets"
  shown jifen explain "$(demo_enterprise)" --scheme "${demo_schemes[0]}"
}

# The server is ready when it says where it listens.
demo_start() {
  "$demo_bin/jifend" --data "$demo_folder/store" --listen 127.0.0.1:0 \
    >"$demo_folder/jifend.out" 2>"$demo_folder/jifend.log" &
  demo_server=$!
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    demo_address=$(sed -n 's/^listening on //p' "$demo_folder/jifend.out")
    [ -z "$demo_address" ] || break
    kill -0 "$demo_server" 2>/dev/null || demo_failed "the server did not start"
    sleep 0.1
  done
  [ -n "$demo_address" ] || demo_failed "the server was not ready within 30 s"
  printf 'jifend listens on %s\n' "$demo_address"
}

step() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[01]m//g'; fi; }

# shown PROGRAM ARGUMENT...: prints the command as one would type it, and runs it.
shown() {
  local program=$1 command
  shift
  [ "$program" != jifen ] || set -- --server "$demo_address" "$@"
  command="$demo_bin/$program $*"
  printf '  $ %s\n\n' "$command"
  "$demo_bin/$program" "$@" || demo_failed "this command failed: $command"
}

# The first enterprise of the made-up ones.
demo_enterprise() { grep -ohaE '[0-9A-HJ-NP-RTUW-Y]{18}' "$demo_folder"/data/企业.csv | head -1; }

demo_stay() {
  cat <<GO_ON

The server stays up until ctrl-c. To go on, in another terminal:

  $demo_bin/jifen --server $demo_address enterprise list
  $demo_bin/jifen --server $demo_address enterprise show $(demo_enterprise)
  $demo_bin/jifen --server $demo_address dossier $(demo_enterprise)
  $demo_bin/jifen --server $demo_address explain $(demo_enterprise) --scheme ${demo_schemes[1]}
  $demo_bin/jifen --server $demo_address import $demo_folder/data      # changes nothing the second time

GO_ON
  trap 'exit 0' INT TERM
  local status=0
  wait "$demo_server" || status=$?
  demo_server=
  demo_failed "the server ended by itself with status $status"
}

demo_failed() {
  say "dev: $*"
  if [ -s "$demo_folder/jifend.log" ]; then
    say "the last lines of the server's log:"
    tail -20 "$demo_folder/jifend.log" >&2
  fi
  say "run ./dev demo again; if it fails the same way, ./dev test says which part is at fault"
  exit 1
}

# Whatever the end: no server and no folder stay behind.
demo_end() {
  local status=$?
  trap '' INT TERM
  if [ -n "$demo_server" ]; then
    kill -TERM "$demo_server" 2>/dev/null || true
    wait "$demo_server" 2>/dev/null || true
  fi
  rm -rf "$demo_folder"
  exit "$status"
}
