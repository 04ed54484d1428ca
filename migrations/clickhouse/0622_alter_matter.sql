-- A due time that the source set runs on while the matter is paused: its pauses are already in it.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS runs_on UInt8 DEFAULT JSONExtractString(times, 'from') = 'source' AFTER paused;
