-- One row per booking under the hall day of its slot, recomputed from its events whenever one of them lands.
CREATE TABLE IF NOT EXISTS booking
(
    hall LowCardinality(String),
    day Date,
    booking_id String,
    version UInt64,
    is_deleted UInt8 DEFAULT 0,
    queue LowCardinality(String),
    item LowCardinality(Nullable(String)),
    created_at Nullable(DateTime64(3, 'UTC')),
    cancelled_at Nullable(DateTime64(3, 'UTC')),
    slot_start Nullable(DateTime64(3, 'UTC')),
    slot_end Nullable(DateTime64(3, 'UTC')),
    lead_days Nullable(Float64)
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, booking_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
