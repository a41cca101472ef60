-- Dates are days since 1970-01-01; NULL: not yet.
CREATE TABLE page (
  page_id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL,
  platform BIGINT NOT NULL,
  platform_page_id TEXT,
  url TEXT NOT NULL,
  display_name TEXT NOT NULL,
  established_on BIGINT,
  personal_profile BIGINT NOT NULL,
  active_on BIGINT,
  retired_on BIGINT,
  connection BIGINT NOT NULL,
  connected_at BIGINT,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE UNIQUE INDEX page_by_platform_page_id
  ON page (platform, platform_page_id);
CREATE INDEX page_by_unit ON page (unit_id);

-- A page's token, sealed.
CREATE TABLE page_credential (
  page_id TEXT PRIMARY KEY,
  sealed TEXT NOT NULL,
  sealed_at BIGINT NOT NULL
);

-- What was achieved: subject is "pages/{page}" or "units/{unit}".
CREATE TABLE fact (
  subject TEXT NOT NULL,
  kind BIGINT NOT NULL,
  achieved_on BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  reporter TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (subject, kind)
);
