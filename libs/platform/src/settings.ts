import { hkdfSync } from 'node:crypto';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Role } from '@cockpit/contracts';
import { z } from 'zod';
import { INTERVAL_SHAPE, intervalsOf, type Intervals } from './interval-settings';
import { MOST_PARTITIONS } from './log-partitions';
import { installationDir } from './paths';
import { withSecretFiles } from './secret-files';
import {
  refuseHalfSignOn,
  SINGLE_SIGN_ON_SHAPE,
  singleSignOnOf,
  type SingleSignOnSettings,
} from './single-sign-on-settings';
import { withStoreAddresses } from './store-addresses';

export const SETTINGS = Symbol('SETTINGS');

const storeUrl = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)) && URL.canParse(value), {
      error: `an address beginning with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    });
/** resolved to an absolute path */
const folder = z
  .string()
  .min(1)
  .transform((path) => resolve(path));
const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);
const isProxy = (text: string): boolean => {
  const [address = '', bits = '32', more] = text.split('/');
  return (
    PROXY_NAMES.has(text) ||
    (isIP(address) !== 0 &&
      /^\d{1,3}$/.test(bits) &&
      Number(bits) <= (isIP(address) === 4 ? 32 : 128) &&
      more === undefined)
  );
};
const listed = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(7070),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: folder.prefault(() => join(installationDir(), '.data')),
  REDIS_URL: storeUrl('redis', 'rediss').default('redis://127.0.0.1:6379/0'),
  POSTGRES_URL: storeUrl('postgres', 'postgresql').default('postgres://cockpit@127.0.0.1:5432/cockpit'),
  POSTGRES_POOL: z.coerce.number().int().min(2).max(200).default(12),
  CLICKHOUSE_URL: storeUrl('http', 'https').default('http://127.0.0.1:8123'),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'letters, digits and underscore')
    .default('cockpit'),
  CLICKHOUSE_PATIENCE_SEC: z.coerce.number().min(1).default(60),
  COCKPIT_SECRET: z
    .string({ error: 'missing: at least 32 characters, kept outside the repository' })
    .min(32, 'at least 32 characters'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PARTITIONS: z.coerce.number().int().min(1).max(MOST_PARTITIONS).default(16),
  BACKLOG_LIMIT: z.coerce.number().int().min(1).default(2_000_000),
  DISK_LOW_MB: z.coerce.number().int().min(0).default(512),
  BODY_TIMEOUT_SEC: z.coerce.number().min(0.1).default(30),
  WORK_STALLED_MIN: z.coerce.number().min(0.01).default(5),
  QUARANTINE_DAYS: z.coerce.number().int().min(1).default(90),
  RETENTION_DAYS: optional(z.coerce.number().int().min(1)),
  SESSION_IDLE_MIN: optional(z.coerce.number().int().min(1).max(720)),
  SECOND_FACTOR_FOR: listed
    .prefault('')
    .pipe(z.array(Role.exclude(['screen', 'source']), { error: 'roles of people, with commas between them' })),
  MASKED_FIELDS: listed.prefault(''),
  TRUSTED_PROXIES: listed
    .prefault('loopback')
    .refine(
      (proxies) => proxies.every(isProxy),
      'addresses, ranges like 10.0.0.0/8, loopback, linklocal or uniquelocal, with commas between them',
    ),
  PUBLIC_URL: optional(
    z.url({ protocol: /^https?$/, error: 'the address people open, beginning with https:// or http://' }).max(500),
  ),
  MAP_FILE: optional(folder),
  DEMONSTRATION: optional(z.stringbool({ error: 'true or false' })),
  DASHBOARD_DIR: folder.prefault(() => join(installationDir(), 'dist', 'dashboards')),
  ...INTERVAL_SHAPE,
  ...SINGLE_SIGN_ON_SHAPE,
});
const Checked = Environment.superRefine(refuseHalfSignOn);

/** Every variable the processes read. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/** All settings from the environment. Paths are absolute. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly redisUrl: string;
  readonly postgresUrl: string;
  /** maximum number of connections of one process */
  readonly postgresPool: number;
  /** timeout for opening a connection, ms: short for a server, longer for a command; 5 s when absent */
  readonly postgresPatienceMs?: number;
  readonly clickhouseUrl: string;
  readonly clickhouseDatabase: string;
  /** timeout for an answer, ms; the engine continues a statement after its client gives up; 60 s when absent */
  readonly clickhousePatienceMs?: number;
  /** never used directly: see deriveKey */
  readonly secret: string;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  /**
   * number of streams of the event log. As loaded: for a new log; as injected: of the existing log, see partitionsOfLog
   */
  readonly logPartitions: number;
  /** number of unstored events in the log above which ingestion answers 503 */
  readonly backlogLimit: number;
  /** free space under dataDir, MiB, below which ingestion answers 503; 0: no check */
  readonly diskLowMb: number;
  /** time limit for receiving a request's body, seconds */
  readonly bodyTimeoutSec: number;
  /** a worker with waiting work and no progress for this long counts as failed, minutes */
  readonly workStalledMin: number;
  /** rejected events are deleted after this many days */
  readonly quarantineDays: number;
  /** if set, older events are refused and stored ones are deleted after this many days */
  readonly retentionDays: number | undefined;
  /** a session ends after this much inactivity, minutes; absent: only after its twelve hours */
  readonly sessionIdleMin?: number | undefined;
  /** roles that must set up a second factor before anything else when they sign in with a password */
  readonly secondFactorFor: readonly Role[];
  /** additional names of fields whose values ingestion masks */
  readonly maskedFields: readonly string[];
  /** addresses of proxies whose headers about client address and https are trusted */
  readonly trustedProxies: readonly string[];
  /** public URL of the cockpit for links in messages; without it messages have no links */
  readonly publicUrl?: string | undefined;
  /** the organisation's GeoJSON, drawn beneath the places of the map */
  readonly mapFile?: string | undefined;
  /** all data are fictitious: pages offer hints, and a link signs in */
  readonly demonstration?: boolean | undefined;
  /** identity provider for sign-in, besides or instead of passwords */
  readonly singleSignOn?: SingleSignOnSettings | undefined;
  readonly dashboardDir: string;
  /** pauses between two rounds of the same work */
  readonly intervals: Intervals;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly faults: readonly { name: string; message: string }[]) {
    super(`settings are not usable:\n${faults.map((fault) => `  ${fault.name}: ${fault.message}`).join('\n')}`);
  }
}

/**
 * Parses the environment once, at boot.
 * @throws {SettingsError} naming all faults at once
 */
export function loadSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const { env, faults } = withSecretFiles(environment);
  const parsed = Checked.safeParse(env);
  if (!parsed.success || faults.length > 0) {
    const unread = new Set(faults.map(({ name }) => name));
    const faultTexts = (parsed.error?.issues ?? [])
      .map((issue) => ({ name: issue.path.join('.'), message: issue.message }))
      .filter(({ name }) => !unread.has(`${name}_FILE`));
    throw new SettingsError([...faults, ...faultTexts]);
  }
  const value = parsed.data;
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR,
    redisUrl: value.REDIS_URL,
    postgresUrl: value.POSTGRES_URL,
    postgresPool: value.POSTGRES_POOL,
    clickhouseUrl: value.CLICKHOUSE_URL,
    clickhouseDatabase: value.CLICKHOUSE_DATABASE,
    clickhousePatienceMs: value.CLICKHOUSE_PATIENCE_SEC * 1000,
    secret: value.COCKPIT_SECRET,
    logLevel: value.LOG_LEVEL,
    logPartitions: value.LOG_PARTITIONS,
    backlogLimit: value.BACKLOG_LIMIT,
    diskLowMb: value.DISK_LOW_MB,
    bodyTimeoutSec: value.BODY_TIMEOUT_SEC,
    workStalledMin: value.WORK_STALLED_MIN,
    quarantineDays: value.QUARANTINE_DAYS,
    retentionDays: value.RETENTION_DAYS,
    sessionIdleMin: value.SESSION_IDLE_MIN,
    secondFactorFor: value.SECOND_FACTOR_FOR,
    maskedFields: value.MASKED_FIELDS,
    trustedProxies: value.TRUSTED_PROXIES,
    publicUrl: value.PUBLIC_URL,
    singleSignOn: singleSignOnOf(value),
    mapFile: value.MAP_FILE,
    demonstration: value.DEMONSTRATION,
    dashboardDir: value.DASHBOARD_DIR,
    intervals: intervalsOf(value),
  });
}

/** Derives a 32-byte key for one purpose, so that a leaked key is useless elsewhere. */
export function deriveKey(settings: Pick<Settings, 'secret'>, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', settings.secret, 'hall-cockpit', label, 32));
}

/** Like `loadSettings`, but first waits until the supervisor that starts the engines has written their addresses. */
export async function settingsWithStoreAddresses(environment: NodeJS.ProcessEnv = process.env): Promise<Settings> {
  return loadSettings(await withStoreAddresses(environment));
}
