"""Badges: a code that the portal alone can make, and one rule of who may enter."""

import stat
from base64 import b32decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from delegates import badges, seats
from delegates.badges import Badge, Forged, NoKey, Refusal
from delegates.models import Category, Delegate
from summit.models import Event
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
QR_ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
LAST = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
one_more_fixture_is_fine = limits(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def code():
    EventFactory()
    return badges.code_of(DelegateFactory(number=123, category="press"))


def test_a_code_says_the_event_the_number_and_the_category_and_nothing_else(code):
    prefix, number, category, signature = code.split(":")

    assert (prefix, number, category, len(signature)) == ("OPS21", "123", "PRESS", 103)
    assert set(code) <= QR_ALPHANUMERIC


def test_a_code_is_read_back(code):
    assert badges.read(code) == Badge(123, Category.PRESS)


@pytest.mark.parametrize("category", Category)
def test_every_category_is_read_back(category):
    EventFactory()

    assert badges.read(badges.code_of(DelegateFactory(number=7, category=category))) == Badge(7, category)


def test_anybody_checks_a_code_with_the_public_key_alone(code):
    said, _colon, signature = code.rpartition(":")

    Ed25519PublicKey.from_public_bytes(badges.public_key()).verify(b32decode(signature + "="), said.encode())

    assert len(badges.public_key()) == 32


def test_lower_case_and_spaces_of_who_types_it_do_no_harm(code):
    assert badges.read(f"  {code.lower()[:20]} {code.lower()[20:]}\r\n") == Badge(123, Category.PRESS)


@one_more_fixture_is_fine
@given(place=st.integers(min_value=0), letter=st.characters(max_codepoint=0x24F))
@example(place=-1, letter="B")
@example(place=0, letter="Ο")
@example(place=0, letter="ſ")
def test_a_change_of_any_one_character_is_refused(code, place, letter):
    at = place % len(code)
    changed = code[:at] + letter + code[at + 1 :]
    if "".join(changed.split()).upper() == code and changed.isascii():
        return

    with pytest.raises(Forged):
        badges.read(changed)


def test_a_last_letter_whose_unread_bits_differ_is_refused(code):
    others = [code[:-1] + letter for letter in LAST if letter != code[-1]]

    for other in others:
        with pytest.raises(Forged):
            badges.read(other)


@one_more_fixture_is_fine
@given(st.text())
@example("")
@example(":::")
@example("OPS21:123:PRESS:")
@example("A" * 100_000)
@example("OPS21:123:PRESS:" + "=" * 104)
@example("OPS21:123:PRESS:" + "A" * 103)
def test_whatever_is_no_code_is_refused(code, written):
    with pytest.raises(Forged):
        badges.read(written)


def test_a_badge_of_another_summit_is_refused(code):
    Event.objects.update(reference_prefix="OPS22")

    with pytest.raises(Forged):
        badges.read(code)


def test_a_badge_signed_with_another_key_is_refused(code, settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "another.pem"
    badges.make_key(settings.BADGE_KEY_FILE)

    with pytest.raises(Forged):
        badges.read(code)


def test_a_key_that_was_replaced_is_read_again(code, settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "key.pem"
    call_command("make_badge_key")
    before = badges.public_key()

    call_command("make_badge_key", replace=True)

    assert badges.public_key() != before


def test_codes_of_many_ask_for_nothing_when_the_event_is_given(django_assert_num_queries):
    event, many = EventFactory(), DelegateFactory.create_batch(3)

    with django_assert_num_queries(0):
        codes = [badges.code_of(one, event=event) for one in many]

    assert [badges.read(code, event=event).number for code in codes] == [one.number for one in many]


def test_without_a_key_it_says_what_to_do(settings, tmp_path):
    EventFactory()
    settings.BADGE_KEY_FILE = tmp_path / "none.pem"

    with pytest.raises(NoKey, match="make_badge_key"):
        badges.code_of(DelegateFactory())


@pytest.mark.parametrize(
    "written", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
)
def test_a_file_that_holds_no_key_says_so(settings, tmp_path, written):
    settings.BADGE_KEY_FILE = tmp_path / "broken.pem"
    settings.BADGE_KEY_FILE.write_bytes(written)

    with pytest.raises(NoKey, match="holds no key that signs badges"):
        badges.public_key()


def test_a_key_of_another_kind_says_so(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "ec.pem"
    pem = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.BADGE_KEY_FILE.write_bytes(pem)

    with pytest.raises(NoKey, match="another kind than Ed25519"):
        badges.public_key()


def test_the_command_makes_a_key_its_owner_alone_reads(settings, tmp_path, capsys):
    settings.BADGE_KEY_FILE = tmp_path / "key.pem"

    call_command("make_badge_key")

    assert stat.S_IMODE(settings.BADGE_KEY_FILE.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["key.pem"]
    assert str(settings.BADGE_KEY_FILE) in capsys.readouterr().out


def test_the_command_overwrites_no_key_and_says_what_it_would_cost(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "key.pem"
    call_command("make_badge_key")
    before = settings.BADGE_KEY_FILE.read_bytes()

    with pytest.raises(CommandError, match="refused at the door as forged"):
        call_command("make_badge_key")

    assert settings.BADGE_KEY_FILE.read_bytes() == before


def test_a_key_that_cannot_be_written_says_so(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "no-folder" / "key.pem"

    with pytest.raises(CommandError, match="No key can be written"):
        call_command("make_badge_key")


def test_who_is_accredited_and_has_a_seat_may_enter():
    EventFactory()
    delegate = DelegateFactory(accredited=True)
    seats.take(delegate)

    assert badges.refusal_of(delegate) is None


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("unconfirmed", Refusal.UNCONFIRMED),
        ("to_review", Refusal.TO_REVIEW),
        ("refused", Refusal.REFUSED),
        ("cancelled", Refusal.CANCELLED),
    ],
)
def test_who_is_not_accredited_may_not_enter_even_with_a_seat(state, why):
    assert badges.refusal(state, "in_person", "held") is why


@pytest.mark.parametrize("seat", ["held", "offered", "waiting", None])
def test_who_has_arrived_may_enter_again_whatever_became_of_the_seat(seat):
    assert badges.refusal("arrived", "in_person", seat) is None


@pytest.mark.parametrize("state", Delegate.State)
def test_every_state_has_an_answer(state):
    assert (badges.refusal(state, "in_person", "held") is None) == (state in ("accredited", "arrived"))


def test_an_accreditation_without_a_seat_that_is_held_opens_no_door():
    EventFactory(capacity=1)
    online = DelegateFactory(accredited=True, mode="online")
    first, second, third = DelegateFactory.create_batch(3, accredited=True)
    for one in (first, second):
        seats.take(one)

    assert [badges.refusal_of(one) for one in (online, first, second, third)] == [
        Refusal.ONLINE,
        None,
        Refusal.WAITING,
        Refusal.NO_SEAT,
    ]


def test_a_seat_that_was_offered_opens_the_door_once_it_is_accepted():
    EventFactory(capacity=1)
    first, second = DelegateFactory.create_batch(2, accredited=True)
    for one in (first, second):
        seats.take(one)
    seats.give_up(first)
    offered = badges.refusal_of(Delegate.objects.get(pk=second.pk))

    seats.accept(second)

    assert (offered, badges.refusal_of(second)) == (Refusal.OFFERED, None)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_knows_every_seat_in_one_query(count, django_assert_num_queries):
    EventFactory()
    for delegate in DelegateFactory.create_batch(count, accredited=True):
        seats.take(delegate)
        seats.take(delegate, session=SessionFactory())

    with django_assert_num_queries(1):
        found = [badges.refusal_of(one) for one in Delegate.objects.with_seat()]

    assert found == [None] * count
