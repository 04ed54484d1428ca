#!/bin/sh
# Unpacks Debian packages into a folder without root; it installs nothing.
# Several processes may fetch at once: each uses its own folder and renames the finished tree into place.
# unpack-debian.sh CACHE_DIR FOLDER PACKAGE…
set -eu
home=$2
work="$1/fetch-$(basename "$home")-$$"
shift 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
mkdir -p "$work/tree" "$work/lists/partial"
cd "$work"

# root may download as root; apt's own user cannot write here
fetch() { apt-get -o APT::Sandbox::User=root "$@"; }
# a bare machine has no package lists, and without root they must be kept elsewhere
own() { fetch -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o Debug::NoLocking=1 "$@"; }
fetch download "$@" 2>/dev/null || { own update && own download "$@"; }
for package in *.deb; do dpkg -x "$package" tree; done
mkdir -p "$(dirname "$home")"
test -e "$home" || mv -T tree "$home"
