-- Posts that pages show and Loa did not send. Names are whole resource names,
-- instants microseconds.
CREATE TABLE outside_post (
  page TEXT NOT NULL,
  platform_post_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  permalink TEXT NOT NULL,
  posted_at BIGINT NOT NULL,
  adopted_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (page, platform_post_id)
);
CREATE INDEX outside_post_by_sequence
  ON outside_post (sequence, page, platform_post_id);
CREATE INDEX outside_post_by_time ON outside_post (page, posted_at);

-- How far each page was swept, and when it is to be swept next.
CREATE TABLE page_sweep (
  page TEXT PRIMARY KEY,
  swept_until BIGINT NOT NULL,
  next_sweep_at BIGINT NOT NULL
);
CREATE INDEX page_sweep_by_time ON page_sweep (next_sweep_at, page);

-- What looks as if others had got hold of a page; one open alert a page and
-- kind.
CREATE TABLE page_alert (
  alert TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  post_count BIGINT NOT NULL,
  raised_at BIGINT NOT NULL,
  acknowledger TEXT NOT NULL,
  acknowledged_at BIGINT
);
CREATE INDEX page_alert_open ON page_alert (acknowledged_at, raised_at, alert);
CREATE INDEX page_alert_by_page ON page_alert (page, kind, acknowledged_at);
