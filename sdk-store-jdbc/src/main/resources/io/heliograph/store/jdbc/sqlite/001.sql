CREATE TABLE heliograph_schema (
    version INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE heliograph_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Times are microseconds since 1970. State: 0 without an outcome, 1 unknown, 2 accepted or rejected.
CREATE TABLE heliograph_claim (
    send_key TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    owner TEXT NOT NULL,
    claimed_at INTEGER NOT NULL,
    lease_ends INTEGER NOT NULL,
    attempt_ends INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    provider TEXT,
    state INTEGER NOT NULL,
    outcome TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX heliograph_claim_by_age ON heliograph_claim (claimed_at);

CREATE TABLE heliograph_suppression (
    recipient TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    mask TEXT NOT NULL,
    entries TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE heliograph_timeline (
    message TEXT NOT NULL PRIMARY KEY,
    previous_report INTEGER,
    last_report INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX heliograph_timeline_by_age ON heliograph_timeline (last_report);

CREATE TABLE heliograph_report (
    message TEXT NOT NULL,
    content TEXT NOT NULL,
    received_at TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (message, content)
) STRICT, WITHOUT ROWID;

INSERT INTO heliograph_schema (version) VALUES (1);
