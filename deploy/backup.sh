#!/bin/sh
# Keep the database and the uploads of a running installation: deploy/backup.sh [folder; backups/ when not said]
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
compose exec -T web tar -C /var/lib/summit -cf - media >"$part/media.tar"

mv "$part" "$into/$name"
echo "Kept in $into/$name: the database and the uploads. Copy it to another machine."
