from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_absence")]
    operations = [
        migrations.RemoveConstraint(model_name="boardsettings", name="board_assess_days"),
        migrations.RemoveField(model_name="boardsettings", name="assess_within_working_days"),
    ]
