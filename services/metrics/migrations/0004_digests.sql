-- The daily digests of waiting work: which units' receivers have taken theirs
-- (or refused it for good), and which days are done.  Days since 1970-01-01.
CREATE TABLE digest_sent (
  day BIGINT NOT NULL,
  unit TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (day, unit)
);

CREATE TABLE digest_day (
  day BIGINT PRIMARY KEY,
  done_at BIGINT NOT NULL
);
