-- The teams of pages.  A page that never had one has no row.
CREATE TABLE page_team (
  page_id TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL
);

-- place_in_list counts from 1; phone is "+84912345678", "" when not known.
CREATE TABLE page_team_member (
  page_id TEXT NOT NULL,
  place_in_list BIGINT NOT NULL,
  full_name TEXT NOT NULL,
  office TEXT NOT NULL,
  phone TEXT NOT NULL,
  is_head BIGINT NOT NULL,
  PRIMARY KEY (page_id, place_in_list)
);
