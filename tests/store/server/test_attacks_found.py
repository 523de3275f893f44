"""That the attacks would be seen to succeed: class servers that were made wrongly."""

import pytest

from tests import servers
from tests.store.server.attacks import School

pytestmark = [pytest.mark.postgres, pytest.mark.fault]

WRONG = {
    "key on id alone, and no check of the body": (
        "ALTER TABLE qk.event DROP CONSTRAINT event_pkey, DROP CONSTRAINT event_4_body, "
        "ADD PRIMARY KEY (id)",
        {"runs_before_another", "inserts_the_body_of_another", "inserts_another_device"},
    ),
    "a policy that lets all rows be read": (
        "ALTER POLICY own_read ON qk.event USING (true)",
        {"reads_events_of_others", "reads_events_as_a_copy", "copies_out"},
    ),
    "a policy that lets all rows be written": (
        "ALTER POLICY own_insert ON qk.event WITH CHECK (true)",
        {"inserts_for_another"},
    ),
    "UPDATE granted": (
        "GRANT UPDATE ON qk.event TO qk_learner; "
        "CREATE POLICY u ON qk.event FOR UPDATE TO qk_learner USING (true)",
        {"updates_an_own_event", "overwrites_by_upsert", "locks_rows_of_events"},
    ),
    "no hash check": (
        "ALTER TABLE qk.event DROP CONSTRAINT event_3_hash",
        {"inserts_a_false_hash"},
    ),
    "row-level security not forced on": (
        "ALTER TABLE qk.event DISABLE ROW LEVEL SECURITY",
        {"reads_events_of_others", "teacher_reads_another_class"},
    ),
    "an owner that a learner may become": ("GRANT qk_owner TO binh", {"becomes_owner"}),
    "temporary tables": (
        "GRANT ALL ON DATABASE {} TO PUBLIC",
        {"makes_a_temp_view", "makes_a_schema"},
    ),
    "teachers set for every class": (
        "ALTER POLICY set_plan ON qk.assignment USING (true) WITH CHECK (true)",
        {"teacher_sets_for_another_class", "teacher_moves_to_another_class"},
    ),
}


ALWAYS = ("key on id alone, and no check of the body", "a policy that lets all rows be read")


@pytest.mark.parametrize(
    "fault",
    [pytest.param(each, marks=() if each in ALWAYS else pytest.mark.slow) for each in WRONG],
)
def test_finds_what_is_wrong(fault: str) -> None:
    statement, expected = WRONG[fault]
    with servers.shared().database(own=True) as database:
        wrong = School(database)
        with database.connect() as admin:
            admin.execute(statement.replace("{}", database.name).encode())
        assert {name for name in sorted(expected) if not wrong.outcome(name)} == set()
        wrong.close()
