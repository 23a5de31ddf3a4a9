# make run        the whole summit on http://127.0.0.1:8000/ · PORT=8123 moves it · DATABASE_URL=postgres://… elsewhere
# make test       every test on SQLite · DATABASE_URL=postgres://… on PostgreSQL · PYTEST_ADDOPTS="-m 'not browser'" a part
# make lint       style, migrations up to date, settings fit for production
# make messages   gather the words shown to people into locale/, and compile them
# make bench      how fast the home page answers · BENCH="--server granian --server gunicorn" compares

PORT ?= 8000
BENCH ?= --server granian
python := .venv/bin/python

# A name on the PATH is no proof that it starts, so each is tried.
found = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

.PHONY: run test lint messages bench

run test lint messages: export DEBUG := 1
run: export SUMMIT_CLOCK ?= 2020-12-14T09:00+01:00
test: export SUMMIT_CLOCK :=

run: .venv/requirements.stamp
	@exec $(python) manage.py demo --port "$(PORT)"

test: .venv/requirements-dev.stamp
	@$(python) -m pytest --numprocesses auto

lint: .venv/requirements-dev.stamp
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) manage.py makemigrations --check --dry-run
	@DEBUG=0 SECRET_KEY="$$($(python) -c 'import secrets; print(secrets.token_hex(40))')" \
		$(python) manage.py check --deploy --fail-level WARNING

messages: .venv/requirements-dev.stamp
	@command -v msgmerge >/dev/null || { echo "gettext is missing: install it (Debian: apt install gettext) and try again."; exit 1; }
	@$(python) manage.py makemessages --locale fr --locale en --add-location file --no-obsolete \
		--ignore var --ignore tests --ignore bench --verbosity 0
	@find locale -name '*.po' -exec sed -i.old -E '/^"(POT-Creation-Date|Report-Msgid-Bugs-To)/d' {} + && find locale -name '*.old' -delete
	@$(python) manage.py compilemessages --ignore .venv --ignore var --verbosity 0

bench: .venv/requirements.stamp
	@$(python) bench/home.py $(BENCH)

.venv/%.stamp: %.lock
	@test -n "$(found)" || { echo "Python 3.11 or newer is needed and none was found: install it and try again."; exit 1; }
	@echo "Preparing .venv from $< (only when it changed)…"
	@$(found) -m venv .venv
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
