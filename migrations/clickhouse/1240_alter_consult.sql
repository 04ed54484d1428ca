-- The phone line a question came in by, where its source names one.
ALTER TABLE consult ADD COLUMN IF NOT EXISTS line LowCardinality(Nullable(String));
