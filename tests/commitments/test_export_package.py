"""The package: all formats of the whole register, the same to the byte, dated, kept, described."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command

from commitments.export import package
from commitments.export.about import About
from commitments.models import Register
from tests.commitments.exports import body, published, rows_of, taken
from tests.factories import EventFactory, PledgeFactory

pytestmark = pytest.mark.django_db
FILES = [
    *("commitments.csv", "targets.csv", "finance.csv", "places.csv", "reports.csv", "parties.csv"),
    *("register.xlsx", "register.json", "register.jsonl", "datapackage.json"),
    *("LISEZMOI.md", "README.md", "LICENCE.txt", "SHA256SUMS"),
]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "register"


def about():
    return About.whole(None, origin="https://example.org", language="fr")


def opened(made):
    return zipfile.ZipFile(io.BytesIO(body(f"/data/{made.name}.zip")))


def test_a_package_holds_every_format_with_its_checksum():
    published(title_en="Plant trees")
    made = package.make(about())

    packed = opened(made)

    assert packed.namelist() == FILES
    sums = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(packed.read(name)).hexdigest() for name in FILES[:-1]}
    assert [row["title_en"] for row in rows_of(packed.read("commitments.csv").decode())] == ["Plant trees"]
    assert made.told["sha256"] == hashlib.sha256(made.path.read_bytes()).hexdigest()


def test_a_package_made_twice_is_the_same_to_the_byte():
    published()
    first = package.make(about()).path.read_bytes()
    for path in package.packages()[0].folder.glob("register-*"):
        path.unlink()

    assert package.make(about()).path.read_bytes() == first


def test_the_dictionary_is_in_both_languages_and_explains_every_code():
    PledgeFactory(commitment=published())
    described = json.loads(opened(package.make(about())).read("datapackage.json"))

    tables = {one["name"]: one for one in described["resources"] if "schema" in one}
    assert list(tables) == ["commitments", "targets", "finance", "places", "reports", "parties"]
    for table in tables.values():
        for field in table["schema"]["fields"]:
            assert all(field[key] for key in ("title", "title@en", "description", "description@en")), field
    finance = {field["name"]: field for field in tables["finance"]["schema"]["fields"]}
    assert finance["qualifier"]["constraints"]["enum"] == ["exact", "at_least", "up_to", "about"]
    assert finance["qualifier"]["enumLabels"]["up_to"] == "jusqu’à"
    assert finance["qualifier"]["enumLabels@en"]["up_to"] == "up to"
    keys = [table["schema"].get("foreignKeys") for table in tables.values()]
    whole = {"fields": ["reference"], "reference": {"resource": "commitments", "fields": ["reference"]}}
    assert keys == [None, *[[whole]] * 5]


def test_a_package_is_made_once_for_each_state_of_the_register():
    published()
    first = package.make(about())
    moment = first.path.stat().st_mtime_ns

    assert package.make(about()).path.stat().st_mtime_ns == moment
    published()
    assert package.make(about()).told["revision"] == 2


def test_the_last_package_of_each_day_is_kept_and_older_ones_go(monkeypatch):
    monkeypatch.setattr(package, "KEPT", 2)
    for days in (0, 0, 1, 2):
        published()
        row = Register.objects.get()
        Register.objects.update(changed=row.changed + timedelta(days=days))
        package.make(about())

    assert [one.told["revision"] for one in package.packages()] == [4, 3]
    assert len(list(package.packages()[0].folder.glob("*.zip"))) == 2


def test_a_small_register_is_packed_when_the_page_is_asked_for_after_a_publication():
    published()
    page = body("/en/data/").decode()
    (made,) = package.packages()

    assert (f"/data/{made.name}.zip" in page, made.told["sha256"] in page) == (True, True)
    assert "The register has changed since" not in page


def test_a_large_register_shows_the_package_before_until_the_next_one_is_made(monkeypatch):
    EventFactory()
    monkeypatch.setattr(package, "SMALL", 0)
    published()
    assert "The first package is on its way" in body("/en/data/").decode()
    call_command("make_package", origin="https://example.org")
    assert "The register has changed since" not in body("/en/data/").decode()
    published()

    assert "The register has changed since" in body("/en/data/").decode()
    assert [one.told["revision"] for one in package.packages()] == [1]


def test_a_page_does_not_wait_for_another_process_that_packs():
    published()
    with package._alone():
        page = body("/en/data/").decode()

    assert "The first package is on its way" in page
    assert package.packages() == []


def test_each_file_of_a_package_has_an_address():
    published()
    made = package.make(about())

    response, whole = taken(f"/data/{made.name}/register.json")

    assert whole == opened(made).read("register.json")
    assert (response["Content-Length"], response["Content-Type"]) == (str(len(whole)), "application/json")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["nothing.zip", "nothing/register.json", "{name}/nothing", "{name}/..%2f.lock"])
def test_nothing_else_is_served_from_the_folder(path):
    published()
    made = package.make(about())

    assert taken(f"/data/{path.format(name=made.name)}")[0].status_code == 404


def test_the_command_says_what_is_there(capsys):
    published()
    call_command("make_package", origin="https://example.org")

    assert capsys.readouterr().out.strip() == f"{package.packages()[0].name}.zip est en place."
