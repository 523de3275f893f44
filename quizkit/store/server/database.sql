-- What holds for the whole database. Run by its owner, outside qk_owner.

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO qk_learner, qk_teacher', current_database());
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''30s''', current_database());
  EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = ''5min''', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
