-- 1: the people of the page have said yes, so that it gets a publication also
-- where the cascade asks.
ALTER TABLE expansion_page ADD COLUMN adopted BIGINT NOT NULL DEFAULT 0;
