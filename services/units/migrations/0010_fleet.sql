-- What the platform said of a page's credential when it was asked last:
-- reason is "" for good.  through_system_user: 1 when the credential was
-- discovered by a system user's token and so hangs on no person.
CREATE TABLE page_health (
  page_id TEXT PRIMARY KEY,
  probed_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  through_system_user BIGINT NOT NULL
);
