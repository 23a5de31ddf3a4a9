from commitments.models.commitment import Commitment, CommitmentCountry, Party, ReferenceCounter, Relation
from commitments.models.evidence import Pledge, Report, Source, Target
from commitments.models.holder import Holder

__all__ = [
    "Commitment",
    "CommitmentCountry",
    "Holder",
    "Party",
    "Pledge",
    "ReferenceCounter",
    "Relation",
    "Report",
    "Source",
    "Target",
]
