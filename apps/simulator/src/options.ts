import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  readonly url: string;
  readonly dataDir: string;
  readonly speed: number;
  readonly supervisor: 'demo' | 'auto' | 'none' | 'benchmark';
  readonly lockstep: boolean;
  /** Share of windows that do not follow an issued plan, and of prompts that guides do not follow. */
  readonly ignoring: number;
  /** What this process does: everything but the past, only the set-up, or only the past. */
  readonly part: 'play' | 'set-up' | 'past';
  readonly historyDays: number | undefined;
  readonly start: string | undefined;
  /** Port of the simulated group chat; undefined: none. */
  readonly groupPort: number | undefined;
}

export const USAGE = `simulator --url URL --data-dir DIR [options]
  --speed N          simulated seconds in a second, 1 to 120 (10)
  --supervisor WHO   demo: shift leads answer by themselves, that of H32 while it is switched on at the desk (default)
                     auto: everywhere, always   none: nowhere   benchmark: everywhere, with the benchmark's replies
  --ignoring SHARE   share of windows that do not follow a plan of the day that was sent, and of accepted prompts
                     that guides neither follow nor confirm, 0 to 1 (0.15)
  --lockstep         after each simulated minute waits until the cockpit has decided it
  --set-up-only      organisation, sources and people, then ends
  --past             brings the days before the first one, then ends; the addresses of the stores come from the environment
  --history DAYS     days of history (56)
  --group-port PORT  a simulated group chat of those on duty that is told of warnings
  --start DATE       first simulated day (28 days ago at a speed above 1, else today)`;

/** @throws {Error} that names the invalid option */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:7070' },
      'data-dir': { type: 'string', default: '.data' },
      speed: { type: 'string', default: '10' },
      supervisor: { type: 'string', default: 'demo' },
      ignoring: { type: 'string', default: '0.15' },
      lockstep: { type: 'boolean', default: false },
      'set-up-only': { type: 'boolean', default: false },
      past: { type: 'boolean', default: false },
      history: { type: 'string' },
      start: { type: 'string' },
      'group-port': { type: 'string' },
    },
  });
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 120)) throw new Error(`--speed must be a number from 1 to 120, not “${values.speed}”`);
  const ignoring = Number(values.ignoring);
  if (!(ignoring >= 0 && ignoring <= 1))
    throw new Error(`--ignoring must be a share from 0 to 1, not “${values.ignoring}”`);
  const historyDays = values.history === undefined ? undefined : Number(values.history);
  if (historyDays !== undefined && !(Number.isInteger(historyDays) && historyDays >= 0 && historyDays <= 400))
    throw new Error(`--history must be a number of days up to 400, not “${values.history ?? ''}”`);
  if (values.start !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.start))
    throw new Error(`--start must be a day such as 2026-11-16, not “${values.start}”`);
  const groupPort = values['group-port'] === undefined ? undefined : Number(values['group-port']);
  if (groupPort !== undefined && !(Number.isInteger(groupPort) && groupPort >= 0 && groupPort < 65_536))
    throw new Error(`--group-port must be a port, not “${values['group-port'] ?? ''}”`);
  const { supervisor } = values;
  if (supervisor !== 'demo' && supervisor !== 'auto' && supervisor !== 'none' && supervisor !== 'benchmark') {
    throw new Error(`--supervisor must be demo, auto, none or benchmark, not “${supervisor}”`);
  }
  return {
    url: values.url.replace(/\/$/, ''),
    dataDir: resolve(values['data-dir']),
    speed,
    supervisor,
    lockstep: values.lockstep,
    ignoring,
    part: values.past ? 'past' : values['set-up-only'] ? 'set-up' : 'play',
    historyDays,
    start: values.start,
    groupPort,
  };
}
