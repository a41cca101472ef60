-- The word of a unit that something is done.  subject is
-- "plans/{plan}/targets/{target}" or "directions/{direction}"; state is the
-- number of the contract; done_on counts days since 1970-01-01.
CREATE TABLE unit_report (
  subject TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  state BIGINT NOT NULL,
  body TEXT NOT NULL,
  evidence TEXT NOT NULL,
  done_on BIGINT NOT NULL,
  reported_by TEXT NOT NULL,
  reported_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at BIGINT,
  note TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (subject, unit_id)
);

CREATE INDEX unit_report_by_sequence ON unit_report (sequence);

ALTER TABLE plan_target ADD COLUMN title TEXT NOT NULL DEFAULT '';
