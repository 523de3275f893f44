"""Attacks on a class server by its own members; each returns what it got, or is refused.

An attack has succeeded if it returns something, or if anything on the server is different after
it. `binh` and `mai` are pupils of 10A, `zoe` is one of 10B, `new` one of 10A who never synced;
`lan` teaches 10A, `tom` 10B.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from tests.servers import Database
from tests.store.server.chains import chain

Attack = Callable[["School", Any], object]

ATTACKS: dict[str, tuple[str, Attack]] = {}
"""By name: who attacks, and how."""

INSERT = "INSERT INTO qk.event(learner, id, dev, seq, body) VALUES (%s, %s, %s, %s, %s)"


class School:
    """A class server with two classes and some answers."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._admin = database.connect()
        self._state: list[object] = []
        for login in ("mai", "binh", "new"):
            database.add(login, "10A")
        database.add("zoe", "10B")
        database.add("lan", "10A", is_teacher=True)
        database.add("tom", "10B", is_teacher=True)
        self.events = {login: chain(login) for login in ("mai", "binh", "zoe")}
        for login, events in self.events.items():
            with database.connect(login) as own:
                own.execute("SELECT qk.claim(%s)", (login,))
                for seq, each in enumerate(events[:2], 1):
                    own.execute(INSERT, row(login, each, seq=seq))
        self._admin.execute(
            "INSERT INTO qk.assignment VALUES ('10A', 'vietnam-us', '{war}', '2027-05-01'), "
            "('10B', 'rivers', '{}', '2027-06-01')"
        )

    def state(self) -> list[object]:
        """Return everything that an attack must not change."""
        queries = [f"SELECT * FROM qk.{name} ORDER BY 1, 2" for name in TABLES]
        return [self._admin.execute(query.encode()).fetchall() for query in queries + CATALOGUE]

    def outcome(self, name: str) -> str:
        """Return what an attack got, or "" if it was refused."""
        import psycopg

        login, attack = ATTACKS[name]
        before = self._state or self.state()
        got: object = None
        with self.database.connect(login) as me:
            try:
                got = attack(self, me)
            except psycopg.Error as error:
                if error.sqlstate and error.sqlstate not in REFUSALS:
                    raise  # a mistake in the attack
        self._state = self.state()
        if got:
            return f"got {str(got)[:100]}"
        return "changed the server" if self._state != before else ""

    def close(self) -> None:
        """Close what looks at the server."""
        self._admin.close()


REFUSALS = {
    "42501",  # no right, or a row that the policies refuse
    "23514",  # a check
    "23505",  # an id that another learner has
    "0A000",  # COPY into a table with row-level security
    "22P02", "22P05",  # not even JSON
    "53300",  # too many connections
    "55000",  # prepared transactions are off
    "58P01",  # no such extension here
    "42704",  # no such wrapper here
}  # fmt: skip
"""With what the server refuses."""

TABLES = ("member", "seat", "event", "assignment")
CATALOGUE = [
    "SELECT * FROM pg_authid ORDER BY oid",
    "SELECT roleid, member FROM pg_auth_members ORDER BY 1, 2",
    "SELECT setdatabase, setrole, setconfig FROM pg_db_role_setting ORDER BY 1, 2",
    "SELECT datname, datacl::text, datdba, datconnlimit FROM pg_database ORDER BY 1",
    "SELECT oid, relname, relacl::text, relowner, relrowsecurity, relforcerowsecurity "
    "FROM pg_class WHERE relkind <> 't' ORDER BY oid",
    "SELECT oid, proname, proacl::text, prosrc FROM pg_proc WHERE pronamespace <> 11 ORDER BY oid",
    "SELECT oid, polname, polroles::text FROM pg_policy ORDER BY oid",
    "SELECT oid, conname FROM pg_constraint ORDER BY oid",
    "SELECT oid, nspname, nspacl::text FROM pg_namespace WHERE nspname !~ '^pg_t' ORDER BY oid",
    "SELECT objoid, description FROM pg_description WHERE objoid > 16383 ORDER BY 1",
    "SELECT name, setting FROM pg_file_settings ORDER BY 1",
    "SELECT oid, lomacl::text FROM pg_largeobject_metadata ORDER BY 1",
    "SELECT oid, extname FROM pg_extension ORDER BY 1",
]


