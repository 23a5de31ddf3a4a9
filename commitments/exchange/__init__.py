"""The register as sheets that staff fill in and take out: one row per record, target, finance line or report."""
