-- What all share.  Exactly one row, which is also the lock that makes changes
-- of the register run one after the other: every one begins with an UPDATE.
CREATE TABLE organization (
  organization_id BIGINT PRIMARY KEY CHECK (organization_id = 1),
  display_name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  resend_after_unknown BIGINT NOT NULL,
  -- Microseconds; NULL until the first administrator was made.
  bootstrapped_at BIGINT,
  -- Last day whose beginnings and ends are in registry_change.
  turned_day BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

INSERT INTO organization (organization_id, display_name, time_zone,
                          resend_after_unknown, bootstrapped_at, turned_day,
                          sequence)
VALUES (1, '', 'Asia/Ho_Chi_Minh', 1, NULL, 0, 0);

-- rank counts from 1 at the top; days count from 1970-01-01.
CREATE TABLE organization_level (
  level_id TEXT PRIMARY KEY,
  rank BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  valid_until BIGINT NOT NULL
);

INSERT INTO organization_level (level_id, rank, display_name, valid_until)
VALUES ('central', 1, 'Trung ương', 9223372036854775807),
       ('province', 2, 'Cấp tỉnh', 9223372036854775807),
       ('district', 3, 'Cấp huyện', 9223372036854775807),
       ('commune', 4, 'Cấp xã', 9223372036854775807);

CREATE TABLE organization_topic (
  topic_id TEXT PRIMARY KEY,
  position BIGINT NOT NULL,
  display_name TEXT NOT NULL
);

-- One row a version of a unit and a record of it.  A row is never changed but
-- for its end in record time, so (day, sequence) names one answer for ever:
-- valid_from <= day < valid_until (days) and
-- recorded_sequence <= sequence < superseded_sequence.
CREATE TABLE unit_version (
  unit_id TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  recorded_sequence BIGINT NOT NULL,
  superseded_sequence BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  level TEXT NOT NULL,
  kind TEXT NOT NULL,
  display_name TEXT NOT NULL,
  official_name TEXT NOT NULL,
  search_key TEXT NOT NULL,
  code TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  PRIMARY KEY (unit_id, valid_from, recorded_sequence),
  CHECK (valid_from < valid_until),
  CHECK (recorded_sequence < superseded_sequence)
);

CREATE INDEX unit_version_by_code ON unit_version (code, superseded_sequence);
CREATE INDEX unit_version_by_parent
  ON unit_version (parent_id, superseded_sequence);

-- What changed, for the watch.  One row a resource and sequence.
CREATE TABLE registry_change (
  sequence BIGINT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (sequence, kind, id)
);
