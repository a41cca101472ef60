-- One row a connected page: the last day whose sweep is done, and how often
-- the present one failed.
CREATE TABLE sweep (
  page TEXT PRIMARY KEY,
  done_on BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  not_before BIGINT NOT NULL,
  failure TEXT NOT NULL
);
