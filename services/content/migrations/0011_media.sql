-- Photos. Names are whole resource names, instants microseconds.
CREATE TABLE media (
  -- "media/" and the SHA-256 of the stored bytes.
  media TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  byte_size BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  orientation BIGINT NOT NULL,
  creator TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX media_by_creation ON media (created_at, media);
CREATE INDEX media_by_unit ON media (unit, created_at, media);

-- One row a hash that ever had bytes: the lock under which bytes are stored
-- and removed. It stays when the photo goes.
CREATE TABLE media_lane (
  media TEXT PRIMARY KEY,
  stored BIGINT NOT NULL
);

-- What shows a photo, and so keeps it: revisions, which never change.
CREATE TABLE media_use (
  media TEXT NOT NULL,
  used_by TEXT NOT NULL,
  PRIMARY KEY (media, used_by)
);

-- Photos of the rendition: a serialised Rendition with its media alone.
-- NULL: none.
ALTER TABLE publication ADD COLUMN media @bytes;
