-- Tables of the class server, version 1. Run as qk_owner, inside one transaction, where no schema qk is filled yet.

CREATE TABLE qk.member(                  -- a person; `login` is empty once the login is gone and the events were kept
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login name UNIQUE,
  learner text COLLATE "C" UNIQUE CHECK (learner ~ '^[A-Za-z0-9._-]{1,64}$'),
  teacher boolean NOT NULL,
  CHECK (NOT teacher OR learner IS NULL));

CREATE TABLE qk.seat(                    -- who is in which class: pupils and teachers, each in as many as there are
  class text COLLATE "C" NOT NULL CHECK (class ~ '^[^[:cntrl:]]{1,64}$'),
  member integer NOT NULL REFERENCES qk.member(number) ON DELETE CASCADE,
  PRIMARY KEY (class, member));
CREATE INDEX seat_member ON qk.seat(member);

-- Checks run in the order of their names: the size before anything reads the whole body. What they let in and quizkit
-- would not (blanks, 1.0 for 1, a member twice) is in the rows of whoever sent it only; each reader verifies.
-- jsonb cannot hold U+0000, an event can; its escape is looked at as that of U+0001, which is as long and as harmless.
CREATE TABLE qk.event(
  learner text COLLATE "C" NOT NULL REFERENCES qk.member(learner),
  id bytea NOT NULL,
  dev text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  body text COLLATE "C" NOT NULL,
  got timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (learner, id),
  CONSTRAINT event_1_size CHECK (octet_length(body) <= 32768 AND octet_length(id) = 32),
  CONSTRAINT event_2_place CHECK (dev ~ '^[0-9a-f]{32}$' AND seq BETWEEN 1 AND 9007199254740992),
  CONSTRAINT event_3_hash CHECK (id = sha256(convert_to(body, 'UTF8'))),
  CONSTRAINT event_4_body CHECK (
    left(body, 24) ~ '^{"at":(0|[1-9][0-9]{0,14}),"'  -- so that times can be read off without the rest
    AND replace(body, '\u0000', '\u0001')::jsonb @> jsonb_build_object('learner', learner, 'dev', dev, 'seq', seq)));
CREATE INDEX event_device ON qk.event(learner, dev, seq, id);

CREATE TABLE qk.assignment(              -- what a teacher sets for a class
  class text COLLATE "C" NOT NULL CHECK (class ~ '^[^[:cntrl:]]{1,64}$'),
  deck text COLLATE "C" NOT NULL CHECK (deck ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  tags text[] NOT NULL DEFAULT '{}' CHECK (
    cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1
    AND array_position(tags, NULL) IS NULL AND octet_length(array_to_string(tags, '')) <= 5120),
  day date NOT NULL CHECK (day BETWEEN '2000-01-01' AND '9999-12-31'),
  PRIMARY KEY (class, deck));
