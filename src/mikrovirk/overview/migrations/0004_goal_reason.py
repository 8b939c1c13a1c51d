from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("overview", "0003_newcomer_waits"),
    ]

    operations = [
        migrations.RenameField(model_name="goal", old_name="why", new_name="reason"),
    ]
