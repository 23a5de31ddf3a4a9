"""Give the delegates who registered before it the key their names are found by."""

from django.db import migrations

from delegates.names import name_key


def fill(apps, schema_editor):
    delegates = apps.get_model("delegates", "Delegate").objects
    for delegate in delegates.exclude(given_name="", family_name="").iterator():
        delegate.name_key = name_key(delegate.given_name, delegate.family_name)[:400]
        delegate.save(update_fields=["name_key"])


class Migration(migrations.Migration):
    dependencies = [("delegates", "0002_review_and_circulars")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
