import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  port: number;
  dataDir: string;
  cacheDir: string;
  simulator: boolean;
  /** nothing of the demonstration: an organisation, halls and feeds of one's own */
  own: boolean;
  /** simulated seconds that pass in one second */
  speed: number;
  /** days of the demonstration that are over when it begins */
  historyDays: number;
}

/** Where the demonstration's group chat is looked at. */
export const groupPort = (port: number): number => (port < 65_535 ? port + 1 : port - 1);

export const USAGE = `npm run demo [-- --no-simulator] [-- --speed N] [-- --history DAYS] [-- --own]
  PORT      where the cockpit listens (7070)
  DATA_DIR  where everything is kept (.data)
  --no-simulator   the network and its past, but nobody who plays its halls: for feeds of your own
  --own            nothing of the demonstration: an empty cockpit, told what to do next
  --speed N        simulated seconds in a second, 1 to 120 (10)
  --history DAYS   days of the network's past to begin with, 0 to 400 (28)`;

/** @throws naming what was misspelt */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'no-simulator': { type: 'boolean', default: false },
      own: { type: 'boolean', default: false },
      speed: { type: 'string', default: '10' },
      history: { type: 'string', default: '28' },
    },
  });
  const port = Number(env['PORT'] ?? '7070');
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`PORT must be a number from 1 to 65535, not “${env['PORT'] ?? ''}”`);
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 120)) throw new Error(`--speed must be a number from 1 to 120, not “${values.speed}”`);
  const historyDays = Number(values.history);
  if (!Number.isInteger(historyDays) || historyDays < 0 || historyDays > 400)
    throw new Error(`--history must be a number of days from 0 to 400, not “${values.history}”`);
  return {
    port,
    speed,
    historyDays,
    own: values.own,
    simulator: !values['no-simulator'] && !values.own,
    dataDir: resolve(env['DATA_DIR'] ?? '.data'),
    cacheDir: resolve('.cache'),
  };
}
