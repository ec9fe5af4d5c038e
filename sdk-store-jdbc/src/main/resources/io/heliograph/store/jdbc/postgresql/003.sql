-- Campaigns, and the recipients of each.
-- State: 0 being read, 1 ready, 2 running, 3 paused, 4 cancelled, 5 finished. Asked: 1 to pause, 2 to cancel.
CREATE TABLE heliograph_campaign (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(64) COLLATE "C" NOT NULL UNIQUE,
    token varchar(36) NOT NULL,
    content text NOT NULL,
    state smallint NOT NULL,
    asked smallint NOT NULL,
    calls bigint NOT NULL,
    created_at bigint NOT NULL,
    progress_at bigint NOT NULL,
    owner text,
    lease_ends bigint NOT NULL,
    reason text
) WITH (fillfactor = 50);

-- State: 0 waiting, 1 being sent, 2 unknown, 3 accepted, 4 rejected, 5 suppressed, 6 invalid, 7 duplicate.
CREATE TABLE heliograph_campaign_recipient (
    campaign bigint NOT NULL,
    line bigint NOT NULL,
    recipient varchar(32) COLLATE "C",
    content text NOT NULL,
    state smallint NOT NULL,
    call bigint NOT NULL,
    result text,
    PRIMARY KEY (campaign, line)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

CREATE UNIQUE INDEX heliograph_campaign_recipient_once ON heliograph_campaign_recipient (campaign, recipient)
    WHERE recipient IS NOT NULL;

CREATE INDEX heliograph_campaign_recipient_open ON heliograph_campaign_recipient (campaign, line) WHERE state < 3;

INSERT INTO heliograph_schema (version) VALUES (3);
