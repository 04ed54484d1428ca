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
import { storesTold } from './stores-told';

/** Injection token of the parsed settings. */
export const SETTINGS = Symbol('SETTINGS');

const storeUrl = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)) && URL.canParse(value), {
      error: `an address beginning with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    });
/** made absolute */
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
/** Names with commas between them. */
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

/** What the processes are told from outside; everything else is data. Paths are absolute. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly redisUrl: string;
  readonly postgresUrl: string;
  /** connections one process may hold */
  readonly postgresPool: number;
  /** how long one of them may take to be made, ms: a server must answer soon, a command may wait; 5 s when absent */
  readonly postgresPatienceMs?: number;
  readonly clickhouseUrl: string;
  readonly clickhouseDatabase: string;
  /** how long an answer of it is waited for, ms: the engine goes on with a statement whose client has given up; 60 s when absent */
  readonly clickhousePatienceMs?: number;
  /** never used as it is: see deriveKey */
  readonly secret: string;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  /** streams the event log is spread over. As loaded: of a new log; as injected: of the log there is, see partitionsOfLog */
  readonly logPartitions: number;
  /** events in the log not yet stored above which the door answers 503 */
  readonly backlogLimit: number;
  /** free space under dataDir, MiB, below which the door answers 503; 0: not watched */
  readonly diskLowMb: number;
  /** how long a request's body may take to come in, seconds */
  readonly bodyTimeoutSec: number;
  /** after so long without anything done, while work waits, a worker counts as failed, minutes */
  readonly workStalledMin: number;
  /** rejected events are deleted after so many days */
  readonly quarantineDays: number;
  /** when set, older events are refused and what is stored is deleted after so many days */
  readonly retentionDays: number | undefined;
  /** a session ends when its person did nothing for so long, minutes; absent: after its twelve hours only */
  readonly sessionIdleMin?: number | undefined;
  /** roles that may do nothing before they have set up a second factor, where they sign in with a password */
  readonly secondFactorFor: readonly Role[];
  /** names of fields hidden at the door whatever they hold, besides the usual ones */
  readonly maskedFields: readonly string[];
  /** where a proxy may stand whose word about address and https is believed */
  readonly trustedProxies: readonly string[];
  /** where people open the cockpit: what messages link to; without it they carry no link */
  readonly publicUrl?: string | undefined;
  /** GeoJSON of the organisation's own, drawn beneath the places of the map */
  readonly mapFile?: string | undefined;
  /** everything here is made up: pages say what to try, and a link signs in */
  readonly demonstration?: boolean | undefined;
  /** a provider that people sign in with, besides or instead of passwords */
  readonly singleSignOn?: SingleSignOnSettings | undefined;
  /** the built dashboards */
  readonly dashboardDir: string;
  /** how long the product waits between two rounds of the same work */
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
 * @throws {SettingsError} naming every fault at once
 */
export function loadSettings(given: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const { env, faults } = withSecretFiles(given);
  const parsed = Checked.safeParse(env);
  if (!parsed.success || faults.length > 0) {
    const unread = new Set(faults.map(({ name }) => name));
    const wrong = (parsed.error?.issues ?? [])
      .map((issue) => ({ name: issue.path.join('.'), message: issue.message }))
      .filter(({ name }) => !unread.has(`${name}_FILE`));
    throw new SettingsError([...faults, ...wrong]);
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

/** A 32-byte key for one purpose, so that a key leaked in one place opens nothing elsewhere. */
export function deriveKey(settings: Pick<Settings, 'secret'>, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', settings.secret, 'hall-cockpit', label, 32));
}

/** As `loadSettings`, once whoever starts the engines beside this process has told where they are. */
export async function settingsOnceTold(given: NodeJS.ProcessEnv = process.env): Promise<Settings> {
  return loadSettings(await storesTold(given));
}
