-- What a matter is about, where people entered it here.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS title Nullable(String);
