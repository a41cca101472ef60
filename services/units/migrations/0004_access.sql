-- People only; services are known by their mounted files.
CREATE TABLE principal (
  principal_id TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  disabled BIGINT NOT NULL,
  secret_sha256 TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- unit is "units/{unit}" or "organization".
CREATE TABLE role_binding (
  role_binding_id TEXT PRIMARY KEY,
  principal_id TEXT NOT NULL,
  role BIGINT NOT NULL,
  unit TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sequence BIGINT NOT NULL
);

CREATE UNIQUE INDEX role_binding_by_principal
  ON role_binding (principal_id, role, unit);
