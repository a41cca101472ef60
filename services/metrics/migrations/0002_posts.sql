-- Posts on pages, as content told them last. topics and subject_bodies are
-- JSON arrays.
CREATE TABLE seen_post (
  name TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  branch TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  topics TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source TEXT NOT NULL,
  subject_bodies TEXT NOT NULL,
  origin TEXT NOT NULL,
  published_on BIGINT NOT NULL,
  -- The greatest day there is: not withdrawn.
  withdrawn_on BIGINT NOT NULL,
  permalink TEXT NOT NULL,
  -- Which snapshot of content named it last.
  generation BIGINT NOT NULL
);
CREATE INDEX seen_post_by_branch ON seen_post (branch, published_on, name);
CREATE INDEX seen_post_by_generation ON seen_post (generation, name);

-- What a day adds to a scope: +1 on the day that a post became visible, -1 on
-- the day that it was withdrawn. dimension is ALL, KIND, TOPIC, SOURCE (label
-- "ORIGINAL" or "SHARED", a blank and the source), SUBJECT_BODY or ORIGIN. A
-- row of 0 is not kept.
CREATE TABLE post_rollup (
  scope TEXT NOT NULL,
  dimension TEXT NOT NULL,
  label TEXT NOT NULL,
  -- The day that the post became visible: what a period chooses.
  published_on BIGINT NOT NULL,
  -- The day that it counts from.
  day BIGINT NOT NULL,
  posts BIGINT NOT NULL,
  PRIMARY KEY (scope, dimension, label, published_on, day)
);

-- One row: how far content's news were applied.
CREATE TABLE publication_cursor (
  id BIGINT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  history_id TEXT NOT NULL,
  generation BIGINT NOT NULL
);
