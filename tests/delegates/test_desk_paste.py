"""Pasting at the desk: look first, then all or nothing, and the text stays where it was typed."""

import pytest

from delegates.desk import views
from delegates.models import Delegate, Message, Quota
from tests import pages
from tests.delegates.desking import at, shown
from tests.staff import fields, soup

pytestmark = pytest.mark.django_db
HEADER = "Given name\tFamily name\tE-mail\tCategory"


def rows(*names, category="delegate"):
    return "\r\n".join([HEADER, *(f"Ama\t{name}\t{name}@example.org\t{category}" for name in names)])


def paste(client, delegation, text, **buttons):
    return client.post(at("desk_paste", delegation), {"rows": text, **buttons})


def told(answer):
    return pages.table(soup(answer).select_one(".error-summary"))


def test_correct_rows_are_shown_with_the_places_afterwards_and_added_by_a_second_button(focal, example_state):
    Quota.objects.create(delegation=example_state, category="delegate", places=3)
    looked = paste(focal, example_state, rows("A", "B"))
    page = soup(looked)
    assert (looked.status_code, Delegate.objects.count()) == (200, 0)
    assert [row[0] for row in pages.table(page.main)] == ["Ama A", "Ama B"]
    assert pages.words(page.select_one(".figures")) == "delegate: 2 of 3 One place is left."
    assert page.select_one("[data-error-summary]") is None

    answer = focal.post(at("desk_paste", example_state), fields(looked) | {"add": "1"}, follow=True)

    assert "2 people were added and written to." in shown(answer)
    assert [one.full_name for one in Delegate.objects.all()] == ["Ama A", "Ama B"]
    assert Message.objects.filter(kind="confirm").count() == 2


@pytest.mark.parametrize("button", [{}, {"add": "1"}])
def test_one_wrong_cell_keeps_everything_out_and_every_row_in_the_box(focal, example_state, button):
    text = rows("A", "B") + "\r\nC\t\tnowhere\tdelegate\r\n"

    answer = paste(focal, example_state, text, **button)

    assert answer.status_code == 400
    assert told(answer) == [
        ["row 4, Family name", "nothing", "This field is required."],
        ["row 4, E-mail", "“nowhere”", "Enter a valid email address."],
    ]
    assert soup(answer).select_one("#id_rows").text.lstrip("\n").splitlines() == text.splitlines()
    assert Delegate.objects.count() == 0


def test_rows_beyond_the_quota_and_on_the_list_already_are_told_where_they_stand(focal, example_state):
    Quota.objects.create(delegation=example_state, category="press", places=1)
    paste(focal, example_state, rows("A"), add="1")

    answer = paste(
        focal, example_state, rows("A", "B") + "\n" + rows("C", "D", category="press").partition("\n")[2]
    )

    assert told(answer) == [
        ["row 2, E-mail", "“A@example.org”", "This address is on your list already."],
        ["row 5, Comes as", "“press”", "Only one place is left for this category (press)."],
    ]


def test_the_rows_can_be_corrected_after_a_look(focal, example_state):
    answer = paste(focal, example_state, rows("A"), edit="1")

    assert soup(answer).select_one("#id_rows").text.lstrip("\n").splitlines() == rows("A").splitlines()
    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("text", ["", "A" * 300_001, "\0", '"', "<script>alert(1)</script>\t=cmd|x!A1"])
def test_whatever_is_pasted_is_answered_by_the_page(focal, example_state, text):
    answer = paste(focal, example_state, text, add="1")

    assert (answer.status_code, len(soup(answer).select("[data-error-summary]"))) == (400, 1)
    assert Delegate.objects.count() == 0


def test_what_is_typed_into_a_cell_is_shown_and_never_run(focal, example_state):
    answer = paste(focal, example_state, rows("A").replace("Ama", '<img src=x onerror="alert(1)">\u202e'))

    assert told(answer)[0][1].startswith("“<img src=x onerror=")
    assert soup(answer).select("main img") == []


def test_columns_nobody_asked_for_are_named_and_not_kept(focal, example_state):
    answer = paste(focal, example_state, f"{HEADER}\tPassport\nAma\tA\ta@example.org\tpress\t12AB")

    assert "These columns are not asked for, and are not kept: Passport" in shown(answer)
    assert pages.table(soup(answer).main) == [["Ama A", "a@example.org", "press", "–", "on site", "English"]]


def test_a_desk_pastes_only_so_often(focal, example_state):
    while views.PASTED.hit(str(example_state.pk)):
        pass

    answer = paste(focal, example_state, rows("A"), add="1")

    assert told(answer)[0][0] == "all rows"
    assert (answer.status_code, Delegate.objects.count()) == (400, 0)


@pytest.mark.parametrize(("language", "mark"), [("fr", ";"), ("en", ",")])
def test_a_sample_is_there_to_fill_in_and_is_taken_as_it_is(focal, example_state, language, mark):
    answer = focal.get(at("desk_sample", example_state, language=language))

    text = answer.content.decode()
    assert (text[0], text.partition("\r\n")[0].count(mark)) == ("\ufeff", 6)
    assert answer["Content-Disposition"] == f'attachment; filename="members-{language}.csv"'
    assert "2 people to add" in shown(paste(focal, example_state, text))
