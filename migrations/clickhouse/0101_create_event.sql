-- Every event, once. by_identity answers "is it here already?" out of the same part the event lies in, so the answer can
-- never be behind or ahead of the events themselves.
CREATE TABLE IF NOT EXISTS event
(
    hall LowCardinality(String),
    entity String,
    type LowCardinality(String),
    time DateTime64(3, 'UTC'),
    identity UUID,
    body_hash UInt64,
    source LowCardinality(String),
    ce_source LowCardinality(String),
    id String,
    data String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC'),
    landed_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'),
    PROJECTION by_identity (SELECT identity, body_hash ORDER BY identity)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (hall, entity, time, identity)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Identities that a notice has withdrawn; small, read whole.
CREATE TABLE IF NOT EXISTS withdrawal
(
    target UUID,
    notice UUID,
    landed_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY (target, notice)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
