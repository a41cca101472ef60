-- An approval may end (expires_at, from approval_days of the policy that
-- screened it), and a clean post may be published first and looked at after:
-- then look_due_at is set, and the rest once a superior has looked.
ALTER TABLE review ADD COLUMN approval_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review ADD COLUMN expires_at BIGINT;
ALTER TABLE review ADD COLUMN look_due_at BIGINT;
ALTER TABLE review ADD COLUMN look_verdict TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN looked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN look_note TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN looked_at BIGINT;

CREATE INDEX review_by_expiry ON review (expires_at) WHERE state = 'APPROVED';
CREATE INDEX review_by_look ON review (look_due_at) WHERE looked_at IS NULL;
CREATE INDEX review_open ON review (review_id) WHERE state = 'OPEN';
