#!/usr/bin/env bash
# same_digest.sh JIFEN_CARDS DOSSIERS: the digest of all cards is the same with one thread and with two.
set -euo pipefail
schemes=("$(dirname "${BASH_SOURCE[0]}")"/../../scoring/schemes/*/)
one=$("$1" digest --seed 1 --dossiers "$2" --threads 1 --schemes "${schemes[@]}")
two=$("$1" digest --seed 1 --dossiers "$2" --threads 2 --schemes "${schemes[@]}")
printf '1 thread   %s\n2 threads  %s\n' "$one" "$two"
[ "$one" = "$two" ]
