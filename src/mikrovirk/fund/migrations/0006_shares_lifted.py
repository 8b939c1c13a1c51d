import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fund", "0005_votes_and_de_minimis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("share", "lifted_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("share", "lifted_because", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "share",
            "lifted_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            "share",
            models.CheckConstraint(
                condition=models.Q(
                    ("lifted_at__isnull", True), models.Q(("lifted_because", ""), _negated=True), _connector="OR"
                ),
                name="share_lifted_with_a_reason",
            ),
        ),
    ]
