-- Versions, never changed.  policy_id is the beginning of sha256, the hash of
-- rules and stages; content is a loa.moderation.v1.Policy with just those.
CREATE TABLE policy (
  policy_id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  content @bytes NOT NULL,
  -- "" for the policy that a new store starts with.
  creator TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE UNIQUE INDEX policy_by_sequence ON policy (sequence);

-- At most one row: which version screens.
CREATE TABLE active_policy (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  policy_id TEXT NOT NULL,
  activated_by TEXT NOT NULL,
  activated_at BIGINT NOT NULL
);
