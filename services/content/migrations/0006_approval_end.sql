-- From then on an approval lets nothing begin.  NULL: it has no end.
ALTER TABLE approval ADD COLUMN expires_at BIGINT;
