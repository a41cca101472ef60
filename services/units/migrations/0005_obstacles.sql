-- Obstacles and proposals.  kind and state are the numbers of the contract;
-- subject is "plans/{plan}" or "pages/{page}"; dates are days since 1970-01-01,
-- NULL: not yet, or none.
CREATE TABLE obstacle (
  obstacle_id TEXT PRIMARY KEY,
  kind BIGINT NOT NULL,
  unit_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  raised_on BIGINT NOT NULL,
  raiser TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  state BIGINT NOT NULL,
  assigned_to TEXT NOT NULL,
  answer_by BIGINT,
  answer TEXT NOT NULL,
  answered_on BIGINT,
  answered_by TEXT NOT NULL,
  resolution TEXT NOT NULL,
  resolved_on BIGINT,
  resolved_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE INDEX obstacle_by_unit ON obstacle (unit_id, created_at);
CREATE INDEX obstacle_by_subject ON obstacle (subject, created_at);
