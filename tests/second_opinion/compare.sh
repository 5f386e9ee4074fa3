#!/usr/bin/env bash
# compare.sh JIFEN_CARDS IDS: the cards of made-up dossiers under the schemes IDS (separated by commas), scored once more
# by second_opinion.py.
#
#   JIFEN_SECOND_OPINION  how many dossiers (default 1000)
#   JIFEN_SEED            of the dossiers (default 1)
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
cards=$1
ids=$2
dossiers=${JIFEN_SECOND_OPINION:-1000}
seed=${JIFEN_SEED:-1}

folders=()
for id in ${ids//,/ }; do folders+=("$here/../../scoring/schemes/$id"); done
echo "second opinion: $dossiers dossiers, seed $seed"
"$cards" cards --seed "$seed" --dossiers "$dossiers" --schemes "${folders[@]}" |
  PYTHONDONTWRITEBYTECODE=1 python3 "$here/second_opinion.py" --schemes "$ids"
