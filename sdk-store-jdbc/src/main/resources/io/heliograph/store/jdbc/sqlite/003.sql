-- Campaigns, and the recipients of each.
-- State: 0 being read, 1 ready, 2 running, 3 paused, 4 cancelled, 5 finished. Asked: 1 to pause, 2 to cancel.
CREATE TABLE heliograph_campaign (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL,
    content TEXT NOT NULL,
    state INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    progress_at INTEGER NOT NULL,
    owner TEXT,
    lease_ends INTEGER NOT NULL,
    reason TEXT
) STRICT;

-- State: 0 waiting, 1 being sent, 2 unknown, 3 accepted, 4 rejected, 5 suppressed, 6 invalid, 7 duplicate.
CREATE TABLE heliograph_campaign_recipient (
    campaign INTEGER NOT NULL,
    line INTEGER NOT NULL,
    recipient TEXT,
    content TEXT NOT NULL,
    state INTEGER NOT NULL,
    call INTEGER NOT NULL,
    result TEXT,
    PRIMARY KEY (campaign, line)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX heliograph_campaign_recipient_once ON heliograph_campaign_recipient (campaign, recipient)
    WHERE recipient IS NOT NULL;

CREATE INDEX heliograph_campaign_recipient_open ON heliograph_campaign_recipient (campaign, line) WHERE state < 3;

INSERT INTO heliograph_schema (version) VALUES (3);
