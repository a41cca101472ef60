-- What cascades ask of single pages. Names are whole resource names, instants
-- microseconds.
CREATE TABLE assignment (
  assignment TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  occurrence BIGINT NOT NULL,
  -- 1: RECOMMENDED, 0: OPTIONAL.
  answer_asked BIGINT NOT NULL,
  -- What it is about: of post_revision, and what the approval bound.
  revision_number BIGINT NOT NULL,
  audience_sha256 TEXT NOT NULL,
  -- loa.content.v1.Assignment.State.
  state BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  close_at BIGINT NOT NULL,
  local_part_open BIGINT NOT NULL,
  opening_line_max_chars BIGINT NOT NULL,
  -- The newest of local_part that is wanted. '': none.
  local_part TEXT NOT NULL,
  -- '': none yet.
  publication TEXT NOT NULL,
  reason TEXT NOT NULL,
  answerer TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  adopted_at BIGINT,
  sequence BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (post, page, occurrence)
);
CREATE INDEX assignment_by_state ON assignment (state, close_at);
CREATE INDEX assignment_by_sequence ON assignment (sequence, assignment);

-- What units hand in to be shown with a text from above.
CREATE TABLE local_part (
  local_part TEXT PRIMARY KEY,
  assignment TEXT NOT NULL,
  opening_line TEXT NOT NULL,
  -- '': none.
  photo TEXT NOT NULL,
  photo_alt_text TEXT NOT NULL,
  -- loa.content.v1.LocalPart.State.
  state BIGINT NOT NULL,
  content_sha256 TEXT NOT NULL,
  -- The hash that a decision must name.
  input_sha256 TEXT NOT NULL,
  author TEXT NOT NULL,
  review TEXT NOT NULL,
  -- A serialised Screening.
  screening @bytes NOT NULL,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  -- 1: nothing is owed any more to an approved one.
  placed BIGINT NOT NULL
);
CREATE INDEX local_part_by_assignment ON local_part (assignment, local_part);
CREATE INDEX local_part_by_state ON local_part (state, placed, local_part);

-- The approved local part that a publication's text holds. '': none.
ALTER TABLE publication ADD COLUMN local_part TEXT NOT NULL DEFAULT '';

-- Cascades that later pages may join until they close.
CREATE TABLE followed_cascade (
  post TEXT PRIMARY KEY,
  close_at BIGINT NOT NULL,
  -- As far as the register was looked at.
  registry_sequence BIGINT NOT NULL
);
