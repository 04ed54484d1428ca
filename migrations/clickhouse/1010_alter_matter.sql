-- Whose matter it is, as the pseudonym that also stands on the tickets of that person.
ALTER TABLE matter ADD COLUMN IF NOT EXISTS applicant_ref Nullable(String);
