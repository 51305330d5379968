"""Static files with a hash in their names, ES module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Without `support_js_module_import_aggregation` the imports between our modules would keep unhashed names."""

    support_js_module_import_aggregation = True
    manifest_strict = False
