#!/bin/sh
# Keep the database, the uploads and the badge key of a running installation: deploy/backup.sh [folder; backups/ when not said]
# Each backup is a folder named by its moment in UTC; it appears whole or not at all.
set -eu
umask 077

compose() { docker compose --file "$(dirname "$0")/../docker-compose.yml" "$@"; }

into="${1:-backups}"
name="$(date -u +%Y-%m-%dT%H%M%SZ)"
part="$into/.$name.part"
mkdir -p "$part"
trap 'rm -rf "$part"' EXIT

compose exec -T database pg_dump --username summit --format custom summit >"$part/database.dump"
# A dump whose contents cannot be listed could not be restored either.
compose exec -T database pg_restore --list <"$part/database.dump" >/dev/null
# The key that signs badges goes with the uploads, where there is one: without it no badge printed before would open.
# shellcheck disable=SC2016  # expanded by the container's shell
compose exec -T web sh -euc 'cd /var/lib/summit; tar -cf - media $(test ! -f badge-key.pem || echo badge-key.pem)' \
    >"$part/media.tar"

mv "$part" "$into/$name"
echo "Kept in $into/$name: the database, the uploads and the badge key. Copy it to another machine."
