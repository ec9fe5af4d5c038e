-- What was spent of each budget: a day of UTC, the budget's name, and an exact decimal.
CREATE TABLE heliograph_spend (
    day TEXT NOT NULL,
    counter TEXT NOT NULL,
    spent TEXT NOT NULL,
    PRIMARY KEY (day, counter)
) STRICT, WITHOUT ROWID;

-- The times of a recipient's messages within an hour, in microseconds since 1970.
CREATE TABLE heliograph_recipient_hour (
    recipient TEXT NOT NULL PRIMARY KEY,
    last_sent INTEGER NOT NULL,
    sent_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX heliograph_recipient_hour_by_age ON heliograph_recipient_hour (last_sent);

-- What is counted for a message, and its charge: either may come first.
CREATE TABLE heliograph_booking (
    message TEXT NOT NULL PRIMARY KEY,
    booked_at INTEGER NOT NULL,
    booking TEXT,
    charge TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX heliograph_booking_by_age ON heliograph_booking (booked_at);

-- When each rate limit's next request is permitted, in microseconds since 1970.
CREATE TABLE heliograph_rate (
    name TEXT NOT NULL PRIMARY KEY,
    next_permit INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Reports that came before their send had ended, by its key.
CREATE TABLE heliograph_early_report (
    send_key TEXT NOT NULL PRIMARY KEY,
    kept_at INTEGER NOT NULL,
    message TEXT NOT NULL,
    received_at TEXT NOT NULL,
    report TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO heliograph_schema (version) VALUES (4);