def row(learner: str, event: Any, *, seq: int, dev: str = "a" * 32) -> tuple[object, ...]:
    """Return a row of qk.event."""
    return learner, bytes.fromhex(event.id), dev, seq, event.data.decode()


def attack(login: str) -> Callable[[Attack], Attack]:
    """Put an attack on the list."""

    def put(function: Attack) -> Attack:
        ATTACKS[function.__name__] = login, function
        return function

    return put


def says(login: str, **statements: str) -> None:
    """Put attacks on the list that are one or more statements; rows that come are what they got."""

    def sent(statement: str) -> Attack:
        def function(school: School, me: Any) -> object:
            cursor = me.execute(statement.encode())
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else None

        return function

    for name, statement in statements.items():
        ATTACKS[name] = login, sent(statement)


says(
    "binh",
    reads_events_of_others="SELECT * FROM qk.event WHERE learner <> 'binh'",
    reads_events_as_a_copy="SELECT 1 FROM qk.event HAVING count(*) > 2",
    reads_members="SELECT * FROM qk.member WHERE login <> 'binh'",
    reads_who_is_in_the_class="SELECT * FROM qk.seat s, qk.member m WHERE s.member <> m.number",
    reads_assignments_of_other_classes="SELECT * FROM qk.assignment WHERE class <> '10A'",
    reads_with_row_security_off="SET row_security = off; SELECT * FROM qk.event",
    reads_by_a_condition="SELECT learner FROM qk.event WHERE body ~ 'mai' OR length(learner) = 3",
    reads_statistics="SELECT tablename, most_common_vals FROM pg_stats WHERE schemaname = 'qk'",
    updates_an_own_event="UPDATE qk.event SET got = now()",
    updates_an_event_of_another="UPDATE qk.event SET seq = 9 WHERE learner = 'mai'",
    overwrites_by_upsert="INSERT INTO qk.event(learner, id, dev, seq, body) SELECT learner, "
    "id, dev, seq, body FROM qk.event ON CONFLICT (learner, id) DO UPDATE SET got = now()",
    says_when_it_came="INSERT INTO qk.event(learner, id, dev, seq, body, got) "
    "SELECT learner, id, dev, seq, body, now() FROM qk.event",
    deletes_own_events="DELETE FROM qk.event",
    deletes_events_of_another="DELETE FROM qk.event WHERE learner = 'mai'",
    truncates="TRUNCATE qk.event",
    drops_the_table="DROP TABLE qk.event CASCADE",
    drops_the_schema="DROP SCHEMA qk CASCADE",
    locks_the_table="BEGIN; LOCK TABLE qk.event IN ACCESS EXCLUSIVE MODE; SELECT 1",
    locks_rows_of_events="BEGIN; SELECT * FROM qk.event FOR UPDATE",
    becomes_owner="SET ROLE qk_owner; SELECT 1",
    becomes_teacher="SET ROLE qk_teacher; SELECT 1",
    becomes_another="SET ROLE mai; SELECT 1",
    becomes_another_session="SET SESSION AUTHORIZATION mai; SELECT 1",
    becomes_superuser="ALTER ROLE binh SUPERUSER",
    passes_by_row_security="ALTER ROLE binh BYPASSRLS",
    takes_more_connections="ALTER ROLE binh CONNECTION LIMIT -1",
    changes_a_password="ALTER ROLE mai PASSWORD 'known-to-binh'",
    changes_settings_of_another="ALTER ROLE mai SET search_path = public",
    renames_itself="ALTER ROLE binh RENAME TO mai2",
    makes_a_role="CREATE ROLE friend LOGIN",
    grants_itself_teaching="GRANT qk_teacher TO binh",
    grants_its_rights_on="GRANT SELECT ON qk.event TO PUBLIC",
    passes_its_role_on="GRANT qk_learner TO mai",
    turns_triggers_off="SET session_replication_role = replica; SELECT 1",
    disables_triggers="ALTER TABLE qk.event DISABLE TRIGGER ALL",
    disables_row_security="ALTER TABLE qk.event DISABLE ROW LEVEL SECURITY",
    drops_the_hash_check="ALTER TABLE qk.event DROP CONSTRAINT event_3_hash",
    drops_a_policy="DROP POLICY own_read ON qk.event",
    makes_a_policy="CREATE POLICY all_of_it ON qk.event USING (true)",
    makes_a_temp_table="CREATE TEMP TABLE member AS SELECT 'binh' AS login; SELECT 1",
    makes_a_temp_function="CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql "
    "AS $$ SELECT $1 $$; SELECT 1",
    makes_a_temp_view="CREATE TEMP VIEW event AS SELECT 1; SELECT 1",
    makes_a_table="CREATE TABLE public.member(login name)",
    makes_a_table_in_qk="CREATE TABLE qk.trap(x int)",
    makes_a_schema="CREATE SCHEMA binh",
    makes_a_function="CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    changes_a_function="ALTER FUNCTION qk.my_learner() SET search_path = public",
    makes_an_operator="CREATE OPERATOR public.= "
    "(LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    looks_elsewhere="SET search_path = pg_temp, public, qk, pg_catalog; "
    "SELECT * FROM event WHERE learner <> 'binh'",
    runs_a_program="COPY (SELECT 1) TO PROGRAM 'true'",
    runs_a_program_for_reading="COPY qk.event FROM PROGRAM 'true'",
    writes_a_file="COPY (SELECT 1) TO '/dev/null'",
    reads_a_file_into_events="COPY qk.event FROM '/etc/passwd'",
    reads_a_file="SELECT pg_read_file('/etc/passwd')",
    lists_a_folder="SELECT pg_ls_dir('.')",
    reads_the_server_log="SELECT pg_current_logfile(), pg_ls_logdir()",
    imports_a_file="SELECT lo_import('/etc/passwd')",
    makes_a_large_object="SELECT lo_create(0)",
    writes_a_large_object="SELECT lo_from_bytea(0, 'a message for mai')",
    makes_an_extension="CREATE EXTENSION dblink SCHEMA qk",
    makes_a_trusted_extension="CREATE EXTENSION hstore SCHEMA qk",
    makes_a_server="CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw",
    reads_passwords="SELECT rolpassword FROM pg_authid",
    reads_passwords_by_the_view="SELECT passwd FROM pg_shadow",
    reads_who_may_enter="SELECT * FROM pg_hba_file_rules",
    lists_logins="SELECT rolname FROM pg_roles",
    lists_users="SELECT usename FROM pg_user",
    lists_who_is_there="SELECT usename, query FROM pg_stat_activity",
    lists_who_is_there_by_number="SELECT usesysid FROM pg_stat_get_activity(NULL)",
    calls_what_teachers_call="SELECT qk.my_pupils()",
    calls_what_teachers_see="SELECT qk.my_pupils_learners()",
    claims_again="SELECT 1 WHERE qk.claim('other') IS NOT NULL",
    claims_for_another="UPDATE qk.member SET learner = 'binh2'",
    enters_another_class="INSERT INTO qk.seat SELECT '10B', number FROM qk.member",
    makes_a_member="INSERT INTO qk.member(login, teacher) VALUES ('friend', true)",
    teaches="UPDATE qk.member SET teacher = true",
    sets_an_assignment="INSERT INTO qk.assignment VALUES ('10A', 'rivers', '{}', '2027-05-01')",
    takes_an_assignment_back="DELETE FROM qk.assignment",
    changes_the_system="ALTER SYSTEM SET fsync = off",
    changes_the_database="DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || "
    "quote_ident(current_database()) || ' SET search_path = public'; END $$",
    changes_the_version="COMMENT ON SCHEMA qk IS 'quizkit class server, version 9'",
    loads_code="LOAD 'auto_explain'; SELECT 1",
    reloads_the_settings="SELECT pg_reload_conf()",
    takes_the_locks_of_all="SELECT pg_advisory_lock(n) FROM generate_series(1, 100000) n",
    takes_locks_politely="SELECT pg_try_advisory_xact_lock_shared(1)",
    prepares_for_ever="BEGIN; SELECT 1; PREPARE TRANSACTION 'stay'",
    ends_other_connections="SELECT pg_terminate_backend(pid) FROM pg_locks WHERE pid <> "
    "pg_backend_pid()",
    stops_replication="SELECT pg_create_physical_replication_slot('full')",
    makes_a_subscription="CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
    dumps_the_memory="SELECT pg_log_backend_memory_contexts(pg_backend_pid())",
)  # fmt: skip
says("new", claims_the_id_of_another="SELECT 1 WHERE qk.claim('mai') IS NOT NULL")
says(
    "lan",
    teacher_reads_another_class="SELECT * FROM qk.event WHERE learner = 'zoe'",
    teacher_reads_members_of_another_class="SELECT * FROM qk.member WHERE login IN ('zoe', 'tom')",
    teacher_reads_seats_of_another_class="SELECT * FROM qk.seat WHERE class <> '10A'",
    teacher_reads_assignments_of_another_class="SELECT * FROM qk.assignment WHERE class = '10B'",
    teacher_writes_an_event="INSERT INTO qk.event(learner, id, dev, seq, body) "
    "SELECT learner, id, dev, seq, body FROM qk.event ON CONFLICT DO NOTHING",
    teacher_changes_an_event="UPDATE qk.event SET seq = 8",
    teacher_deletes_events="DELETE FROM qk.event",
    teacher_becomes_a_learner="SET ROLE qk_learner; SELECT 1",
    teacher_claims_an_id="SELECT qk.claim('mai')",
    teacher_takes_a_learner_over="UPDATE qk.member SET learner = 'mai'",
    teacher_adds_a_pupil="INSERT INTO qk.seat SELECT '10A', number FROM qk.member",
    teacher_enters_another_class="INSERT INTO qk.seat SELECT '10B', number FROM qk.member",
    teacher_removes_a_pupil="DELETE FROM qk.seat",
    teacher_sets_for_another_class="INSERT INTO qk.assignment "
    "VALUES ('10B', 'x', '{}', '2027-05-01')",
    teacher_moves_to_another_class="UPDATE qk.assignment SET class = '10B'",
    teacher_changes_another_class="UPDATE qk.assignment SET day = '2030-01-01' "
    "WHERE class = '10B' OR deck = 'rivers'",
    teacher_deletes_of_another_class="DELETE FROM qk.assignment WHERE deck = 'rivers'",
    teacher_truncates="TRUNCATE qk.assignment",
    teacher_sets_the_end_of_time="INSERT INTO qk.assignment VALUES ('10A', 'x', '{}', 'infinity')",
    teacher_sets_endless_tags="INSERT INTO qk.assignment VALUES ('10A', 'x', "
    "array_fill(repeat('x', 9999), ARRAY[20]), '2027-05-01')",
    teacher_sets_nested_tags="INSERT INTO qk.assignment "
    "VALUES ('10A', 'x', '{{a},{b}}', '2027-05-01')",
    teacher_makes_a_login="CREATE ROLE pupil LOGIN IN ROLE qk_learner",
    teacher_reads_with_row_security_off="SET row_security = off; SELECT * FROM qk.event",
)  # fmt: skip


