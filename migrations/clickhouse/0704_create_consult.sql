-- One row per consultation of a source, under the hall day it was asked on. Its events need name no hall.
CREATE TABLE IF NOT EXISTS consult
(
    consult_id String,
    source LowCardinality(String),
    day Date,
    version UInt64,
    is_deleted UInt8 DEFAULT 0,
    hall LowCardinality(Nullable(String)),
    channel LowCardinality(Nullable(String)),
    tier LowCardinality(String),
    last_tier LowCardinality(String),
    asked_at Nullable(DateTime64(3, 'UTC')),
    answered_at Nullable(DateTime64(3, 'UTC')),
    answered_tier LowCardinality(Nullable(String)),
    escalated_at Nullable(DateTime64(3, 'UTC')),
    escalations UInt8,
    abandoned_at Nullable(DateTime64(3, 'UTC')),
    answer_sec Nullable(Float64),
    legs String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(day)
ORDER BY (day, source, consult_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
