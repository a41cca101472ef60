-- Directions.  meeting is "meetings/{meeting}", plan_id and target_id name the
-- target that the direction added, "" for none; dates are days since
-- 1970-01-01, NULL: no deadline.
CREATE TABLE direction (
  direction_id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL,
  meeting TEXT NOT NULL,
  giver_name TEXT NOT NULL,
  giver_position TEXT NOT NULL,
  given_on BIGINT NOT NULL,
  body TEXT NOT NULL,
  level TEXT NOT NULL,
  deadline BIGINT,
  plan_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE INDEX direction_by_unit ON direction (unit_id, created_at);

-- Whom it is for, as the tree was on the day of its issue.
CREATE TABLE direction_addressee (
  direction_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  PRIMARY KEY (direction_id, unit_id)
);

CREATE INDEX direction_addressee_by_unit
  ON direction_addressee (unit_id, direction_id);

-- place_in_list counts from 1.
CREATE TABLE direction_note (
  direction_id TEXT NOT NULL,
  place_in_list BIGINT NOT NULL,
  body TEXT NOT NULL,
  noted_by TEXT NOT NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (direction_id, place_in_list)
);
