-- What is measured. Pages, units and principals are whole resource names; days
-- count from 1970-01-01; instants are microseconds.
CREATE TABLE metric (
  metric_id TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE metric_definition (
  metric_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- loa.metrics.v1.MetricClass.
  metric_class BIGINT NOT NULL,
  -- First day. Version 1 holds for every day before the next one too.
  valid_from BIGINT NOT NULL,
  facebook_name TEXT NOT NULL,
  note TEXT NOT NULL,
  -- When the platform said that it knows no such metric; NULL: it has not.
  retired_at BIGINT,
  PRIMARY KEY (metric_id, version)
);

-- The way from a unit up to the root, as it stood when something came in:
-- names from the unit itself up, with a blank between; branch is their hash.
CREATE TABLE branch (
  branch TEXT PRIMARY KEY,
  path TEXT NOT NULL
);

-- The scopes of a branch: every unit on it, with all below, and the unit's own
-- pages ("units/x/own").
CREATE TABLE branch_scope (
  scope TEXT NOT NULL,
  branch TEXT NOT NULL,
  PRIMARY KEY (scope, branch)
);

-- The latest observed value of a page, metric and day, by who says it.
CREATE TABLE sample (
  page TEXT NOT NULL,
  metric_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- loa.metrics.v1.FigureSource.
  source BIGINT NOT NULL,
  day BIGINT NOT NULL,
  value BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  lower_bound BIGINT NOT NULL,
  observed_at BIGINT NOT NULL,
  branch TEXT NOT NULL,
  recorder TEXT NOT NULL,
  PRIMARY KEY (page, metric_id, version, source, day)
);
CREATE INDEX sample_by_branch
  ON sample (branch, metric_id, version, day, source, page, value);

-- What a day adds to a scope. Of a stock these are changes: its value is the
-- sum of all rows up to a day. A row of zeros is not kept, so that equal
-- samples make equal rows, whatever order they came in.
CREATE TABLE rollup (
  scope TEXT NOT NULL,
  metric_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  source BIGINT NOT NULL,
  day BIGINT NOT NULL,
  sum BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  -- Of a unique metric: the largest value of one page.
  largest BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  lower_bounds BIGINT NOT NULL,
  resets BIGINT NOT NULL,
  PRIMARY KEY (scope, metric_id, version, source, day)
);

-- One row a page: the lock under which its samples and roll-ups change.
CREATE TABLE page_lock (
  page TEXT PRIMARY KEY,
  changes BIGINT NOT NULL
);

-- Days for which the platform said that it has no value.
CREATE TABLE gap (
  page TEXT NOT NULL,
  metric_id TEXT NOT NULL,
  day BIGINT NOT NULL,
  reason TEXT NOT NULL,
  branch TEXT NOT NULL,
  observed_at BIGINT NOT NULL,
  PRIMARY KEY (page, metric_id, day)
);
CREATE INDEX gap_by_branch ON gap (branch, metric_id, day, page);

-- What people reported.
CREATE TABLE figure (
  figure_id TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  metric_id TEXT NOT NULL,
  day BIGINT NOT NULL,
  value BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  lower_bound BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  -- loa.metrics.v1.Figure.State.
  state BIGINT NOT NULL,
  reporter TEXT NOT NULL,
  reported_at BIGINT NOT NULL,
  decider TEXT NOT NULL,
  decided_at BIGINT,
  note TEXT NOT NULL
);
-- One figure of a page, metric and day waits at a time.
CREATE UNIQUE INDEX figure_pending ON figure (page, metric_id, day)
  WHERE state = 1;
CREATE INDEX figure_by_creation ON figure (reported_at, figure_id);