@attack("binh")
def inserts_for_another(school: School, me: Any) -> object:
    return me.execute(INSERT, row("mai", school.events["mai"][2], seq=3)).rowcount


@attack("binh")
def runs_before_another(school: School, me: Any) -> object:
    """Insert the hash of mai's next event first, so that mai's own insert vanishes."""
    import psycopg

    event = school.events["mai"][2]
    for body in ("{}", event.data.decode()):
        with suppress(psycopg.Error):
            me.execute(INSERT, ("binh", bytes.fromhex(event.id), "a" * 32, 3, body))
    with school.database.connect("mai") as victim, victim.transaction(force_rollback=True):
        done = victim.execute(
            f"{INSERT} ON CONFLICT DO NOTHING".encode(), row("mai", event, seq=3)
        ).rowcount
    return None if done else "the event of mai vanished"


@attack("binh")
def inserts_a_false_hash(school: School, me: Any) -> object:
    event = school.events["binh"][2]
    return me.execute(INSERT, row("binh", event._replace(id="0" * 64), seq=3)).rowcount


@attack("binh")
def inserts_a_changed_body(school: School, me: Any) -> object:
    event = school.events["binh"][2]
    changed = event._replace(data=event.data.replace(b"Who?", b"Wer?"))
    return me.execute(INSERT, row("binh", changed, seq=3)).rowcount


