"""Is every tampering with the trail found and named?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from safelight.records.audit.actions import NotInTransaction, record, record_refusal
from safelight.records.audit.chain import FIRST, seal
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import trail_of_case, verify_chain
from tests.guards import drop_triggers

pytestmark = pytest.mark.django_db
NOON = datetime(2010, 4, 1, 12, tzinfo=UTC)
COLUMNS = {
    "at": NOON + timedelta(days=365),
    "actor": "somebody-else",
    "acting_as": "auditor",
    "action": "cases.something_else",
    "case": "another-case",
    "subject": "Case:another",
    "decision": '{"outcome": "allow"}',
    "detail": '{"count": 99}',
    "previous": "f" * 64,
    "digest": "e" * 64,
}

DESTRUCTIVE = ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"]
if connection.vendor == "postgresql":
    DESTRUCTIVE.append("TRUNCATE audit_entry")


def write(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record("cases.test", by=None, at=NOON + timedelta(minutes=number), case="the-case", count=number)


def tamper(sql: str, params: list[Any]) -> None:
    """Change the table by hand, as somebody with the database's own key could: the triggers are dropped first."""
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_an_untouched_trail_is_whole() -> None:
    write(12)
    report = verify_chain()
    assert (report.whole, report.entries, report.first_bad, report.why) == (True, 12, None, "")


def test_an_empty_trail_is_whole() -> None:
    assert verify_chain().whole
    assert verify_chain().entries == 0


def test_each_entry_is_sealed_with_the_one_before_it() -> None:
    write(3)
    first, second, third = Entry.objects.order_by("number")
    assert first.previous == FIRST
    assert second.previous == first.digest
    assert third.previous == second.digest


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("number", [1, 4, 7])
def test_changing_any_column_of_any_entry_by_hand_is_found_and_named(column: str, number: int) -> None:
    write(7)
    quoted = connection.ops.quote_name(column)
    value = connection.ops.adapt_datetimefield_value(COLUMNS[column]) if column == "at" else COLUMNS[column]
    tamper(f"UPDATE audit_entry SET {quoted} = %s WHERE number = %s", [value, number])
    report = verify_chain()
    assert not report.whole
    assert report.first_bad == number
    assert report.why


@pytest.mark.parametrize("number", [1, 3, 6])
def test_removing_an_entry_by_hand_is_found_and_named(number: int) -> None:
    write(7)
    tamper("DELETE FROM audit_entry WHERE number = %s", [number])
    report = verify_chain()
    assert not report.whole
    assert report.first_bad == number
    assert "missing" in report.why


def test_resealing_one_changed_entry_is_found_at_the_next_one() -> None:
    write(5)
    forged = Entry.objects.get(number=3)
    forged.action = "cases.something_else"
    tamper("UPDATE audit_entry SET action = %s, digest = %s WHERE number = 3", [forged.action, seal(forged)])
    report = verify_chain()
    assert report.first_bad == 4
    assert "follow" in report.why


@pytest.mark.parametrize("sql", DESTRUCTIVE)
def test_the_database_refuses_to_change_or_remove_an_entry(sql: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify_chain().whole


def test_the_models_own_save_and_delete_are_refused_too() -> None:
    write(1)
    entry = Entry.objects.get()
    entry.action = "cases.something_else"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    assert Entry.objects.get().action == "cases.test"


def test_a_refusal_outlives_the_transaction_that_it_stopped() -> None:
    class Stopped(Exception):
        pass

    def stopped_act() -> None:
        try:
            with transaction.atomic():
                record("cases.test", by=None, at=NOON)
                raise Stopped
        except Stopped:
            record_refusal("cases.test", by=None, at=NOON)
            raise

    with pytest.raises(Stopped):
        stopped_act()
    assert [entry.action for entry in Entry.objects.all()] == ["cases.test.refused"]


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_within_the_transaction_of_its_act_or_not_at_all() -> None:
    with pytest.raises(NotInTransaction, match=r"cases\.test"):
        record("cases.test", by=None, at=NOON)
    assert not Entry.objects.exists()


if connection.vendor == "postgresql":

    @pytest.mark.django_db(transaction=True)
    def test_many_at_once_write_one_unbroken_chain() -> None:
        """SQLite lets one connection write at a time, so there is nothing to try there."""

        def write_and_leave() -> None:
            for _ in range(10):
                write(1)
            connection.close()

        writers = [Thread(target=write_and_leave) for _ in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        report = verify_chain()
        assert (report.whole, report.entries) == (True, 40)


def test_the_trail_of_a_case_is_newest_first_and_of_that_case_alone() -> None:
    write(3)
    with transaction.atomic():
        record("cases.elsewhere", by=None, at=NOON, case="another-case")
    lines = trail_of_case("the-case", newest=2)  # type: ignore[arg-type]
    assert [line.number for line in lines] == [3, 2]
    assert {line.action for line in lines} == {"cases.test"}
