-- The inspection round a finding belongs to, and when it was verified and struck off. Of matters from before it is not asked.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS round_id LowCardinality(Nullable(String));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS round_line LowCardinality(Nullable(String));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS verified_at Nullable(DateTime64(3, 'UTC'));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS struck_off_at Nullable(DateTime64(3, 'UTC'));
