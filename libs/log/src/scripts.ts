import { LOG_PARTITIONS_KEY } from '@cockpit/platform';
import {
  APPENDED_KEY,
  BULK_PREFIX,
  DEDUP_KEYS_PREFIX,
  DEDUP_WINDOW_KEY,
  DEPTH_KEY,
  MOVE_LEASE,
  STILL_KEY,
  STORED_KEY,
} from './keys';

/**
 * Of Redis' memory limit the log takes no more than this: the writer must be able to say how far it has come, or nothing would
 * ever make room again.
 */
export const MEMORY_SHARE = 0.9;

/**
 * Identities are remembered for one to two windows; older repeats are caught by the writer, which asks ClickHouse. A window ends after a day
 * or, so that years brought in at once do not fill the memory, when it holds so many (about 110 bytes each).
 */
const DEDUP_WINDOW_SEC = 86_400;
const DEDUP_WINDOW_MOST = 2_000_000;

/**
 * Notes the dedup keys of identities and appends the events whose identity was new; of each request all or nothing.
 *
 * One script because two requests with the same identity must never both be first. The time comes from Redis' own clock:
 * processes whose clocks differ by a second would otherwise look into different windows at midnight. Near Redis' memory limit
 * what is remembered gives way, a window a call: it saves the writer work, and only the log is worth a refusal. What still waits
 * stands in no table yet and is never forgotten: the newest window holds at least as many as wait.
 * KEYS   the streams of this call
 * ARGV   backlog limit, number of requests, identities, body hashes and indexes into KEYS of all their events, each a list parted by commas,
 *        then of each request its source and number of events, then the events as JSON, then the number of partitions that the streams are of
 * answer of each request one digit per event: 0 new, 1 repeat, 2 same identity with another body; or `full`, or `memory` near Redis' own limit,
 *        or `share` when the source has as much waiting as is still free: so no source alone can fill the backlog; or `bulk` when a bulk load is
 *        storing one of the events; or `moving` when the log is being given more partitions, or has been
 */
export const APPEND_SCRIPT = `
local memory = redis.call('INFO', 'memory')
local most = tonumber(string.match(memory, '%cmaxmemory:(%d+)') or '0')
local isTight = most > 0 and tonumber(string.match(memory, '%cused_memory:(%d+)') or '0') > most * ${String(MEMORY_SHARE)}
local now = tonumber(redis.call('TIME')[1])
local window, since = unpack(redis.call('HMGET', '${DEDUP_WINDOW_KEY}', 'window', 'since'))
window = tonumber(window or '0')
local current = '${DEDUP_KEYS_PREFIX}' .. window
local held, depth = redis.call('HLEN', current), tonumber(redis.call('GET', '${DEPTH_KEY}') or '0')
local isOver = isTight or held >= ${String(DEDUP_WINDOW_MOST)} or now - (since or 0) >= ${String(DEDUP_WINDOW_SEC)}
if not since or (isOver and held >= depth) then
  redis.call('UNLINK', '${DEDUP_KEYS_PREFIX}' .. (window - 1))
  window = window + 1
  current = '${DEDUP_KEYS_PREFIX}' .. window
  redis.call('HSET', '${DEDUP_WINDOW_KEY}', 'window', window, 'since', now)
end
local answers = {}
local requests = tonumber(ARGV[2])
local noted = redis.call('GET', '${LOG_PARTITIONS_KEY}')
local isMoving = redis.call('EXISTS', 'lease:${MOVE_LEASE}') == 1 or (noted and noted ~= ARGV[#ARGV])
if isTight or isMoving then
  for r = 1, requests do answers[r] = isMoving and 'moving' or 'memory' end
  return answers
end
local limit = tonumber(ARGV[1])
local function list(text)
  local values = {}
  for value in string.gmatch(text, '[^,]+') do values[#values + 1] = value end
  return values
end
local ids, hashes, places = list(ARGV[3]), list(ARGV[4]), list(ARGV[5])
local function isBulk(source, from, count)
  local bulk = '${BULK_PREFIX}' .. source
  if redis.call('EXISTS', bulk) == 0 or redis.call('EXISTS', 'lease:bulk:' .. source) == 0 then return false end
  for _, held in ipairs(redis.call('HMGET', bulk, unpack(ids, from, from + count - 1))) do if held then return true end end
  return false
end
local known = redis.call('HMGET', current, unpack(ids))
local before = '${DEDUP_KEYS_PREFIX}' .. (window - 1)
local older = redis.call('EXISTS', before) == 1 and redis.call('HMGET', before, unpack(ids)) or {}
local dedup_keys, seen, batches, fresh, own, appended = {}, {}, {}, 0, {}, {}
local bodies, i = 5 + 2 * requests, 0
for r = 1, requests do
  local source, count = ARGV[4 + 2 * r], tonumber(ARGV[5 + 2 * r])
  own[source] = own[source] or tonumber(redis.call('HGET', '${APPENDED_KEY}', source) or '0') - tonumber(redis.call('HGET', '${STORED_KEY}', source) or '0')
  if isBulk(source, i + 1, count) then
    answers[r] = 'bulk'
    i = i + count
  elseif depth + count > limit then
    answers[r] = 'full'
    i = i + count
  elseif own[source] + count > limit - depth then
    answers[r] = 'share'
    i = i + count
  else
    local outcome, taken = {}, 0
    for e = 1, count do
      i = i + 1
      local id, hash = ids[i], hashes[i]
      local first = known[i] or older[i] or seen[id]
      if first then
        outcome[e] = first == hash and '1' or '2'
      else
        outcome[e] = '0'
        seen[id] = hash
        taken = taken + 1
        dedup_keys[#dedup_keys + 1] = id
        dedup_keys[#dedup_keys + 1] = hash
        local k = tonumber(places[i])
        local batch = batches[k]
        if not batch then batch = {}; batches[k] = batch end
        batch[#batch + 1] = ARGV[bodies + i]
      end
    end
    answers[r] = table.concat(outcome)
    appended[source] = (appended[source] or 0) + taken
    own[source] = own[source] + taken
    depth = depth + taken
    fresh = fresh + taken
  end
end
if fresh > 0 then
  local added = redis.call('HSET', current, unpack(dedup_keys))
  if redis.call('HLEN', current) == added then redis.call('EXPIRE', current, ${String(DEDUP_WINDOW_SEC * 2 + 3600)}) end
  for k, batch in pairs(batches) do redis.call('XADD', KEYS[k], '*', 'b', '[' .. table.concat(batch, ',') .. ']') end
  redis.call('INCRBY', '${DEPTH_KEY}', fresh)
  for source, count in pairs(appended) do redis.call('HINCRBY', '${APPENDED_KEY}', source, count) end
end
return answers
`;

