-- Messages that wait for their transaction: the outbox.
INSERT INTO heliograph_schema (version) VALUES (2);
