-- Which revision of a post may be shown to which audience. Written by what
-- reviews posts, read by what dispatches them: an attempt begins only while
-- this row says what its publication says.
CREATE TABLE approval (
  post TEXT PRIMARY KEY,
  revision TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  audience_sha256 TEXT NOT NULL,
  review TEXT NOT NULL,
  approved_at BIGINT NOT NULL,
  voided BIGINT NOT NULL
);

-- Names are whole resource names. Instants are microseconds.
CREATE TABLE publication (
  publication TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  page TEXT NOT NULL,
  unit TEXT NOT NULL,
  occurrence BIGINT NOT NULL,
  kind TEXT NOT NULL,
  partition_number BIGINT NOT NULL,
  revision TEXT NOT NULL,
  audience_sha256 TEXT NOT NULL,
  -- The rendition, word for word.
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  adapter_version BIGINT NOT NULL,
  rendition_sha256 TEXT NOT NULL,
  -- loa.content.v1.Publication.State.
  state BIGINT NOT NULL,
  -- Order on a page is (due_at, sequence); neither changes but by a person's
  -- "send again". A retry moves not_before alone.
  due_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  not_before BIGINT NOT NULL,
  attempt_count BIGINT NOT NULL,
  -- Attempts in a row that sent nothing; decides the wait before the next.
  failures BIGINT NOT NULL,
  -- Attempts whose worker never reported an end.
  lapses BIGINT NOT NULL,
  -- Sent once more after an unknown outcome.
  resends BIGINT NOT NULL,
  -- Of the newest attempt, by content's clock.
  deadline_at BIGINT,
  -- Complete readings since that deadline that did not find it.
  absent_reads BIGINT NOT NULL,
  last_read_at BIGINT,
  next_read_at BIGINT,
  cancel_wanted BIGINT NOT NULL,
  cancelled_at BIGINT,
  cause TEXT NOT NULL,
  platform_post_id TEXT,
  permalink TEXT NOT NULL,
  published_at BIGINT,
  reconciled BIGINT NOT NULL,
  -- Marks of the relay; hints, never the truth.
  handed_epoch BIGINT NOT NULL,
  handed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (post, page, occurrence),
  UNIQUE (page, platform_post_id)
);
CREATE INDEX publication_by_page
  ON publication (page, state, due_at, sequence);
CREATE INDEX publication_by_state ON publication (state, not_before, publication);
CREATE INDEX publication_by_reading ON publication (state, next_read_at);
CREATE INDEX publication_by_sequence ON publication (sequence, publication);

-- One row a page: the lock under which its order is decided.
CREATE TABLE page_lane (
  page TEXT PRIMARY KEY,
  -- The latest due_at of anything begun on the page.
  begun_due_at BIGINT NOT NULL
);

-- The first publication of a page that became visible. `recorded` is 0 until
-- the partition's owner has told units.
CREATE TABLE first_post (
  page TEXT PRIMARY KEY,
  publication TEXT NOT NULL,
  partition_number BIGINT NOT NULL,
  recorded BIGINT NOT NULL
);
CREATE INDEX first_post_by_recording
  ON first_post (recorded, partition_number, page);

-- One row an attempt; kept, so that a repeated request gets its first answer.
CREATE TABLE attempt (
  publication TEXT NOT NULL,
  number BIGINT NOT NULL,
  owner TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  deadline_after BIGINT NOT NULL,
  prepared_ids TEXT NOT NULL,
  rendition_sha256 TEXT NOT NULL,
  -- NULL until it was finished; then the answer that was given.
  outcome BIGINT,
  answered_state BIGINT,
  sent_at BIGINT,
  PRIMARY KEY (publication, number)
);

CREATE TABLE timeline (
  publication TEXT NOT NULL,
  number BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  principal TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  state BIGINT NOT NULL,
  http_status BIGINT NOT NULL,
  platform_code BIGINT NOT NULL,
  platform_subcode BIGINT NOT NULL,
  platform_trace_id TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (publication, number)
);

-- Closed gates. open_at NULL: until a person opens it.
CREATE TABLE gate (
  subject TEXT PRIMARY KEY,
  cause TEXT NOT NULL,
  note TEXT NOT NULL,
  principal TEXT NOT NULL,
  closed_at BIGINT NOT NULL,
  open_at BIGINT
);

-- One row a partition; also the lock between beginning an attempt and closing
-- a gate or taking the partition.
CREATE TABLE partition_lease (
  partition_number BIGINT PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  lease_until BIGINT NOT NULL
);

-- Who asks for partitions; they share them. A row ends as a lease does.
CREATE TABLE partition_owner (
  owner TEXT PRIMARY KEY,
  want BIGINT NOT NULL,
  alive_until BIGINT NOT NULL
);
