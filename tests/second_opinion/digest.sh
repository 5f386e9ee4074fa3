#!/usr/bin/env bash
# One value for all cards: builds the engine with clang and gcc, without and with optimisation, and prints the SHA-256
# of the cards of made-up dossiers with one and two threads. Fails if two of the eight values differ.
#
#   JIFEN_DIGEST_CARDS  how many cards there are at least (default 100000)
#   JIFEN_DIGEST_JOBS   how many compilers run at a time (default: one a core)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

schemes=(scoring/schemes/*/)
cards=${JIFEN_DIGEST_CARDS:-100000}
dossiers=$(((cards + ${#schemes[@]} - 1) / ${#schemes[@]}))
jobs=${JIFEN_DIGEST_JOBS:-$(nproc)}
values=()

build() { # compiler, level
  local folder=build/digest-$1-O$2
  # Another compiler warns of other things: what is asked here is what it computes.
  cmake -S . -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER="$1" -DCMAKE_BUILD_TYPE=None -DJIFEN_SANITIZE=OFF \
    -DJIFEN_WERROR=OFF \
    -DCMAKE_CXX_FLAGS="-O$2" -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)" >/dev/null
  cmake --build "$folder" -j "$jobs" --target jifen-cards >"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
}

for compiler in clang++-14 g++; do
  for level in 0 3; do
    build "$compiler" "$level"
    for threads in 1 2; do
      value=$("build/digest-$compiler-O$level/bin/jifen-cards" digest --seed 1 --dossiers "$dossiers" \
        --threads "$threads" --schemes "${schemes[@]}")
      printf '%-10s -O%s  %s thread(s)  %s\n' "$compiler" "$level" "$threads" "$value"
      values+=("$value")
    done
  done
done

for value in "${values[@]}"; do
  [ "$value" = "${values[0]}" ] || { echo 'the values differ'; exit 1; }
done
echo "digest: one value of ${#values[@]} runs, ${values[0]}"
