import { onceScript } from '@cockpit/platform';

/** larger than the clock differences of several ingestion processes */
const SET_BACK_MS = 60_000;
/** Limits the runs per source, because sources choose these names and could fill the memory. */
const MAX_RUNS = 200;

/**
 * Adds the result of one request.
 * KEYS tally, slots of the day, sequence runs, token of the call
 * ARGV received, accepted, rejected, newest event time or '', newest − now or '', now, slot, seconds to keep the slots,
 * earliest event time or '', number of stray events, hall of the earliest, stray distance, then per CloudEvents source:
 * name, lowest and highest number, number of new events
 */
export const ADD_SCRIPT = onceScript(`
local tally = KEYS[1]
for i = 1, 3 do
  if ARGV[i] ~= '0' then redis.call('HINCRBY', tally, ({'received', 'accepted', 'rejected'})[i], ARGV[i]) end
end
if ARGV[4] ~= '' then
  local last = tonumber(redis.call('HGET', tally, 'lastEventAt') or '-1e300')
  local stray = tonumber(ARGV[10])
  -- a clock that jumps years back in the midst of a feed; a file that brings the past does so throughout, see strayShare
  if tonumber(ARGV[4]) < last - tonumber(ARGV[12]) then stray = tonumber(ARGV[2]) end
  if stray > 0 then
    redis.call('HINCRBY', tally, 'stray', stray)
    redis.call('HSETNX', tally, 'strayFirstAt', ARGV[6])
    redis.call('HSET', tally, 'strayTime', ARGV[9], 'strayHall', ARGV[11], 'strayLastAt', ARGV[6])
  end
  if tonumber(ARGV[4]) > last then redis.call('HSET', tally, 'lastEventAt', ARGV[4]) end
  redis.call('HSET', tally, 'skew', ARGV[5])
end
local now = tonumber(ARGV[6])
local before = tonumber(redis.call('HGET', tally, 'lastReceivedAt') or '')
-- a clock that was ahead and is set right again: or a feed that dies would count as alive until that day comes
if before and before > now + ${String(SET_BACK_MS)} then before = nil end
if before and now > before then
  local gap = tonumber(redis.call('HGET', tally, 'gap') or '')
  -- nights and outages are no usual pause: one long silence moves the average only a little
  if gap then gap = gap + (math.min(now - before, 4 * gap + 1000) - gap) / 8 else gap = now - before end
  redis.call('HSET', tally, 'gap', string.format('%.0f', gap))
end
if not before or now > before then redis.call('HSET', tally, 'lastReceivedAt', ARGV[6]) end
redis.call('HINCRBY', KEYS[2], 'n' .. ARGV[7], ARGV[1])
if ARGV[3] ~= '0' then redis.call('HINCRBY', KEYS[2], 'x' .. ARGV[7], ARGV[3]) end
redis.call('EXPIRE', KEYS[2], ARGV[8])
for i = 13, #ARGV, 4 do
  local low, high, fresh = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  local known = redis.call('HGET', KEYS[3], ARGV[i])
  local run = known and cjson.decode(known) or nil
  if run and low <= 1 and run.last > high then
    run = { first = low, last = high, seen = fresh, restarts = run.restarts + 1 }
  elseif run then
    if low > run.last + 1 then run.gap = { run.last + 1, low - 1 } end
    run.first = math.min(run.first, low)
    run.last = math.max(run.last, high)
    run.seen = run.seen + fresh
  elseif redis.call('HLEN', KEYS[3]) < ${String(MAX_RUNS)} then
    run = { first = low, last = high, seen = fresh, restarts = 0 }
  end
  if run then redis.call('HSET', KEYS[3], ARGV[i], cjson.encode(run)) end
end
`);
