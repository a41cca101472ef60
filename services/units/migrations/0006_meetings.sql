-- Meetings.  state is the number of the contract; held_on counts days since
-- 1970-01-01; plan is "plans/{plan}", evaluation "evaluations/{evaluation}" of
-- the metrics service, "" for none.
CREATE TABLE meeting (
  meeting_id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL,
  title TEXT NOT NULL,
  held_on BIGINT NOT NULL,
  place TEXT NOT NULL,
  chair_name TEXT NOT NULL,
  chair_position TEXT NOT NULL,
  plan TEXT NOT NULL,
  evaluation TEXT NOT NULL,
  state BIGINT NOT NULL,
  conclusion TEXT NOT NULL,
  concluded_by TEXT NOT NULL,
  concluded_at BIGINT,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE INDEX meeting_by_unit ON meeting (unit_id, created_at);

-- place_in_list counts from 1, here and below.
CREATE TABLE meeting_attendee (
  meeting_id TEXT NOT NULL,
  place_in_list BIGINT NOT NULL,
  full_name TEXT NOT NULL,
  office TEXT NOT NULL,
  PRIMARY KEY (meeting_id, place_in_list)
);

-- obstacle is "obstacles/{obstacle}", "" for none.
CREATE TABLE meeting_opinion (
  meeting_id TEXT NOT NULL,
  place_in_list BIGINT NOT NULL,
  speaker_name TEXT NOT NULL,
  speaker_position TEXT NOT NULL,
  body TEXT NOT NULL,
  obstacle TEXT NOT NULL,
  PRIMARY KEY (meeting_id, place_in_list)
);

CREATE TABLE meeting_recognition (
  meeting_id TEXT NOT NULL,
  place_in_list BIGINT NOT NULL,
  unit_id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (meeting_id, place_in_list)
);
