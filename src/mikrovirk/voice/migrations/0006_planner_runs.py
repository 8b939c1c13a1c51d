from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0005_consultation_answers")]

    operations = [
        migrations.AddField("seasondraft", "claim", models.CharField(blank=True, max_length=32)),
        migrations.AddField("seasondraft", "seen_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("seasondraft", "stage", models.CharField(blank=True, max_length=10)),
        migrations.AddField("seasondraft", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AlterField(
            "seasondraft",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waits to be planned"),
                    ("planning", "Being planned"),
                    ("ready", "Ready"),
                    ("impossible", "Nothing fits"),
                    ("failed", "Something went wrong"),
                    ("cancelled", "Stopped"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddIndex("seasondraft", models.Index(fields=["state", "created_at"], name="drafts_by_state")),
    ]
