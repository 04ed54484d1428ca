-- One row per visit, recomputed from its events whenever one of them lands; the highest version is the one that counts.
CREATE TABLE IF NOT EXISTS visit
(
    hall LowCardinality(String),
    day Date,
    ticket_id String,
    version UInt64,
    is_deleted UInt8 DEFAULT 0,
    number Nullable(String),
    queue LowCardinality(String),
    item LowCardinality(Nullable(String)),
    channel LowCardinality(Nullable(String)),
    booking_id Nullable(String),
    priority UInt8,
    visitor_ref Nullable(String),
    quoted_wait_sec Nullable(Float64),
    first_at DateTime64(3, 'UTC'),
    issued_at Nullable(DateTime64(3, 'UTC')),
    called_at Nullable(DateTime64(3, 'UTC')),
    started_at Nullable(DateTime64(3, 'UTC')),
    finished_at Nullable(DateTime64(3, 'UTC')),
    no_show_at Nullable(DateTime64(3, 'UTC')),
    cancelled_at Nullable(DateTime64(3, 'UTC')),
    window_id LowCardinality(Nullable(String)),
    officer_id LowCardinality(Nullable(String)),
    items Array(LowCardinality(String)),
    wait_sec Nullable(Float64),
    total_wait_sec Nullable(Float64),
    service_sec Nullable(Float64),
    result LowCardinality(String),
    reason Nullable(String),
    stars Nullable(UInt8),
    legs String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(day)
ORDER BY (hall, day, ticket_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What a visitor was told when taking the ticket; the first quote of a ticket is the one it is judged by.
CREATE TABLE IF NOT EXISTS quote
(
    hall LowCardinality(String),
    ticket_id String,
    quoted_at DateTime64(3, 'UTC'),
    p50_sec Float64,
    p80_sec Float64,
    p90_sec Float64
)
ENGINE = ReplacingMergeTree
ORDER BY (hall, ticket_id, quoted_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
