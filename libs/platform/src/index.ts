// Settings, logger, errors, clock, connections to the stores, migrations, health, lists.
export { withSecretFiles } from './secret-files';
export { SETTINGS, SettingsError, deriveKey, loadSettings, type Settings } from './settings';
export { LOG_PARTITIONS_KEY, MOST_PARTITIONS, notedPartitions, partitionsOfLog } from './log-partitions';
export { costs, type Cost } from './costs';
export { DEFAULT_INTERVALS, INTERVALS, type Intervals } from './interval-settings';
export { firstToken } from './first-token';
export { installationDir } from './paths';
export type { SingleSignOnSettings } from './single-sign-on-settings';
export { openSecrets, sealSecrets } from './sealed';
export {
  FORBIDDEN,
  ForbiddenAddress,
  anyAgent,
  guardedLookup,
  publicAddressOf,
  publicAgent,
  refuseInside,
} from './net/guarded';
export { HOLD_MS, Holding, type Holder } from './holding';
export { Signals } from './signals';
export { Threads, type ThreadModule } from './threads';
export { Presence, sessionGone, type Session } from './presence';
export { CLOCK, systemClock, type Clock } from './clock';
export {
  AppError,
  asExpected,
  badRequest,
  conflict,
  taken,
  forbidden,
  notFound,
  unauthorised,
  unavailable,
  unprocessable,
  type AppErrorOptions,
  type Fault,
} from './errors';
export { ZodBody, ZodParam, ZodQuery, faultsOf, parsedBody } from './zod-pipes';
export { OpenApiPaths, ZodAnswer, openApiDocument, type DescribedPath } from './openapi';
export { ProblemFilter, problemOf, sendProblem } from './problem.filter';
export { onceKey, onceScript } from './once';
export { REDIS, createRedis, redisOptions, type RedisPurpose } from './redis';
export { grantApplication } from './application-role';
export { migratePostgres, postgresOptions } from './postgres';
export {
  CLICKHOUSE_READER,
  CLICKHOUSE_WRITER,
  createClickhouse,
  selectRows,
  sendable,
  type LabelledQuery,
} from './clickhouse';
export { Sql, bind, joined, sql, statementOf, written } from './sql';
export { migrateClickhouse } from './migrate-clickhouse';
export { formatOf } from './lists/format';
export {
  PAGE,
  Pages,
  pagesOf,
  Cursor,
  InstantAndId,
  InstantAndUuid,
  RunningNumber,
  pageOf,
  readCursor,
  writeCursor,
  type Place,
} from './lists/pages';
export { sendTable } from './lists/tables';
export { Flights } from './flights';
export { inStretches } from './stretches';
export { withTimeout } from './with-timeout';
export { HealthRegistry, PUBLIC_ROUTE, Public } from './health';
export { DeadLetters, type Sift, type Sifting, changedRows } from './dead-letters';
export { isRowFault, isolate } from './row-faults';
export { WorkWatch, type WorkState, type StalledWork } from './work';
export { checkParts, refuseDamage } from './damaged-parts';
export { METRICS } from './metrics';
export { LAST_BACKUP_KEY, gaugeValue, measured, buildInfo, type Build } from './gauges';
export { CORRELATION_HEADER, correlationIdOf } from './logger';
export { sayLine } from './say-line';
export { unwritableIn, writable, writableJson } from './writable';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { createApp, runApp, runRole, isDeeper } from './bootstrap';
export { isStoreAway } from './store-away';
export { plainFault, portFault } from './plain-fault';
export { StoresError, storesAnswer } from './stores-answer';
