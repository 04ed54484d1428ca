-- Both tables are rewritten a hall day at a time, as window_span is: only rows of the day's highest version count, and each
-- rewriting has a row with an empty terminal, also when there is nothing else.
CREATE TABLE IF NOT EXISTS terminal_span
(
    hall LowCardinality(String),
    day Date,
    version UInt64,
    terminal_id LowCardinality(String),
    state LowCardinality(String),
    from_at DateTime64(3, 'UTC'),
    to_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, terminal_id, from_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS terminal_use
(
    hall LowCardinality(String),
    day Date,
    version UInt64,
    terminal_id LowCardinality(String),
    item LowCardinality(String),
    outcome LowCardinality(String),
    uses UInt32,
    seconds Float64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, terminal_id, item, outcome)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
