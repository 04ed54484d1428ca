-- What somebody wrote beside the stars of a bad rating.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS comment Nullable(String);
