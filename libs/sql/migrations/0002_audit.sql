-- Who changed what, each row sealed by the hash of the one before.
CREATE TABLE audit_log (
  number BIGINT PRIMARY KEY,
  recorded_at BIGINT NOT NULL,
  principal TEXT NOT NULL,
  method TEXT NOT NULL,
  resource TEXT NOT NULL,
  unit TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_log_by_resource ON audit_log (resource, number);
CREATE INDEX audit_log_by_unit ON audit_log (unit, number);

-- One row: the end of the chain, so that a cut-off end is noticed.
CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

-- First answers of requests that carried a request_id, for a day.
CREATE TABLE remembered_request (
  principal TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  response @bytes NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (principal, method, request_id)
);
CREATE INDEX remembered_request_by_time ON remembered_request (recorded_at);
