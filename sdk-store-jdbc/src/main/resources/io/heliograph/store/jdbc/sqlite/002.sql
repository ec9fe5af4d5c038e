-- Messages that wait for their transaction: the outbox.
-- Times are microseconds since 1970. State: 0 waiting, 1 sending, 2 unknown, 3 dead, 4 sent.
-- The next look at a row is at next_at: when it is due, when its sender's lease ends, or when it is reconciled again.
CREATE TABLE heliograph_outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    send_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    recipient TEXT NOT NULL,
    mask TEXT NOT NULL,
    request TEXT,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    enqueued_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    reason TEXT
) STRICT;

CREATE INDEX heliograph_outbox_due ON heliograph_outbox (next_at) WHERE state < 3;

CREATE INDEX heliograph_outbox_open ON heliograph_outbox (state, not_before) WHERE state < 4;

CREATE INDEX heliograph_outbox_order ON heliograph_outbox (recipient, seq) WHERE state < 3;

CREATE INDEX heliograph_outbox_finished ON heliograph_outbox (state, finished_at) WHERE state >= 3;

INSERT INTO heliograph_schema (version) VALUES (2);
