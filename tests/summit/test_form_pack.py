"""What the template pack draws: each kind of field, its errors and their summary, in both languages."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.template import engines
from django.utils import translation

from tests.forms import WRITTEN, EachKind, Filters, drawn, field, tagged
from tests.pages import words


@pytest.fixture(params=["fr", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture(params=[None, {}, WRITTEN], ids=["unbound", "empty", "written"])
def page(request, language):
    return drawn(EachKind(request.param))


def test_every_control_has_one_label(page):
    labels = [label["for"] for label in page.find_all("label")]
    controls = page.select("input:not([type=hidden]), select, textarea")
    named = [control["id"] for control in controls if not control["name"].startswith("starts_")]
    assert sorted(labels) == sorted(named)


def test_no_id_is_used_twice_and_each_one_pointed_to_exists(page):
    ids = [tag["id"] for tag in page.select("[id]")]
    pointed = [one for tag in page.select("[aria-describedby]") for one in tag["aria-describedby"].split()]
    pointed += [tag["aria-labelledby"] for tag in page.select("[aria-labelledby]")]
    pointed += [link["href"].removeprefix("#") for link in page.select(".error-summary a")]
    assert len(ids) == len(set(ids))
    assert set(pointed) <= set(ids)


def test_nothing_is_styled_or_scripted_in_the_markup_and_no_label_is_a_placeholder(page):
    names = {name for tag in page.find_all(True) for name in tag.attrs}
    assert not {name for name in names if name.startswith("on") or name in ("style", "placeholder")}


def test_required_controls_say_so_to_the_browser(page):
    required = {tag["name"] for tag in page.select("[required]")}
    assert required == {"name", "email", "day", "number", "country", "attend", "consent"}


def test_a_missing_variable_would_be_seen_and_none_is_missing(language, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "MISSING %s")
    helper = FormHelper()
    helper.layout = Layout(*EachKind().fields, Submit("send", "Send"))
    assert "MISSING" not in str(drawn(EachKind(WRITTEN)))
    assert "MISSING" not in str(tagged(EachKind(WRITTEN), helper))


def test_the_hint_stands_under_the_label_and_the_error_between_hint_and_control():
    box = field(drawn(EachKind({})), "name")
    assert [tag.name for tag in box.find_all(recursive=False)] == ["label", "div", "div", "input"]
    assert [tag.get("class") for tag in box.find_all("div")] == [["field__hint"], ["field__error"]]
    assert box.input["aria-describedby"] == "id_name_helptext id_name_error"
    assert box.input["aria-invalid"] == "true"


def test_a_control_without_error_is_described_by_its_hint_alone():
    control = drawn(EachKind()).find(id="id_email")
    assert control["aria-describedby"] == "id_email_helptext"
    assert "aria-invalid" not in control.attrs


def test_an_error_says_that_it_is_one_in_the_readers_language():
    with translation.override("fr"):
        error = drawn(EachKind({})).find(id="id_name_error")
    assert words(error).endswith("Ce champ est obligatoire.")
    assert error.find(class_="sr") is not None


@pytest.mark.parametrize(("name", "kind"), [("attend", "radio"), ("languages", "checkbox")])
def test_choices_are_a_fieldset_with_its_question_as_legend(name, kind):
    box = field(drawn(EachKind({})), name)
    assert (box.name, words(box.legend)) == ("fieldset", EachKind.base_fields[name].label)
    assert [one["type"] for one in box.find_all("input")] == [kind, kind]
    assert box["aria-describedby"].split()[-1] == f"id_{name}_error"


def test_choices_keep_what_was_ticked():
    page = drawn(EachKind({"attend": "away", "languages": ["fr", "en"]}))
    assert [one["id"] for one in page.select("[checked]")] == ["id_attend_1", "id_languages_0", "id_languages_1"]


def test_choices_in_groups_are_fieldsets_in_the_fieldset():
    class Grouped(forms.Form):
        place = forms.ChoiceField(
            label="Place", choices=[("Europe", [("FR", "France")]), ("x", "Elsewhere")], widget=forms.RadioSelect
        )

    box = drawn(Grouped({"place": "x"})).fieldset
    assert [words(legend) for legend in box.find_all("legend")] == ["Place", "Europe"]


def test_a_single_checkbox_has_its_label_after_it():
    box = field(drawn(EachKind()), "consent")
    assert [tag.name for tag in box.select_one(".choice").find_all(recursive=False)] == ["input", "label"]
    assert box.input["aria-describedby"] == "id_consent_helptext"


def test_a_hidden_field_is_its_control_alone():
    control = drawn(EachKind()).find(attrs={"name": "origin"})
    assert control["type"] == "hidden"
    assert control.find_parent(class_="field") is None


def test_hints_are_text():
    assert words(drawn(EachKind()).find(id="id_name_helptext")) == "As on <b>paper</b>."


def test_nothing_is_lost_on_error():
    page = drawn(EachKind(WRITTEN))
    assert page.find(id="id_name")["value"] == "Camille <b>"
    assert page.find(id="id_email")["value"] == "camille"
    assert page.find(id="id_number")["value"] == "12"
    assert page.find(id="id_note").string.strip() == "Une ligne"


def test_optional_fields_are_marked_beside_required_ones():
    with translation.override("en"):
        page = drawn(EachKind())
    marked = [words(tag) for tag in page.select("label, legend") if "(optional)" in tag.get_text()]
    assert marked == [f"{name} (optional)" for name in ("Phone", "Website", "Note", "Portrait", "Starts")]


def test_where_nothing_is_required_nothing_is_marked_optional():
    with translation.override("en"):
        assert [words(label) for label in drawn(Filters()).find_all("label")] == ["Theme", "Text"]


def test_an_unbound_form_has_no_error_summary():
    assert drawn(EachKind()).select(".error-summary") == []


def test_the_error_summary_can_take_the_focus_and_says_what_happened():
    with translation.override("en"):
        summary = drawn(EachKind(WRITTEN)).select_one(".error-summary")
    heading = summary.find(id=summary["aria-labelledby"])
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
    assert "data-error-summary" in summary.attrs
    assert words(heading) == "There are 7 things to correct"
    assert words(summary.p).startswith("The form was not accepted. Your answers are still here")


def test_the_error_summary_leads_to_the_first_control_of_each_field_in_error():
    with translation.override("en"):
        page = drawn(EachKind(WRITTEN | {"starts_0": "never", "starts_1": "12:00"}))
    assert [(link["href"], words(link)) for link in page.select(".error-summary a")] == [
        ("#id_email", "Email: Enter a valid email address."),
        ("#id_day", "Day: This field is required."),
        ("#id_number", "Number: Ensure this value is less than or equal to 9."),
        ("#id_country", "Country: This field is required."),
        ("#id_languages_0", "Languages: This field is required."),
        ("#id_starts_0", "Starts: Enter a valid date."),
        ("#id_consent", "I read this: This field is required."),
    ]


def test_an_error_of_no_field_stands_first_in_the_summary():
    page = drawn(EachKind(WRITTEN))
    assert words(page.select_one(".error-summary li")) == "Nobody is away."


def test_one_error_is_counted_in_the_singular():
    with translation.override("en"):
        page = drawn(Filters({"theme": "nonsense"}))
    assert words(page.h2) == "There is one thing to correct"


def test_an_error_of_a_hidden_field_is_told_without_a_link():
    class Hiding(forms.Form):
        origin = forms.CharField(label="Origin", widget=forms.HiddenInput)

    with translation.override("en"):
        page = drawn(Hiding({}))
    assert [words(item) for item in page.select(".error-summary li")] == ["Origin: This field is required."]
    assert page.select(".error-summary a") == []


def test_two_forms_on_a_page_have_summaries_of_their_own():
    first, second = drawn(Filters({"a-theme": "x"}, prefix="a")), drawn(Filters({"b-theme": "x"}, prefix="b"))
    assert (first.h2["id"], second.h2["id"]) == ("a-errors", "b-errors")
