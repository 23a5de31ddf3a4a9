"""Static files under names that hold their fingerprint, in the imports of scripts too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Fingerprinted(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, which leaves alone what one script imports of another unless it is asked."""

    support_js_module_import_aggregation = True
