import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installationDir } from '@cockpit/platform';

/** Roles for the demonstration's first page, with their accounts. */
export const OPENED_AS = { supervisor: 'h32', manager: 'manager', officer: 'officer' } as const;
type OpenedAs = keyof typeof OPENED_AS;

export interface Options {
  host: string;
  port: number;
  dataDir: string;
  cacheDir: string;
  simulator: boolean;
  /** without demonstration: own organisation, halls and feeds */
  own: boolean;
  /** the stores are external servers: no engine is started */
  servers: boolean;
  /** simulated seconds per second */
  speed: number;
  /** past days of the demonstration; undefined: the simulator's default */
  historyDays: number | undefined;
  /** role that the first printed link signs in */
  role: OpenedAs | undefined;
}

export const groupPort = (port: number): number => (port < 65_535 ? port + 1 : port - 1);

/** Local URL of what listens on a host and port. */
export function localUrl(host: string, port: number): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${isIP(reached) === 6 ? `[${reached}]` : reached}:${String(port)}`;
}

export const USAGE = `cockpit serve [--host ADDRESS] [--port N]
  HOST      address to listen on (127.0.0.1); 0.0.0.0 for every address of this machine
  PORT      where the cockpit listens (7070)
  DATA_DIR  where everything is kept (.data)
  REDIS_URL, POSTGRES_URL, CLICKHOUSE_URL   servers of your own, all three; without them it starts engines in DATA_DIR

npm run demo [-- --role WHO] [-- --no-simulator] [-- --speed N] [-- --history DAYS] [-- --own]
  --role WHO       supervisor, manager or officer: the address to open signs in as that person
  --no-simulator   the network and its past, but nobody who plays its halls: for feeds of your own
  --own            nothing of the demonstration: an empty cockpit, told what to do next
  --speed N        simulated seconds in a second, 1 to 120 (10)
  --history DAYS   days of the network's past to begin with, 0 to 400 (56)`;

const SERVERS = ['REDIS_URL', 'POSTGRES_URL', 'CLICKHOUSE_URL'] as const;

/** @throws naming the misspelt option */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const serve = args[0] === 'serve';
  const { values } = parseArgs({
    args: args.slice(serve ? 1 : 0),
    options: {
      'no-simulator': { type: 'boolean', default: false },
      own: { type: 'boolean', default: false },
      host: { type: 'string' },
      port: { type: 'string' },
      speed: { type: 'string', default: '10' },
      history: { type: 'string' },
      role: { type: 'string' },
    },
  });
  const [portText, name] = values.port === undefined ? [env['PORT'] ?? '7070', 'PORT'] : [values.port, '--port'];
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port < 1 || port > 65535)
    throw new Error(`${name} must be a number from 1 to 65535, not “${portText}”`);
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 120)) throw new Error(`--speed must be a number from 1 to 120, not “${values.speed}”`);
  const historyDays = values.history === undefined ? undefined : Number(values.history);
  if (historyDays !== undefined && !(Number.isInteger(historyDays) && historyDays >= 0 && historyDays <= 400))
    throw new Error(`--history must be a number of days from 0 to 400, not “${values.history ?? ''}”`);
  return {
    role: openedAs(values.role, values.own || serve),
    host: values.host ?? filled(env['HOST']) ?? '127.0.0.1',
    port,
    speed,
    historyDays,
    own: values.own || serve,
    servers: serve && namesServers(env),
    simulator: !values['no-simulator'] && !values.own && !serve,
    dataDir: resolve(filled(env['DATA_DIR']) ?? join(installationDir(), '.data')),
    cacheDir: join(installationDir(), '.cache'),
  };
}

/** @throws for a role that the demonstration lacks */
function openedAs(role: string | undefined, own: boolean): OpenedAs | undefined {
  if (role === undefined) return undefined;
  if (own) throw new Error('--role opens the demonstration as one of its people: it has no meaning without it');
  if (role in OPENED_AS) return role as OpenedAs;
  throw new Error(`--role must be ${Object.keys(OPENED_AS).join(', ')}, not “${role}”`);
}

/** @throws when only some of the three stores are named: half of the data would be in unexpected places */
function namesServers(env: NodeJS.ProcessEnv): boolean {
  const named = SERVERS.filter((name) => filled(env[name]) !== undefined);
  if (named.length > 0 && named.length < SERVERS.length)
    throw new Error(
      `${named.join(' and ')} ${named.length === 1 ? 'is' : 'are'} set, but not ${SERVERS.filter((name) => !named.includes(name)).join(' and ')}: set all three for servers of your own, or none`,
    );
  return named.length === SERVERS.length;
}

const filled = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
