"""A right to read that a case has given goes with the case; what SAS gave by hand stays.

A case gives the right in the same moment as it takes a step (somebody is let in, the case is sent
to decision, a report joins): a grant of just such a moment is the case's.
"""

from django.db import migrations


def mark(apps, editor):
    steps, links = apps.get_model("lex_sarah", "Step"), apps.get_model("lex_sarah", "CaseReport")
    for grant in apps.get_model("reports", "AccessGrant").objects.order_by("pk"):
        cases = links.objects.filter(report_id=grant.report_id).values("case_id")
        if steps.objects.filter(case_id__in=cases, at=grant.granted_at).exists():
            grant.for_case = True
            grant.save(update_fields=["for_case"])


class Migration(migrations.Migration):
    dependencies = [
        ("lex_sarah", "0001_initial"),
        ("reports", "0008_grants_for_cases"),
    ]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
