-- Official documents. Names are whole resource names, instants microseconds,
-- days count from 1970-01-01.
CREATE TABLE document (
  document TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  -- loa.content.v1.Document.Kind.
  kind BIGINT NOT NULL,
  issue_day BIGINT NOT NULL,
  -- The issuer's name folded; '' when its unit is the issuer.
  issuer_key TEXT NOT NULL,
  -- Unit, issuer, year and number. NULL when it was withdrawn: the number is
  -- free again.
  number_key TEXT UNIQUE,
  -- A serialised Document with what its people wrote alone.
  content @bytes NOT NULL,
  creator TEXT NOT NULL,
  -- loa.content.v1.Document.State.
  state BIGINT NOT NULL,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX document_by_day ON document (state, issue_day, document);
