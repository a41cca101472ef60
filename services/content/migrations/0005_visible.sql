-- What became visible on pages or ceased to be, by the change sequence of its
-- last such change: what watchers of publications read. The name is that of a
-- publication or a past post.
CREATE TABLE visible_change (
  name TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL
);
CREATE INDEX visible_change_by_sequence ON visible_change (sequence, name);
INSERT INTO visible_change (name, sequence)
  SELECT publication, sequence FROM publication WHERE state = 3;

-- Posts that pages showed without Loa. topics and subject_bodies are JSON
-- arrays; origin says how Loa knows of it: IMPORTED, or OUTSIDE where the sweep
-- found it.
CREATE TABLE past_post (
  past_post TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  platform_post_id TEXT,
  permalink TEXT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  topics TEXT NOT NULL,
  shared BIGINT NOT NULL,
  attribution TEXT NOT NULL,
  subject_bodies TEXT NOT NULL,
  origin TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  importer TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  UNIQUE (page, platform_post_id),
  UNIQUE (page, permalink)
);
CREATE INDEX past_post_by_page ON past_post (page, published_at, past_post);
