import pytest
from django.core.exceptions import ValidationError

from summit.web import validate_urls


@pytest.mark.parametrize(
    "urls", [[], ["https://example.org/"], ["http://example.org/a?b=c", "https://example.org:8000"]]
)
def test_web_addresses_are_accepted(urls):
    validate_urls(urls)


@pytest.mark.parametrize(
    "value", [None, "https://example.org", {"a": "https://example.org"}, [1], [None], [["https://example.org"]]]
)
def test_what_is_no_list_of_texts_is_refused(value):
    with pytest.raises(ValidationError) as refused:
        validate_urls(value)

    assert refused.value.code == "urls"


@pytest.mark.parametrize(
    "wrong",
    ["", "example.org", "javascript:alert(1)", "ftp://example.org", "https://exa mple.org", "//example.org"],
)
def test_what_is_no_web_address_is_named(wrong):
    with pytest.raises(ValidationError) as refused:
        validate_urls(["https://example.org", wrong])

    assert wrong in refused.value.messages[0]
