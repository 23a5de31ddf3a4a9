"""The register, as its officers change it."""

from commitments.admin import commitment, evidence, framework, holder

__all__ = ["commitment", "evidence", "framework", "holder"]
