-- Messages that wait for their transaction: the outbox.
-- Times are microseconds since 1970. State: 0 waiting, 1 sending, 2 unknown, 3 dead, 4 sent.
-- The next look at a row is at next_at: when it is due, when its sender's lease ends, or when it is reconciled again.
CREATE TABLE heliograph_outbox (
    id varchar(36) COLLATE "C" NOT NULL PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    send_key varchar(36) COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    recipient varchar(64) COLLATE "C" NOT NULL,
    mask text NOT NULL,
    request text,
    state smallint NOT NULL,
    attempts integer NOT NULL,
    checks integer NOT NULL,
    enqueued_at bigint NOT NULL,
    not_before bigint NOT NULL,
    next_at bigint NOT NULL,
    began_at bigint NOT NULL,
    finished_at bigint NOT NULL,
    reason text
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.05);

CREATE INDEX heliograph_outbox_open ON heliograph_outbox (state, not_before) WHERE state < 4;

CREATE INDEX heliograph_outbox_order ON heliograph_outbox (recipient, seq) WHERE state < 3;

CREATE INDEX heliograph_outbox_finished ON heliograph_outbox (state, finished_at) WHERE state >= 3;

-- What wakes the workers: the table of db-scheduler 16.12, under a name of our own.
CREATE TABLE heliograph_scheduled (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE INDEX heliograph_scheduled_due ON heliograph_scheduled (execution_time);

CREATE INDEX heliograph_scheduled_heartbeat ON heliograph_scheduled (last_heartbeat);

INSERT INTO heliograph_schema (version) VALUES (2);
