"""A registration as somebody fills it in, through the pages."""

from django.core import signing
from django.urls import reverse
from django.utils import translation

WRITTEN = {
    "given_name": "Ama",
    "family_name": "Example",
    "email": "ama@example.org",
    "organisation": "Example organisation",
    "organisation_kind": "ngo",
    "country": "GH",
    "role": "Director",
    "category": "delegate",
    "mode": "in_person",
    "language": "en",
    "diet": "vegan",
    "privacy": "on",
}


def begun(seconds=60):
    """The hidden field of a form opened that many seconds ago."""
    signer = signing.TimestampSigner(salt="delegates.begun")
    moment = signing.time.time() - seconds
    value = f"{signer.sep}{signing.b62_encode(int(moment))}"
    return f"{value}{signer.sep}{signer.signature(value)}"


def register(client, language="en", **changes):
    with translation.override(language):
        address = reverse("delegates:register")
    return client.post(address, {**WRITTEN, "begun": begun(), **changes})


def row(name, **changes):
    """A member as a desk gives them; the address is the name's."""
    given = {"given_name": "Ama", "family_name": "Example", "email": f"{name}@example.org", "category": "delegate"}
    return {**given, "role": "", "mode": "in_person", "language": "en", **changes}
