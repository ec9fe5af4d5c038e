-- What was spent, and limits that are shared.
INSERT INTO heliograph_schema (version) VALUES (4);