@attack("binh")
def inserts_the_body_of_another(school: School, me: Any) -> object:
    return me.execute(INSERT, row("binh", school.events["mai"][2], seq=3)).rowcount


@attack("binh")
def inserts_another_device(school: School, me: Any) -> object:
    return me.execute(INSERT, row("binh", school.events["binh"][2], seq=3, dev="b" * 32)).rowcount


@attack("binh")
def inserts_another_number(school: School, me: Any) -> object:
    return me.execute(INSERT, row("binh", school.events["binh"][2], seq=4)).rowcount


@attack("binh")
def inserts_a_giant(school: School, me: Any) -> object:
    from tests.store.server.odd import hashed

    giant = hashed(b'{"dev":"%s","learner":"binh","pad":"%s","seq":3}' % (b"a" * 32, b"x" * 2**24))
    return me.execute(INSERT, row("binh", giant, seq=3)).rowcount


@attack("binh")
def inserts_by_copy(school: School, me: Any) -> object:
    with me.cursor().copy("COPY qk.event(learner, id, dev, seq, body) FROM STDIN") as copy:
        copy.write_row(row("binh", school.events["binh"][2], seq=3))
    return "copied"


@attack("binh")
def copies_out(school: School, me: Any) -> object:
    with me.cursor().copy("COPY qk.event(learner) TO STDOUT") as copy:
        return [each for (each,) in copy.rows() if each != "binh"]


