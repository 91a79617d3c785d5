#!/usr/bin/env bash
# Install the Debian packages that the files named here list, where that is allowed. A line
# names one package, or several of which any will do (`one | other`), and after # what it is
# for. The first that apt offers is installed; where it offers none, one line says what
# will not work. Where installing is not allowed, say nothing and go on: the
# build still makes the HTML and then says what the PDF lacks, and tests say what they miss.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v dpkg-query >/dev/null || exit 0

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok'; }
offered() { LC_ALL=C apt-cache policy "$1" | grep -q '^  Candidate: [^(]'; }

missing=()
while read -r line; do
  names=${line%%#*}
  for name in ${names//|/ }; do
    if installed "$name"; then continue 2; fi
  done
  if [ -n "${names// /}" ]; then missing+=("$line"); fi
done < <(cat "$@")
[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=()
elif sudo -n true 2>/dev/null; then as_root=(sudo -n)
else exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed() {
  echo "The packages could not be installed; the last lines of apt-get were:" >&2
  tail -n 5 "$log" >&2
}
if ! "${as_root[@]}" apt-get update >"$log" 2>&1; then failed && exit 0; fi

chosen=()
for line in "${missing[@]}"; do
  names=${line%%#*}
  for name in ${names//|/ }; do
    if offered "$name"; then chosen+=("$name") && continue 2; fi
  done
  names=$(xargs <<<"${names//|/or}")
  echo "apt offers no $names here; what it is for will not work:${line#*#}" >&2
done
[ "${#chosen[@]}" -gt 0 ] || exit 0
echo "Installing Debian packages (once): ${chosen[*]}"
if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y \
  --no-install-recommends "${chosen[@]}" >"$log" 2>&1; then failed; fi
