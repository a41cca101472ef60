-- Imported history is found by search and shown by feeds: 0 until it was taken
-- up as it is now.
ALTER TABLE past_post ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX past_post_unindexed ON past_post (past_post) WHERE indexed = 0;
