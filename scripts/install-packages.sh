#!/usr/bin/env bash
# Install the Debian packages that the files named here list, where that is allowed. Where
# it is not, say nothing and go on: the build still makes the HTML and then says what is
# missing for the PDF, and tests say what they miss.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v dpkg-query >/dev/null || exit 0

missing=()
while read -r package; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok' || missing+=("$package")
done < <(sed 's/#.*//' "$@" | grep -oE '[a-z0-9.+-]+' || true)
[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=()
elif sudo -n true 2>/dev/null; then as_root=(sudo -n)
else exit 0
fi
echo "Installing Debian packages (once): ${missing[*]}"
log=$(mktemp)
if ! { "${as_root[@]}" apt-get update && DEBIAN_FRONTEND=noninteractive \
  "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  echo "The packages could not be installed; the last lines of apt-get were:" >&2
  tail -n 5 "$log" >&2
fi
