FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VAR_DIR=/var/lib/summit
WORKDIR /app

COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore --require-hashes -r requirements.lock

# A volume first mounted here takes the owner of the folder it hides, so all three must be there.
RUN useradd --uid 10001 --no-create-home summit \
    && mkdir -p "$VAR_DIR/static" "$VAR_DIR/media" \
    && chown -R summit: "$VAR_DIR"

COPY manage.py ./
COPY summit summit
COPY themes themes
COPY programme programme
COPY commitments commitments
COPY delegates delegates
COPY templates templates
COPY static static
COPY locale locale
COPY content content
COPY deploy/entrypoint deploy/entrypoint

USER summit
# A page that names a file which is not there stops the build; the key signs nothing and is gone with this line.
RUN SECRET_KEY=of-the-build-only python manage.py collectstatic --noinput --verbosity 0

EXPOSE 8000
ENTRYPOINT ["deploy/entrypoint"]
CMD ["serve"]
