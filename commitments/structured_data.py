"""What a record tells machines, in schema.org's words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.models import Commitment
from summit.bilingual import written_in
from summit.frame import Frame
from summit.structured_data import CONTEXT


def record(commitment: Commitment, frame: Frame) -> dict[str, Any]:
    """The page of a commitment, as an entry of the register; it says no more than is known."""
    told = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "identifier": commitment.reference,
        "name": written_in(commitment, "title")[0],
        "url": frame.origin + commitment.get_absolute_url(),
        "inLanguage": get_language(),
        "dateModified": commitment.modified.isoformat(),
        "isPartOf": {
            "@type": "Collection",
            "name": _("Register of commitments"),
            "url": frame.origin + reverse("commitments:list"),
        },
        "about": [
            {"@type": "Organization", "name": written_in(party.holder, "name")[0]}
            for party in commitment.parties.all()
        ],
        "spatialCoverage": [row.country.code for row in commitment.countries.all()],
    }
    if summary := written_in(commitment, "summary")[0]:
        told["abstract"] = summary
    return {key: value for key, value in told.items() if value}