/**
 * Notes identities as being stored by a bulk load, those left out that the door has taken before it: they stand in the log or in the table.
 * KEYS   the hash of the source's bulk load
 * ARGV   n, n identities, n body hashes
 * answer one digit per event, as above
 */
export const BULK_SCRIPT = `
local n = tonumber(ARGV[1])
local window = tonumber(redis.call('HGET', '${DEDUP_WINDOW_KEY}', 'window') or '0')
local known = redis.call('HMGET', '${DEDUP_KEYS_PREFIX}' .. window, unpack(ARGV, 2, 1 + n))
local older = redis.call('HMGET', '${DEDUP_KEYS_PREFIX}' .. (window - 1), unpack(ARGV, 2, 1 + n))
local outcome, noted = {}, {}
for i = 1, n do
  local first = known[i] or older[i]
  if first then
    outcome[i] = first == ARGV[1 + n + i] and '1' or '2'
  else
    outcome[i] = '0'
    noted[#noted + 1] = ARGV[1 + i]
    noted[#noted + 1] = ARGV[1 + n + i]
  end
end
if #noted > 0 then redis.call('HSET', KEYS[1], unpack(noted)) end
return table.concat(outcome)
`;

/**
 * A consumer not heard of for this long no longer holds the log back; it must rebuild from ClickHouse when it returns. The writer always
 * does: what it has not stored stands nowhere else, and it is silent for hours in a hall without events or beside a ClickHouse that is away.
 */
const CONSUMER_SILENT_SEC = 600;
/** A consumer says so often that it is there, moving or not: several times within what counts as silence. */
export const BEAT_MS = 60_000;

/**
 * Remembers how far a consumer has come and trims what all consumers have behind them.
 * KEYS   positions, stream
 * ARGV   consumer, entry id, where the consumer believes it stands or '', then pairs of source and number of events stored
 *        since the last call (the writer's only)
 * answer the entry up to which the stream may go, or `overtaken` when the consumer stands elsewhere. A call that comes a second
 *        time, because the connection broke before its answer, finds itself done and counts nothing
 */
export const ADVANCE_SCRIPT = `
-- above Redis' limit a script may go on writing only when its first write can free memory: what is said here is what makes room
redis.call('HDEL', KEYS[1], '')
local now = tonumber(redis.call('TIME')[1])
local stands = redis.call('HGET', KEYS[1], ARGV[1]) or '0-0'
if ARGV[3] ~= '' and stands ~= ARGV[3] then return stands == ARGV[2] and stands or 'overtaken' end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[1] .. ':at', now)
local stored = 0
for i = 4, #ARGV, 2 do
  redis.call('HINCRBY', '${STORED_KEY}', ARGV[i], ARGV[i + 1])
  stored = stored + tonumber(ARGV[i + 1])
end
if stored > 0 then redis.call('DECRBY', '${DEPTH_KEY}', stored) end
local function parts(id)
  local ms, seq = string.match(id, '^(%d+)%-(%d+)$')
  return tonumber(ms) or 0, tonumber(seq) or 0
end
local all = redis.call('HGETALL', KEYS[1])
local at, minimum = {}, ARGV[2]
for i = 1, #all, 2 do
  local name = string.match(all[i], '^(.*):at$')
  if name then at[name] = tonumber(all[i + 1]) end
end
for i = 1, #all, 2 do
  if all[i] == 'writer' or (at[all[i]] and now - at[all[i]] < ${String(CONSUMER_SILENT_SEC)}) then
    local ms, seq = parts(all[i + 1])
    local minMs, minSeq = parts(minimum)
    if ms < minMs or (ms == minMs and seq < minSeq) then minimum = all[i + 1] end
  end
end
if redis.call('HEXISTS', KEYS[1], 'writer') == 1 then redis.call('XTRIM', KEYS[2], 'MINID', '~', minimum) end
return minimum
`;

