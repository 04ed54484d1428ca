-- What whoever wrote or called wants: praise among it.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS nature LowCardinality(Nullable(String));
