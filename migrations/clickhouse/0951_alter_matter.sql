-- What a bad rating says and of which window, and whether it was found not to count.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS stars Nullable(UInt8);
ALTER TABLE matter ADD COLUMN IF NOT EXISTS tags Array(String);
ALTER TABLE matter ADD COLUMN IF NOT EXISTS window_id Nullable(String);
ALTER TABLE matter ADD COLUMN IF NOT EXISTS excluded UInt8 DEFAULT 0;
