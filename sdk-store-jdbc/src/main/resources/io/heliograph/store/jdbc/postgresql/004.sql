-- What was spent of each budget: a day of UTC, the budget's name, and an exact decimal.
CREATE TABLE heliograph_spend (
    day text NOT NULL,
    counter text COLLATE "C" NOT NULL,
    spent text NOT NULL,
    PRIMARY KEY (day, counter)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- The times of a recipient's messages within an hour, in microseconds since 1970.
CREATE TABLE heliograph_recipient_hour (
    recipient varchar(64) COLLATE "C" NOT NULL PRIMARY KEY,
    last_sent bigint NOT NULL,
    sent_at text NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE INDEX heliograph_recipient_hour_by_age ON heliograph_recipient_hour (last_sent);

-- What is counted for a message, and its charge: either may come first.
CREATE TABLE heliograph_booking (
    message text COLLATE "C" NOT NULL PRIMARY KEY,
    booked_at bigint NOT NULL,
    booking text,
    charge text
);

CREATE INDEX heliograph_booking_by_age ON heliograph_booking (booked_at);

-- The rate limits' buckets, as Bucket4j keeps them.
CREATE TABLE heliograph_bucket (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    state bytea,
    expires_at bigint
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Reports that came before their send had ended, by its key.
CREATE TABLE heliograph_early_report (
    send_key varchar(36) COLLATE "C" NOT NULL PRIMARY KEY,
    kept_at bigint NOT NULL,
    message text NOT NULL,
    received_at text NOT NULL,
    report text NOT NULL
);

INSERT INTO heliograph_schema (version) VALUES (4);
