-- Time really taken and promised, in the units of the limit, for the rate of compression; the clock of the stage it is in.
ALTER TABLE matter
    ADD COLUMN IF NOT EXISTS elapsed Nullable(Float64) AFTER elapsed_days,
    ADD COLUMN IF NOT EXISTS promised Nullable(Float64) AFTER statutory,
    ADD COLUMN IF NOT EXISTS stage_yellow_at Nullable(DateTime64(3, 'UTC')) AFTER stage_since,
    ADD COLUMN IF NOT EXISTS stage_due_at Nullable(DateTime64(3, 'UTC')) AFTER stage_yellow_at;
