-- Who may see and do what. Run as qk_owner at each `quizkit class init`: it makes all rights anew.

ALTER DEFAULT PRIVILEGES FOR ROLE qk_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;

ALTER TABLE qk.member ENABLE ROW LEVEL SECURITY;      ALTER TABLE qk.member FORCE ROW LEVEL SECURITY;
ALTER TABLE qk.seat ENABLE ROW LEVEL SECURITY;        ALTER TABLE qk.seat FORCE ROW LEVEL SECURITY;
ALTER TABLE qk.event ENABLE ROW LEVEL SECURITY;       ALTER TABLE qk.event FORCE ROW LEVEL SECURITY;
ALTER TABLE qk.assignment ENABLE ROW LEVEL SECURITY;  ALTER TABLE qk.assignment FORCE ROW LEVEL SECURITY;

DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'qk' LOOP
    EXECUTE format('DROP POLICY %I ON qk.%I', each.policyname, each.tablename);
  END LOOP;
END $$;

-- `session_user` is the login whatever SET ROLE says, also inside these functions. pg_temp comes last, by name: left out it would come first.
CREATE OR REPLACE FUNCTION qk.my_number() RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT number FROM qk.member WHERE login = session_user $$;
CREATE OR REPLACE FUNCTION qk.my_learner() RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS  -- which keeps its plan
  $$ BEGIN RETURN (SELECT learner FROM qk.member WHERE login = session_user AND NOT teacher); END $$;
CREATE OR REPLACE FUNCTION qk.my_classes() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT s.class FROM qk.seat s JOIN qk.member m ON m.number = s.member WHERE m.login = session_user $$;
CREATE OR REPLACE FUNCTION qk.my_taught() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT s.class FROM qk.seat s JOIN qk.member m ON m.number = s.member
     WHERE m.login = session_user AND m.teacher $$;
CREATE OR REPLACE FUNCTION qk.my_pupils() RETURNS SETOF integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT m.number FROM qk.seat s JOIN qk.member m ON m.number = s.member
     WHERE NOT m.teacher AND s.class IN (SELECT qk.my_taught()) $$;
CREATE OR REPLACE FUNCTION qk.my_pupils_learners() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT m.learner FROM qk.member m
     WHERE m.learner IS NOT NULL AND m.number IN (SELECT qk.my_pupils()) $$;
CREATE OR REPLACE FUNCTION qk.claim(mine text) RETURNS text
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ UPDATE qk.member SET learner = mine
     WHERE login = session_user AND NOT teacher AND learner IS NULL RETURNING learner $$;

CREATE POLICY owner_members ON qk.member TO qk_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_seats ON qk.seat TO qk_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_events ON qk.event TO qk_owner USING (true) WITH CHECK (true);
CREATE POLICY owner_plan ON qk.assignment TO qk_owner USING (true) WITH CHECK (true);

-- The `(SELECT ...)` makes the planner call a function once a statement, not once a row.
CREATE POLICY see_self ON qk.member FOR SELECT TO qk_learner, qk_teacher USING (login = session_user);
CREATE POLICY see_pupils ON qk.member FOR SELECT TO qk_teacher USING (number IN (SELECT qk.my_pupils()));
CREATE POLICY see_own_seats ON qk.seat FOR SELECT TO qk_learner, qk_teacher USING (member = (SELECT qk.my_number()));
CREATE POLICY see_class ON qk.seat FOR SELECT TO qk_teacher USING (class IN (SELECT qk.my_taught()));
CREATE POLICY see_plan ON qk.assignment FOR SELECT TO qk_learner, qk_teacher USING (class IN (SELECT qk.my_classes()));
CREATE POLICY set_plan ON qk.assignment TO qk_teacher
  USING (class IN (SELECT qk.my_taught())) WITH CHECK (class IN (SELECT qk.my_taught()));
CREATE POLICY own_insert ON qk.event FOR INSERT TO qk_learner WITH CHECK (learner = (SELECT qk.my_learner()));
CREATE POLICY own_read ON qk.event FOR SELECT TO qk_learner USING (learner = (SELECT qk.my_learner()));
CREATE POLICY class_read ON qk.event FOR SELECT TO qk_teacher USING (learner IN (SELECT qk.my_pupils_learners()));

REVOKE ALL ON SCHEMA qk FROM PUBLIC, qk_learner, qk_teacher;
REVOKE ALL ON ALL TABLES IN SCHEMA qk FROM PUBLIC, qk_learner, qk_teacher;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA qk FROM PUBLIC, qk_learner, qk_teacher;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA qk FROM PUBLIC, qk_learner, qk_teacher;

GRANT USAGE ON SCHEMA qk TO qk_learner, qk_teacher;
GRANT SELECT ON qk.member, qk.seat, qk.event, qk.assignment TO qk_learner, qk_teacher;
GRANT INSERT (learner, id, dev, seq, body) ON qk.event TO qk_learner;  -- `got` is the server's own word
GRANT INSERT, UPDATE, DELETE ON qk.assignment TO qk_teacher;
GRANT EXECUTE ON FUNCTION qk.my_number(), qk.my_learner(), qk.my_classes() TO qk_learner, qk_teacher;
GRANT EXECUTE ON FUNCTION qk.my_taught(), qk.my_pupils(), qk.my_pupils_learners() TO qk_teacher;
GRANT EXECUTE ON FUNCTION qk.claim(text) TO qk_learner;
