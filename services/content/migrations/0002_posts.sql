-- Hosts whose articles may be shared. Names are whole resource names, instants
-- microseconds.
CREATE TABLE source (
  source TEXT PRIMARY KEY,
  host TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  creator TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE post (
  post TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  author TEXT NOT NULL,
  -- loa.content.v1.Post.State.
  state BIGINT NOT NULL,
  -- The present one of post_revision.
  revision_number BIGINT NOT NULL,
  source TEXT NOT NULL,
  -- A serialised Audience; empty bytes: none.
  audience @bytes NOT NULL,
  audience_sha256 TEXT NOT NULL,
  review TEXT NOT NULL,
  -- A serialised Screening: what was found in the present revision.
  screening @bytes NOT NULL,
  note TEXT NOT NULL,
  -- What was submitted: the hash that a decision must name. '' before.
  input_sha256 TEXT NOT NULL,
  -- Content and audience that changes were asked for.
  refused_content_sha256 TEXT NOT NULL,
  refused_audience_sha256 TEXT NOT NULL,
  -- 0: the number of pages is not checked.
  expected_page_count BIGINT NOT NULL,
  -- The due time was gone by when it was submitted: it means "at once".
  at_once BIGINT NOT NULL,
  -- loa.content.v1.Expansion.State.
  expansion_state BIGINT NOT NULL,
  registry_sequence BIGINT NOT NULL,
  page_count BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX post_by_creation ON post (created_at, post);
CREATE INDEX post_by_unit ON post (unit, created_at, post);
CREATE INDEX post_by_expansion ON post (expansion_state, post);

-- Immutable saves.
CREATE TABLE post_revision (
  post TEXT NOT NULL,
  number BIGINT NOT NULL,
  -- A serialised Revision with its content alone; its SHA-256 is beside it.
  content @bytes NOT NULL,
  content_sha256 TEXT NOT NULL,
  editor TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (post, number)
);

-- The pages of an approved audience that are not publications yet, as they
-- stood at post.registry_sequence.
CREATE TABLE expansion_page (
  post TEXT NOT NULL,
  position BIGINT NOT NULL,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (post, position)
);

-- Calls that are owed to moderation, and what came of them.
CREATE TABLE review_task (
  input_sha256 TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  -- A serialised ScreeningInput.
  input @bytes NOT NULL,
  created_at BIGINT NOT NULL,
  -- '' until moderation opened it.
  review TEXT NOT NULL,
  -- The post changed or was withdrawn.
  void_wanted BIGINT NOT NULL,
  -- 0 while a call is owed.
  done BIGINT NOT NULL
);
CREATE INDEX review_task_owed ON review_task (done, created_at, input_sha256);

-- One row: how far moderation's decisions were applied.
CREATE TABLE decision_cursor (
  id BIGINT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  history_id TEXT NOT NULL
);
