#!/usr/bin/env bash
# tests/house/fresh_debian.sh FOLDER: the README's two commands in a Debian 12 that has nothing, from a clean clone of HEAD.
#
# Needs root and debootstrap. FOLDER must not exist yet, on a disk with 12 GB; it is left behind to look into, and removed
# with `rm -rf --one-file-system FOLDER` once its proc is unmounted, which this script does at its end.
# Package sources, proxies and certificate authorities are those of this machine, so that it works behind a mirror.
set -euo pipefail

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly repository

say() { printf '\n== %s\n' "$*"; }

# The mirror that this machine's own package sources name first.
mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null || true; } |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +(https?:[^ ]+).*/\3/p' | head -1
}

make_debian() {
  say "Debian 12 into $1"
  debootstrap --variant=minbase bookworm "$1" "$(mirror)" >"$1.debootstrap.log" 2>&1 ||
    { tail -20 "$1.debootstrap.log"; exit 1; }
  rm -f "$1/etc/apt/sources.list"
  # Only Debian's own sources: what else this machine knows is not what a newcomer has.
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
    if [ -f "$file" ]; then cp "$file" "$1$file"; fi
  done
  grep -rlE '^[^#/]*Acquire::' /etc/apt/apt.conf.d | while read -r file; do cp "$file" "$1$file"; done
  cp /etc/resolv.conf /etc/hosts "$1/etc/"
  if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/jifen-host-authorities.crt"
  fi
}

# in_debian FOLDER COMMAND: with nothing of this machine's environment but its proxies.
in_debian() {
  local proxies
  mapfile -t proxies < <(env | grep -iE '^(https?|no)_proxy=' || true)
  chroot "$1" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    NODE_EXTRA_CA_CERTS=/etc/ssl/jifen-host-authorities.crt "${proxies[@]}" bash -c "cd /jifen && $2"
}

timed() {
  local begin=$SECONDS
  say "$2"
  in_debian "$1" "$2"
  say "$2: $((SECONDS - begin)) s"
}

main() {
  [ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
  [ "$(id -u)" -eq 0 ] || { echo "$0: must be root, for chroot" >&2; exit 1; }
  [ ! -e "$1" ] || { echo "$0: $1 exists; name a folder that does not" >&2; exit 1; }
  mkdir -p "$1"
  local folder
  folder=$(cd "$1" && pwd)
  make_debian "$folder"
  git clone -q "$repository" "$folder/jifen"
  mount -t proc proc "$folder/proc"
  mount --bind /dev "$folder/dev"
  # shellcheck disable=SC2064  # the folder of now
  trap "umount '$folder/dev' '$folder/proc'" EXIT
  timed "$folder" './dev demo --once'
  timed "$folder" './dev test'
}

main "$@"
