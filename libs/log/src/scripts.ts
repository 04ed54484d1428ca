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
 * Share of Redis' memory limit that the log may use; the rest lets the writer save its position, which frees memory.
 */
export const MEMORY_SHARE = 0.9;

/**
 * Identities are remembered for one to two windows; the writer finds older repeats in ClickHouse. A window ends after
 * about a day, or at this number of identities (about 110 bytes each), so that an import of years does not fill the
 * memory.
 */
const DEDUP_WINDOW_SEC = 86_400;
const DEDUP_WINDOW_MOST = 2_000_000;

/**
 * Stores the dedup keys of identities and appends the events with new identities; each request succeeds or fails as a
 * whole.
 *
 * It is one script because two requests with the same identity must never both be first. It uses Redis' clock, because
 * processes whose clocks differ would use different windows at midnight. Near Redis' memory limit it drops one old
 * dedup window per call: those only save the writer work. The newest window is never dropped and holds at least all
 * waiting events, which are in no table yet.
 * KEYS the streams of this call
 * ARGV backlog limit, number of requests; comma-separated lists of identities, body hashes and indexes into KEYS of all
 * events; per request its source and number of events; the events as JSON; the number of partitions
 * answer per request one digit per event: 0 new, 1 repeat, 2 same identity with another body; or `full`, or `memory`
 * near Redis' limit, or `share` when the source uses as much backlog as is still free; or `bulk` when a bulk load is
 * storing one of the events; or `moving` when the number of partitions is changing or has changed
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
 * Marks identities as being stored by a bulk load, except those that HTTP ingestion accepted before: they are in the
 * log or in the table.
 * KEYS the hash of the source's bulk load
 * ARGV n, n identities, n body hashes
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
 * After this silence a consumer no longer keeps entries in the log and must rebuild from ClickHouse when it returns.
 * The writer always keeps them, because unstored events exist nowhere else and it may be silent for hours (no events,
 * ClickHouse away).
 */
const CONSUMER_SILENT_SEC = 600;
/** A consumer announces itself this often, moving or not; several times within the silence limit. */
export const BEAT_MS = 60_000;

/**
 * Saves a consumer's position and trims what all consumers have processed.
 * KEYS positions, stream
 * ARGV consumer, entry id, the consumer's expected position or '', then pairs of source and number of events stored
 * since the last call (the writer's only)
 * answer the entry up to which the stream may be trimmed, or `overtaken` when the position differs. A repeated call,
 * after a broken connection, changes and counts nothing
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

/**
 * Marks a consumer as alive without moving it, also above Redis' limit.
 * KEYS positions
 * ARGV consumer
 */
export const BEAT_SCRIPT = `redis.call('HDEL', KEYS[1], '') redis.call('HSET', KEYS[1], ARGV[1] .. ':at', redis.call('TIME')[1])`;

/**
 * Extent of a stream: entries ever added, current entries, the last id, and the first entry's id or ''; nothing without
 * a stream. It is a script because XINFO's answer carries two whole entries, and it runs with every batch.
 */
export const EXTENT_SCRIPT = `
if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
local info, of = redis.call('XINFO', 'STREAM', KEYS[1]), {}
for i = 1, #info, 2 do of[info[i]] = info[i + 1] end
local first = of['first-entry']
return { of['entries-added'], of['length'], of['last-generated-id'], first and first[1] or '' }
`;

/**
 * Takes a free lease, also above Redis' limit, because only the writer frees memory. Answers its token, or 0. A
 * repeated call finds its own owner and has the lease; otherwise nobody would renew or release it.
 */
export const ACQUIRE_SCRIPT = `
redis.call('HDEL', KEYS[1] .. ':never', '')
if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return redis.call('INCR', KEYS[1] .. ':token') end
return redis.call('GET', KEYS[1]) == ARGV[1] and tonumber(redis.call('GET', KEYS[1] .. ':token')) or 0
`;

/**
 * Registers a member and counts the live ones by Redis' clock, also above its limit.
 * KEYS members by the time of their last sign, ms
 * ARGV member, ms after which a member counts as gone, its number of partitions
 * answer number of members, and number of names before this one's; no members when that number of partitions may not be
 * served
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
 * Increases the number of partitions when no entry waits and no partition is served, in one step or not at all.
 * KEYS the number of partitions, then per partition its stream, its positions and its lease keys
 * ARGV current number, new number, number of keys per partition, then the consumers
 * answer partitions with unread entries, as `consumer partition`; partitions still served. Both empty: done
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

/** Adds members to a set, also above Redis' limit. */
export const ADD_SCRIPT = `redis.call('SREM', KEYS[1], '') return redis.call('SADD', KEYS[1], unpack(ARGV))`;

/** Extends or releases a lease only for its holder. */
export const RENEW_SCRIPT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) else return 0 end`;
export const RELEASE_SCRIPT = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end`;
