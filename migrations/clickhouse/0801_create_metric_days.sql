-- What was done about each hall day and with which version of it: `day` when spans and load were computed, else the name of the
-- roll-up made of it. A roll-up below the day's version is out of step and not read.
CREATE TABLE IF NOT EXISTS day_told
(
    hall LowCardinality(String),
    day Date,
    told LowCardinality(String),
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (day, told, hall)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO day_told SELECT hall, day, 'day', max(version) FROM load_15min WHERE code = '' GROUP BY hall, day;

-- Sums of visits by hall day and queue; what is gone is written over with zeros.
CREATE TABLE IF NOT EXISTS visit_day
(
    hall LowCardinality(String),
    day Date,
    queue LowCardinality(String),
    version UInt64,
    arrivals UInt32,
    served UInt32,
    called UInt32,
    waits UInt32,
    wait_sum Float64,
    wait_hist Array(UInt32),
    within UInt32,
    abandoned UInt32,
    overdue UInt32,
    no_shows UInt32,
    transferred UInt32,
    services UInt32,
    service_sum Float64,
    carried UInt32,
    guided_mobile UInt32,
    rated UInt32,
    rated_served UInt32,
    satisfied UInt32,
    five_stars UInt32,
    comprehensive UInt32
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (day, hall, queue)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Seconds of windows and officers by hall day.
CREATE TABLE IF NOT EXISTS window_day
(
    hall LowCardinality(String),
    day Date,
    window_id LowCardinality(String),
    officer_id LowCardinality(String),
    version UInt64,
    busy Float64,
    idle Float64,
    paused Float64,
    offline Float64,
    idle_waiting Float64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (day, hall, window_id, officer_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Ratings of cases, which belong to no visit.
CREATE TABLE IF NOT EXISTS case_rating
(
    identity UUID,
    hall LowCardinality(String),
    time DateTime64(3, 'UTC'),
    source LowCardinality(String),
    case_id String,
    stars UInt8
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (hall, time, identity)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO case_rating
SELECT identity, hall, time, source, JSONExtractString(data, 'caseId') AS case_id, toUInt8(JSONExtractUInt(data, 'stars')) AS stars
FROM event WHERE type = 'hall.ticket.rated' AND JSONExtractString(data, 'caseId') != '';
