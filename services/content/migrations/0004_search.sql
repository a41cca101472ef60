-- What can be found: posts that were shown, documents that are filed,
-- submissions. Written in the transaction of the change; whether somebody may
-- see an entry, or sees the post on a page, is asked when it was found.
CREATE TABLE search_entry (
  entry BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- loa.content.v1.SearchHit.Kind.
  kind BIGINT NOT NULL,
  unit TEXT NOT NULL,
  -- First showing, date of the document, arrival of the submission.
  at BIGINT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  -- The revision of a post that `text` is of.
  revision TEXT NOT NULL,
  -- Canonical syllables, one blank before and behind each, "|" between fields.
  text TEXT NOT NULL
);

-- One row a word and entry. `word` is a hash of one of the words of
-- search/index_words.h; `at` is the entry's, so that the newest come first.
CREATE TABLE search_posting (
  word BIGINT NOT NULL,
  at BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  PRIMARY KEY (word, at, entry)
);
CREATE INDEX search_posting_by_entry ON search_posting (entry, word);

-- Folded words that a misspelled one may have meant. Rows are never removed.
CREATE TABLE search_word (
  length BIGINT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (length, word)
);