@attack("binh")
def asks_whether_an_event_exists(school: School, me: Any) -> object:
    """Compare what is said of an event that is there with what is said of one that is not."""
    told = [_refusal(me, row("mai", school.events["mai"][n], seq=n + 1)) for n in (0, 2)]
    return told if told[0] != told[1] else None


@attack("binh")
def asks_whether_a_learner_exists(school: School, me: Any) -> object:
    told = [_refusal(me, row(who, school.events["mai"][2], seq=3)) for who in ("mai", "nobody")]
    return told if told[0] != told[1] else None


@attack("binh")
def reads_through_a_division(school: School, me: Any) -> object:
    """Divide by zero on rows of others only: an error tells that they are there."""
    import psycopg

    try:
        me.execute(
            "SELECT 1 FROM qk.event WHERE 1 / (CASE learner WHEN 'mai' THEN 0 ELSE 1 END) = 1"
        )
    except psycopg.errors.DivisionByZero:
        return "mai has events"
    return None


@attack("binh")
def connects_too_often(school: School, me: Any) -> object:
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(school.database.connect("binh"))
        return "five connections"


@attack("binh")
def connects_too_often_without_a_time_limit(school: School, me: Any) -> object:
    me.execute("SET statement_timeout = 0")
    return connects_too_often(school, me)


def _refusal(me: Any, values: tuple[object, ...]) -> tuple[object, ...]:
    import psycopg

    try:
        me.execute(INSERT, values)
    except psycopg.Error as error:
        return type(error), error.diag.message_primary, error.diag.message_detail
    return ("done",)