/** Says that a consumer is there although it does not move, above Redis' limit as well. KEYS positions · ARGV consumer */
export const BEAT_SCRIPT = `redis.call('HDEL', KEYS[1], '') redis.call('HSET', KEYS[1], ARGV[1] .. ':at', redis.call('TIME')[1])`;

/**
 * What a stream holds: entries ever added, entries there are, the last id given, and the id of the first entry or ''; nothing without a stream.
 * A script because the plain answer carries two whole entries, and it is asked with every batch.
 */
export const EXTENT_SCRIPT = `
if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
local info, of = redis.call('XINFO', 'STREAM', KEYS[1]), {}
for i = 1, #info, 2 do of[info[i]] = info[i + 1] end
local first = of['first-entry']
return { of['entries-added'], of['length'], of['last-generated-id'], first and first[1] or '' }
`;

/**
 * Takes a lease nobody holds, also above Redis' limit: without a writer nothing would ever make room. Answers its token, or 0. A call that comes
 * a second time finds its own owner there and has the lease: nobody else would renew it or let it go.
 */
export const ACQUIRE_SCRIPT = `
redis.call('HDEL', KEYS[1] .. ':never', '')
if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return redis.call('INCR', KEYS[1] .. ':token') end
return redis.call('GET', KEYS[1]) == ARGV[1] and tonumber(redis.call('GET', KEYS[1] .. ':token')) or 0
`;

/**
 * Says that a member is there and counts those heard of lately, by the clock of Redis; also above its limit.
 * KEYS   members by when they were heard of last, ms
 * ARGV   member, ms after which one counts as gone, the number of partitions that it shares in
 * answer how many there are, and how many names come before this one's; no members where nobody may serve a partition of that number
 */
export const COUNT_MEMBERS_SCRIPT = `
local noted = redis.call('GET', '${LOG_PARTITIONS_KEY}')
if redis.call('EXISTS', '${STILL_KEY}') == 1 or (noted and noted ~= ARGV[3]) then
  redis.call('ZREM', KEYS[1], ARGV[1])
  return { 0, 0 }
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
local names, before = redis.call('ZRANGE', KEYS[1], 0, -1), 0
for _, name in ipairs(names) do
  if name < ARGV[1] then before = before + 1 end
end
return { #names, before }
`;

/**
 * Gives the log more partitions, once nothing in it waits for anybody and nobody serves a partition. One step: it is done or it is not.
 * KEYS   the number of partitions, then of each partition its stream, its positions and the keys of its leases
 * ARGV   the number there is, the number there shall be, how many keys a partition has here, then the consumers
 * answer partitions in which a consumer has entries before it, as `consumer partition`; partitions that are served. Both empty: it is done
 */
export const MOVE_SCRIPT = `
if redis.call('GET', KEYS[1]) == ARGV[2] then return { {}, {} } end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('somebody else has given the log another number of partitions') end
local behind, served, each = {}, {}, tonumber(ARGV[3])
for p = 0, tonumber(ARGV[1]) - 1 do
  local first = 2 + p * each
  local last = '0-0'
  if redis.call('EXISTS', KEYS[first]) == 1 then
    local info = redis.call('XINFO', 'STREAM', KEYS[first])
    for i = 1, #info, 2 do if info[i] == 'last-generated-id' then last = info[i + 1] end end
  end
  for c = 4, #ARGV do
    if (redis.call('HGET', KEYS[first + 1], ARGV[c]) or '0-0') ~= last then behind[#behind + 1] = ARGV[c] .. ' ' .. p end
  end
  for k = first + 2, first + each - 1 do
    if redis.call('EXISTS', KEYS[k]) == 1 then served[#served + 1] = p break end
  end
end
if #behind == 0 and #served == 0 then redis.call('SET', KEYS[1], ARGV[2]) end
return { behind, served }
`;

/** Adds members to a set, above Redis' limit as well. */
export const ADD_SCRIPT = `redis.call('SREM', KEYS[1], '') return redis.call('SADD', KEYS[1], unpack(ARGV))`;

/** Extends or frees a lease only for the one who holds it. */
export const RENEW_SCRIPT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) else return 0 end`;
export const RELEASE_SCRIPT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`;
