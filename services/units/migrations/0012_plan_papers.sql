-- Who a plan is for and where its papers are. addressees (unit ids) and
-- addressee_levels are JSON arrays of text; documents are names of content's.
ALTER TABLE plan ADD COLUMN addressees TEXT NOT NULL DEFAULT '[]';
ALTER TABLE plan ADD COLUMN addressee_levels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE plan ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN basis_document TEXT NOT NULL DEFAULT '';
