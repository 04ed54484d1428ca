-- First contact and answer with their due times, and whether another unit has it than had it at first.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS contact_due_at Nullable(DateTime64(3, 'UTC'));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS contact_at Nullable(DateTime64(3, 'UTC'));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS answer_due_at Nullable(DateTime64(3, 'UTC'));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS answer_at Nullable(DateTime64(3, 'UTC'));
ALTER TABLE matter ADD COLUMN IF NOT EXISTS diverted UInt8 DEFAULT 0;
