-- Lists of what one caller may see, and of one post.
CREATE INDEX publication_by_unit ON publication (unit, sequence, publication);
CREATE INDEX amendment_by_unit ON amendment (unit, sequence, amendment);
CREATE INDEX amendment_by_post ON amendment (post, sequence, amendment);
