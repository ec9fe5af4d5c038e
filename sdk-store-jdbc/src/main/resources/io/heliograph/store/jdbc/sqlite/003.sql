-- Campaigns, and the recipients of each.
INSERT INTO heliograph_schema (version) VALUES (3);
