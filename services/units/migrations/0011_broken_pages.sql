-- Since when the platform refuses a page's credential; NULL: it took it last.
ALTER TABLE page_health ADD COLUMN refused_at BIGINT;
CREATE INDEX page_by_connection ON page (connection, page_id);
