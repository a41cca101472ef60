-- One row.  `last` is the number that was given out last; `history_id` names
-- this history of the store and is set when the database is first opened.
CREATE TABLE loa_change_counter (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  last BIGINT NOT NULL,
  history_id TEXT NOT NULL
);
