-- What units was told of pages: kind is loa.units.v1.FactKind.
CREATE TABLE told_fact (
  page TEXT NOT NULL,
  kind BIGINT NOT NULL,
  achieved_on BIGINT NOT NULL,
  PRIMARY KEY (page, kind)
);
CREATE INDEX seen_post_by_page ON seen_post (page, published_on);
