CREATE TABLE plan (
  plan_id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  purpose TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  issued_on BIGINT NOT NULL,
  basis_kind TEXT NOT NULL,
  basis_number TEXT NOT NULL,
  basis_issuer TEXT NOT NULL,
  basis_issued_on BIGINT,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE UNIQUE INDEX plan_by_number ON plan (number);

-- required_percent and required_count: at most one is set.
CREATE TABLE plan_target (
  plan_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  level TEXT NOT NULL,
  milestone BIGINT NOT NULL,
  required_percent BIGINT,
  required_count BIGINT,
  deadline BIGINT NOT NULL,
  origin BIGINT NOT NULL,
  origin_note TEXT NOT NULL,
  PRIMARY KEY (plan_id, target_id)
);
