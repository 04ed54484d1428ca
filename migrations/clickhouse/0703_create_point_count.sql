-- What points that report only totals have counted, under the hall day the stretch begins on; of stretches that overlap only
-- the one said last stands here.
CREATE TABLE IF NOT EXISTS point_count
(
    hall LowCardinality(String),
    day Date,
    point_id LowCardinality(String),
    item LowCardinality(String),
    channel LowCardinality(String),
    from_at DateTime64(3, 'UTC'),
    to_at DateTime64(3, 'UTC'),
    version UInt64,
    is_deleted UInt8 DEFAULT 0,
    count UInt32
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, point_id, item, channel, from_at, to_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
