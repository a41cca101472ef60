-- What was screened: a loa.moderation.v1.ScreeningInput, by its hash.
CREATE TABLE screening_input (
  input_sha256 TEXT PRIMARY KEY,
  content @bytes NOT NULL,
  recorded_at BIGINT NOT NULL
);

-- state is the name of a loa.moderation.v1.Review.State; screening holds a
-- loa.moderation.v1.Screening; decided_at is NULL while open.
CREATE TABLE review (
  review_id TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  revision TEXT NOT NULL,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  audience_sha256 TEXT NOT NULL,
  author TEXT NOT NULL,
  last_editor TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  screening @bytes NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  sequence BIGINT NOT NULL
);

-- One living review an input and policy, however often it is sent.
CREATE UNIQUE INDEX review_by_input ON review (input_sha256, policy_id)
  WHERE state <> 'VOIDED';
CREATE UNIQUE INDEX review_by_sequence ON review (sequence);
CREATE INDEX review_by_unit ON review (unit, review_id);
CREATE INDEX review_by_post ON review (post, review_id);

CREATE TABLE review_stage (
  review_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  stage_id TEXT NOT NULL,
  quorum BIGINT NOT NULL,
  PRIMARY KEY (review_id, position)
);

-- One person has one voice in a stage; a refusal replaces an approval.
CREATE TABLE review_vote (
  review_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  principal TEXT NOT NULL,
  decision TEXT NOT NULL,
  note TEXT NOT NULL,
  voted_at BIGINT NOT NULL,
  PRIMARY KEY (review_id, position, principal)
);
