"""One page of each kind, of the real summit, and of an agenda, a delegate and a desk made for these tests."""

from delegates.models import Delegate
from delegates.tokens import token_of

# Delegates by their number, far from those that registering takes: the name on the badge and the organisation.
HOLDERS = {
    900_001: ("Ama Mensah", "Example organisation"),
    900_002: ("W" * 80, "W" * 200),
    900_003: (
        "Jean-Baptiste de La Rochefoucauld-Doudeauville d’Estissac et de Montmirail, Aîné 3",
        "Un nom long " * 16,
    ),
    900_004: ("字" * 80, "例"),
    900_005: ("محمد بن عبد الله", "منظمة مثال"),
}
TOKENS = {number: token_of(Delegate(link_key=f"of-{number}")) for number in HOLDERS}
TO_READ, TO_EDIT = "read-by-all", "edited-by-one"
STARRED = ("opening", "finance-for-biodiversity")
# The token of a delegation's desk, of somebody it named, and the number of one of its members.
DESK, NAMED, MEMBER = "desk-of-these-tests", "named-in-these-tests", 900_101

KINDS = {
    "home": "",
    "themes": "themes/",
    "theme": "themes/ecosystems/",
    "programme": "programme/",
    "programme filtered": "programme/?theme=agroecology",
    "programme without a match": "programme/?theme=health&kind=signing",
    "grid": "programme/grid/",
    "day sheet": "programme/print/?text=both",
    "changes": "programme/changes/",
    "starred sessions": "programme/agenda/?s=" + "&s=".join(STARRED),
    "agenda": f"programme/agenda/{TO_READ}/",
    "agenda to change": f"programme/agenda/{TO_EDIT}/edit/",
    "agenda erased": "programme/agenda/erased/",
    "session": "programme/finance-for-biodiversity/",
    "session without a time": "programme/iam-africa-charter/",
    "speakers": "programme/speakers/",
    "speaker": "programme/speakers/emmanuel-macron/",
    "register": "commitments/",
    "register, page 2": "commitments/?holder_kind=state&page=2",
    "figures": "commitments/figures/",
    "map": "commitments/map/",
    "map of the holders": "commitments/map/?by=holder",
    "gaps": "commitments/gaps/",
    "gaps of one theme": "commitments/gaps/?theme=ecosystems",
    "holders": "commitments/holders/",
    "holder": "commitments/holders/france/",
    "country": "commitments/holders/country/FR/",
    "commitment": "commitments/OPS21-0001/",
    "commitment with a drawn target": "commitments/OPS21-0034/",
    "frameworks": "commitments/frameworks/",
    "commitment with money": "commitments/OPS21-0015/",
    "versions of a commitment": "commitments/OPS21-0015/versions/",
    "version of a commitment": "commitments/OPS21-0015/versions/1/",
    "open data": "data/",
    "embedded commitment": "commitments/OPS21-0001/embed/",
    "registration": "register/",
    "link sent again": "register/link/",
    "my registration": f"registration/{TOKENS[900_001]}/",
    "badge": f"registration/{TOKENS[900_001]}/badge/",
    "named by a delegation": f"registration/{NAMED}/",
    "desk": f"delegation/{DESK}/",
    "desk, without those who come": f"delegation/{DESK}/?shown=gone&category=press",
    "desk, add": f"delegation/{DESK}/add/",
    "desk, paste": f"delegation/{DESK}/paste/",
    "desk, replace": f"delegation/{DESK}/{MEMBER}/replace/",
    "desk, withdraw": f"delegation/{DESK}/{MEMBER}/withdraw/",
    "desk, another link": f"delegation/{DESK}/link/",
    "desk, another link sent": "delegation/link/sent/",
    "information": "information/",
    "information page": "information/accessibility/",
    "documents": "documents/",
    "site map": "site-map/",
}
LANGUAGES = ("fr", "en")
