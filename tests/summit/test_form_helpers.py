"""How forms are drawn: the filter and the tag of the library, helpers, layouts, several forms together."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Button, ButtonHolder, Div, Field, Fieldset, Hidden, Layout, Reset, Submit
from django import forms
from django.template import Context, Template
from django.utils import translation

from tests.forms import EachKind, Filters, drawn, field, soup, tagged
from tests.pages import words


def test_the_filter_draws_no_form_element():
    page = drawn(EachKind())
    assert page.find("form") is None
    assert page.find("button") is None


def test_the_tag_draws_a_form_that_can_be_posted():
    helper = FormHelper()
    helper.form_action = "/there/"
    helper.add_input(Submit("send", "Send my answers"))
    form = tagged(EachKind(), helper).form
    assert (form["method"], form["action"], form["enctype"]) == ("post", "/there/", "multipart/form-data")
    assert form.find(attrs={"name": "csrfmiddlewaretoken"})["value"] == "token"
    assert (form.button["type"], form.button["class"], words(form.button)) == (
        "submit",
        ["button"],
        "Send my answers",
    )


def test_a_form_in_get_holds_no_token():
    helper = FormHelper()
    helper.form_method = "get"
    page = tagged(EachKind(), helper)
    assert page.form["method"] == "get"
    assert "enctype" not in page.form.attrs
    assert page.find(attrs={"name": "csrfmiddlewaretoken"}) is None


def test_a_helper_without_form_tag_draws_the_inside():
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    page = tagged(Filters(), helper)
    assert page.form is None
    assert [tag["name"] for tag in page.select("input, select")] == ["theme", "text"]


def test_a_layout_is_drawn_in_its_order():
    helper = FormHelper()
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset("Who", Field("text", autocomplete="name", wrapper_class="wide"), css_id="who", css_class="first"),
        Div("theme", css_class="box", data_part="theme"),
        HTML("<p>{{ form.fields|length }} questions</p>"),
        Hidden("step", "2"),
        ButtonHolder(
            Submit("send", "Send", css_class="button--sun"), Reset("undo", "Undo"), Button("back", "Back")
        ),
    )
    page = tagged(Filters(), helper)
    assert [tag.name for tag in page.form.find_all(recursive=False)] == ["fieldset", "div", "p", "input", "div"]
    assert (page.fieldset["id"], page.fieldset["class"], words(page.legend)) == (
        "who",
        ["fieldset", "first"],
        "Who",
    )
    assert page.find(id="id_text")["autocomplete"] == "name"
    assert field(page, "text")["class"] == ["field", "wide"]
    assert page.find("div", class_="box")["data-part"] == "theme"
    assert words(page.p) == "2 questions"
    assert page.find(attrs={"name": "step"})["value"] == "2"
    assert [(one["type"], one["class"]) for one in page.find_all("button")] == [
        ("submit", ["button", "button--sun"]),
        ("reset", ["button", "button--outlined"]),
        ("button", ["button", "button--outlined"]),
    ]


def test_a_summary_can_stand_elsewhere_and_the_errors_stay_at_their_fields():
    helper = FormHelper()
    helper.form_show_errors = False
    helper.disable_csrf = True
    form = Filters({"theme": "nonsense"})
    page = tagged(form, helper)
    elsewhere = soup(
        Template("{% load crispy_forms_tags %}{{ form|as_crispy_errors }}").render(Context({"form": form}))
    )
    assert page.select(".error-summary") == []
    assert len(page.select(".field__error")) == 1
    assert len(elsewhere.select(".error-summary")) == 1


def test_a_helper_may_title_the_summary():
    helper = FormHelper()
    helper.form_error_title = "You & we disagree"
    helper.disable_csrf = True
    assert words(tagged(Filters({"theme": "x"}), helper).h2) == "You & we disagree"


def test_labels_left_out_are_still_heard():
    helper = FormHelper()
    helper.form_show_labels = False
    helper.disable_csrf = True
    page = tagged(EachKind(), helper)
    hidden = page.select("label.sr, legend.sr")
    assert len(hidden) == len(EachKind.base_fields) - 1  # all but the hidden field


def test_a_field_can_be_drawn_alone():
    html = Template(
        "{% load crispy_forms_tags crispy_forms_field %}{{ form.text|as_crispy_field }}"
        "{% crispy_field form.theme 'class' 'wide' %}"
    ).render(Context({"form": Filters()}))
    page = soup(html)
    assert words(page.label) == "Text"
    assert page.select("select")[0]["class"] == ["select", "wide"]


def test_several_forms_sent_together_have_one_summary():
    forms_together = forms.formset_factory(Filters, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-theme": "x"}
    helper = FormHelper()
    helper.layout = Layout("text", "theme")
    for page in (drawn(forms_together(data)), tagged(forms_together(data), helper)):
        assert len(page.select(".error-summary")) == 1
        assert [link["href"] for link in page.select(".error-summary a")] == ["#id_form-1-theme"]
        assert page.find(attrs={"name": "form-TOTAL_FORMS"})["value"] == "2"
        assert page.find(attrs={"name": "form-1-theme"}) is not None


def test_all_forms_sent_together_may_be_refused_for_what_they_are_together():
    forms_together = forms.formset_factory(Filters, max_num=1, validate_max=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-text": "a", "form-1-text": "b"}
    with translation.override("en"):
        page = drawn(forms_together(data))
    assert [words(item) for item in page.select(".error-summary li")] == ["Please submit at most 1 form."]
