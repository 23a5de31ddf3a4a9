from commitments.models.commitment import Commitment, CommitmentCountry, Party, ReferenceCounter
from commitments.models.evidence import Pledge, Report, Source, Target
from commitments.models.framework import Framework, Goal
from commitments.models.holder import Holder
from commitments.models.kept import KeptResult, Register
from commitments.models.relation import Relation
from commitments.models.search_row import SearchFacet, SearchRow, SearchWord
from commitments.models.version import Version

__all__ = [
    "Commitment",
    "CommitmentCountry",
    "Framework",
    "Goal",
    "Holder",
    "KeptResult",
    "Party",
    "Pledge",
    "ReferenceCounter",
    "Register",
    "Relation",
    "Report",
    "SearchFacet",
    "SearchRow",
    "SearchWord",
    "Source",
    "Target",
    "Version",
]
