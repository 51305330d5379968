#!/usr/bin/env bash
# Prints the path of the system's Chromium; installs it where root and apt allow, else says how.
set -u
find_browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}

find_browser && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-dejavu-core fonts-noto-core
    } >&2
    find_browser && exit 0
fi
echo "No Chromium found: the browser tests need it. Install it, then start again:" >&2
echo "    sudo apt-get install chromium" >&2
exit 1
