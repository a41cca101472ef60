-- The review that screened a post made outside; '' before, and for history that
-- people imported.
ALTER TABLE past_post ADD COLUMN review TEXT NOT NULL DEFAULT '';
