-- Both tables are rewritten a hall day at a time; only rows of the day's highest version count, so that a stretch that is
-- no more leaves nothing behind. Each rewriting has a row with an empty code or window, also when there is nothing else.
CREATE TABLE IF NOT EXISTS window_span
(
    hall LowCardinality(String),
    day Date,
    version UInt64,
    window_id LowCardinality(String),
    state LowCardinality(String),
    from_at DateTime64(3, 'UTC'),
    to_at DateTime64(3, 'UTC'),
    officer_id LowCardinality(Nullable(String)),
    ticket_id Nullable(String)
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, window_id, from_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS load_15min
(
    hall LowCardinality(String),
    day Date,
    version UInt64,
    kind LowCardinality(String),
    code LowCardinality(String),
    slot DateTime('UTC'),
    arrivals UInt32,
    called UInt32,
    wait_sum Float64,
    wait_hist Array(UInt32),
    served UInt32,
    service_sum Float64,
    no_shows UInt32,
    abandoned UInt32,
    guided UInt32,
    waiting_end UInt32,
    busy Float64,
    idle Float64,
    paused Float64,
    fault Float64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, kind, code, slot)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Board snapshots of halls whose ticketing system gives no ticket events, beside the raw event for quick curves.
CREATE TABLE IF NOT EXISTS queue_observation
(
    hall LowCardinality(String),
    queue LowCardinality(String),
    time DateTime64(3, 'UTC'),
    identity UUID,
    waiting UInt32,
    last_called Nullable(String),
    open_windows Nullable(UInt16),
    avg_service_min Nullable(Float64)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (hall, queue, time, identity)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
