#!/bin/sh
# Put a backup in place of what the installation holds: deploy/restore.sh backups/2026-01-11T120000Z
# The badge key comes back with the uploads; a backup that has none leaves the one that is there.
# The database changes in one transaction: if that fails, what was there stays.
set -eu

compose() { docker compose --file "$(dirname "$0")/../docker-compose.yml" "$@"; }

from="${1:?takes the folder of a backup, such as backups/2026-01-11T120000Z}"
for file in database.dump media.tar; do
    test -s "$from/$file" || { echo "$from/$file is missing or empty; nothing was changed." >&2; exit 1; }
done

printf 'This replaces the database and the uploads by those of %s. Type yes to go on: ' "$from"
read -r answer || answer=
test "$answer" = yes || { echo "Nothing was changed." >&2; exit 1; }

trap 'echo "Not restored in full; the site is stopped. Mend the cause and run this again." >&2' EXIT
compose stop nginx web
compose up --detach --wait database
# Whole first and then applied, since a dump that breaks off halfway must not be kept as if it were complete.
# shellcheck disable=SC2016  # the variable belongs to the container's shell
compose exec -T database sh -euc '
    sql="$(mktemp)"
    trap "rm -f $sql" EXIT
    echo "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;" >"$sql"
    pg_restore --no-owner --file - >>"$sql"
    psql --username summit --dbname summit --quiet --set ON_ERROR_STOP=1 --single-transaction --file "$sql"
' <"$from/database.dump" >/dev/null
compose run --rm --no-deps -T web \
    sh -euc 'cd /var/lib/summit; find media -mindepth 1 -delete; tar -xf -' <"$from/media.tar"
# Starts with the release step, which brings an older backup up to this version before anyone sees it.
compose up --detach --wait
trap - EXIT
# Whoever was erased since that backup was made is in it again, until this.
compose exec -T web python manage.py erase_expired >/dev/null
echo "Restored from $from."
