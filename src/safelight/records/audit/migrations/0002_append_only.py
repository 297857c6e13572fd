"""The database itself refuses to change or remove an entry, whoever asks."""

from django.db import migrations

SQLITE = (
    """
    CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry is never changed.'); END
    """,
    """
    CREATE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry is never removed.'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The audit trail is append-only: an entry is never changed or removed.'
          USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
    """
    CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
)


def guard(apps, editor):
    """Set the triggers of the database in use."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def unguard(apps, editor):
    """Take them away again, for a migration backwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER audit_is_never_emptied ON audit_entry")
        editor.execute("DROP TRIGGER audit_entry_is_never_changed ON audit_entry")
        editor.execute("DROP FUNCTION audit_is_append_only()")
    else:
        editor.execute("DROP TRIGGER audit_entry_is_never_changed")
        editor.execute("DROP TRIGGER audit_entry_is_never_removed")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
