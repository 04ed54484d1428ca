import { withTimeout } from '@cockpit/platform';
import type { Instance } from '../../context';
import { clickhouseState, connectedTables, deadLetters, eventsState, postgresState, redisState } from './stores';

export interface Finding {
  name: string;
  ok: boolean;
  detail: string;
  /** what to do when it failed */ remedy?: string;
}

/** a store that does not answer in this time counts as down */
const WITHIN_MS = 20_000;
/** counting the identities of all events takes long */
const COUNTED_WITHIN_MS = 600_000;
/** reading every part takes hours */
const DEEP_WITHIN_MS = 6 * 3_600_000;

const started = (store: string, setting: string): string =>
  `see that ${store} runs and that ${setting} is its address; on one machine the supervisor's terminal and DATA_DIR/logs/${store.toLowerCase()}.log say why it does not (docs/operations.md, “Stores that do not start”)`;
const REMEDIES = {
  node: 'install Node 20 or newer',
  redis: started('Redis', 'REDIS_URL'),
  postgres: started('Postgres', 'POSTGRES_URL'),
  clickhouse: `${started('ClickHouse', 'CLICKHOUSE_URL')}; for damaged parts see “A damaged ClickHouse part” there`,
  events: 'docs/operations.md, “Events that stand twice”',
  'dead letters': 'GET /v1/dead-letters names them; docs/operations.md, “Rows that no store takes”',
  'connected tables':
    'the page 接入数据源 (/admin/sources/connect) says why in words; docs/importing.md, “A table, in the browser”',
  cockpit: 'each line of /health/ready names what is missing; docs/operations.md, “Troubleshooting”',
} as const;
type Name = keyof typeof REMEDIES;

export async function examine({ settings, url }: Instance, deep: boolean): Promise<Finding[]> {
  return Promise.all([
    finding('node', () => Promise.resolve(process.versions.node)),
    finding('redis', () => redisState(settings)),
    finding('postgres', () => postgresState(settings)),
    finding('clickhouse', () => clickhouseState(settings, deep), deep ? DEEP_WITHIN_MS : WITHIN_MS),
    finding('events', () => eventsState(settings), COUNTED_WITHIN_MS),
    finding('dead letters', () => deadLetters(settings)),
    finding('connected tables', () => connectedTables(settings)),
    finding('cockpit', () => cockpitState(url)),
  ]);
}

async function finding(name: Name, look: () => Promise<string>, withinMs = WITHIN_MS): Promise<Finding> {
  try {
    return { name, ok: true, detail: await withTimeout(look(), withinMs) };
  } catch (error) {
    return { name, ok: false, detail: textOf(error), remedy: REMEDIES[name] };
  }
}

/** Text of an error; when several addresses failed, Node's error has no message of its own. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(textOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function cockpitState(url: string | undefined): Promise<string> {
  if (url === undefined) return 'not running here, and COCKPIT_URL names none';
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${url} is not ready: ${await response.text()}`);
  return `ready on ${url}`;
}
