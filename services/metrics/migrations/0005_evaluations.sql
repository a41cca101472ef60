-- Evaluations, frozen when they are made. frame is the loa.metrics.v1.Evaluation
-- without its figures, basis what the figures were computed from
-- (loa.metrics.stored.EvaluationBasis), all in deterministic bytes.
CREATE TABLE evaluation (
  evaluation_id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  plan TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  frame @bytes NOT NULL,
  figures @bytes NOT NULL,
  basis @bytes NOT NULL
);
CREATE INDEX evaluation_by_creation ON evaluation (created_at, evaluation_id);

-- The posts that an evaluation counted, as they stood; see seen_post.
CREATE TABLE evaluation_post (
  evaluation_id TEXT NOT NULL,
  published_on BIGINT NOT NULL,
  name TEXT NOT NULL,
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
  permalink TEXT NOT NULL,
  PRIMARY KEY (evaluation_id, published_on, name)
);
