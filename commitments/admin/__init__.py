"""The register, as its officers change it."""

from commitments.admin import commitment, evidence, holder

__all__ = ["commitment", "evidence", "holder"]
