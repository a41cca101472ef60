-- Corrections and withdrawals of what is visible, and delivery by hand.
ALTER TABLE publication ADD COLUMN by_hand BIGINT NOT NULL DEFAULT 0;
-- What the page shows since a correction; '' before.
ALTER TABLE publication ADD COLUMN edited_revision TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN edited_text TEXT NOT NULL DEFAULT '';

-- One row an EDIT or DELETE that was wanted, with its newest attempt. Names are
-- whole resource names, instants microseconds.
CREATE TABLE amendment (
  amendment TEXT PRIMARY KEY,
  publication TEXT NOT NULL,
  post TEXT NOT NULL,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  partition_number BIGINT NOT NULL,
  -- loa.content.v1.Amendment.Kind and .State.
  kind BIGINT NOT NULL,
  state BIGINT NOT NULL,
  -- Those of a publication happen in this order.
  sequence BIGINT NOT NULL,
  revision TEXT NOT NULL,
  text TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_hand BIGINT NOT NULL,
  principal TEXT NOT NULL,
  cause TEXT NOT NULL,
  not_before BIGINT NOT NULL,
  -- Attempts in a row that sent nothing; decides the wait before the next.
  failures BIGINT NOT NULL,
  attempt_count BIGINT NOT NULL,
  -- Of the newest attempt, by content's clock.
  owner TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  deadline_at BIGINT,
  next_read_at BIGINT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX amendment_by_publication
  ON amendment (publication, state, sequence);
CREATE INDEX amendment_by_work ON amendment (state, not_before, amendment);
CREATE INDEX amendment_by_sequence ON amendment (sequence, amendment);
