CREATE TABLE heliograph_schema (
    version integer NOT NULL PRIMARY KEY
);

CREATE TABLE heliograph_setting (
    name varchar(64) NOT NULL PRIMARY KEY,
    value text NOT NULL
);

-- Times are microseconds since 1970. State: 0 without an outcome, 1 unknown, 2 accepted or rejected.
-- A row is updated two or three times within seconds: the room in each page keeps these updates out of the indexes.
CREATE TABLE heliograph_claim (
    send_key varchar(36) COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint text NOT NULL,
    owner text NOT NULL,
    claimed_at bigint NOT NULL,
    lease_ends bigint NOT NULL,
    attempt_ends bigint NOT NULL,
    attempts integer NOT NULL,
    provider text,
    state smallint NOT NULL,
    outcome text
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.05);

CREATE INDEX heliograph_claim_by_age ON heliograph_claim (claimed_at);

CREATE TABLE heliograph_suppression (
    recipient varchar(64) COLLATE "C" NOT NULL PRIMARY KEY,
    number text NOT NULL,
    mask text NOT NULL,
    entries text NOT NULL
);

CREATE TABLE heliograph_timeline (
    message text COLLATE "C" NOT NULL PRIMARY KEY,
    previous_report bigint,
    last_report bigint NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE INDEX heliograph_timeline_by_age ON heliograph_timeline (last_report);

CREATE TABLE heliograph_report (
    message text COLLATE "C" NOT NULL,
    content varchar(64) COLLATE "C" NOT NULL,
    received_at text NOT NULL,
    report text NOT NULL,
    PRIMARY KEY (message, content)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

INSERT INTO heliograph_schema (version) VALUES (1);
