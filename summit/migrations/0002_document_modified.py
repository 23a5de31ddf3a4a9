from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("summit", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="modified",
            field=models.DateTimeField(auto_now=True, default=timezone.now, verbose_name="modified"),
            preserve_default=False,
        ),
    ]
