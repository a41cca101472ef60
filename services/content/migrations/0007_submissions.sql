-- What people send to the editors. Names are whole resource names, instants
-- microseconds.
CREATE TABLE submission (
  submission TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  principal TEXT NOT NULL,
  -- A serialised Submission with what its sender wrote alone; empty bytes when
  -- that was erased.
  content @bytes NOT NULL,
  text_sha256 TEXT NOT NULL,
  -- Hash of who sent it; '' when that was erased.
  sender_key TEXT NOT NULL,
  -- Hash of sender, unit and text: the same again is this one. NULL when it
  -- was erased.
  repeat_key TEXT UNIQUE,
  repeat_count BIGINT NOT NULL,
  -- loa.content.v1.Submission.State.
  state BIGINT NOT NULL,
  editor TEXT NOT NULL,
  post TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  erased_at BIGINT,
  -- From when retention counts: its decision, or its coming. NULL when it was
  -- erased.
  kept_from BIGINT,
  version BIGINT NOT NULL
);
CREATE INDEX submission_by_creation ON submission (created_at, submission);
CREATE INDEX submission_by_state ON submission (state, created_at, submission);
CREATE INDEX submission_by_sender ON submission (unit, sender_key, created_at);
CREATE INDEX submission_by_unit ON submission (unit, created_at);
CREATE INDEX submission_by_retention ON submission (kept_from, submission);

-- What senders hold in their hands, as a hash.
CREATE TABLE submission_receipt (
  receipt_sha256 TEXT PRIMARY KEY,
  submission TEXT NOT NULL
);
