"""The day on which a review was initiated picks its rules for good: once set, the database refuses to change it."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER cases_case_is_initiated_once BEFORE UPDATE OF initiated_on ON cases_case
WHEN OLD.initiated_on IS NOT NULL AND OLD.initiated_on IS NOT NEW.initiated_on
BEGIN SELECT RAISE(ABORT, 'The day on which a review was initiated is never changed.'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION case_is_initiated_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The day on which a review was initiated is never changed.'
          USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER cases_case_is_initiated_once BEFORE UPDATE OF initiated_on ON cases_case
    FOR EACH ROW WHEN (OLD.initiated_on IS NOT NULL AND OLD.initiated_on IS DISTINCT FROM NEW.initiated_on)
    EXECUTE FUNCTION case_is_initiated_once()
    """,
)


def guard(apps, editor):
    """Set the trigger of the database in use."""
    for statement in {"sqlite": (SQLITE,), "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps, editor):
    """Take it away again, for a migration backwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER cases_case_is_initiated_once ON cases_case")
        editor.execute("DROP FUNCTION case_is_initiated_once()")
    else:
        editor.execute("DROP TRIGGER cases_case_is_initiated_once")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
