import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { groupPort, OPENED_AS, type Options } from './options';

const People = z.array(z.object({ name: z.string(), displayName: z.string(), role: z.string(), password: z.string() }));

/** Accounts shown to a visitor, in order. */
const SHOWN = ['h32', 'manager', 'admin'];

/**
 * Terminal text when everything is up: address, accounts, what to look at.
 * @param token while there is no administrator
 */
export function welcome(url: string, options: Options, token: string | null): string {
  return options.own ? welcomeOfOwn(url, options, token) : welcomeOfDemonstration(url, options);
}

/** First steps for an own hall; the commands use the instance of DATA_DIR. */
function welcomeOfOwn(url: string, { dataDir }: Options, token: string | null): string {
  return [
    '',
    `  一窗通办 · 大厅数据驾驶舱   ${url}`,
    '',
    ...(token === null
      ? []
      : [
          '  Nobody can sign in yet: open the address above and make the first administrator with this token, once',
          `      ${token}`,
          '',
        ]),
    '  The same by command, in another terminal with the same DATA_DIR (npm run -s cockpit --, or ./cockpit of a bundle)',
    '      user add NAME --role administrator      prints the password once',
    '      organisation import FILE.json           halls, windows, items, officers: docs/organisation.md',
    '      source add NAME --hall CODE             prints the key with which a system posts events: docs/ingestion.md',
    '',
    `  Ctrl-C stops everything; the data stays in ${dataDir}`,
    '',
  ].join('\n');
}

function welcomeOfDemonstration(url: string, { dataDir, simulator, speed, port, role }: Options): string {
  const file = join(dataDir, 'sign-in.json');
  const people = existsSync(file) ? People.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  const shown = SHOWN.flatMap((name) => people.find((person) => person.name === name) ?? []);
  const signIns = shown.map(
    ({ name, password, displayName }) => `      ${name.padEnd(10)} ${password.padEnd(20)} ${displayName}`,
  );
  const opened = people.find(({ name }) => role !== undefined && name === OPENED_AS[role]);
  return [
    '',
    `  一窗通办 · 大厅数据驾驶舱   ${url}`,
    '',
    ...(opened === undefined ? [] : [`  Open as ${opened.displayName}`, `      ${linkOf(url, opened)}`, '']),
    ...(signIns.length > 0 ? ['  Sign in (everybody: sign-in.json in the data directory)', ...signIns, ''] : []),
    '  Look at',
    `      ${url}/wall/H32     the wall of hall H32: the prompt on top, then zones, windows, queues`,
    `      ${url}/desk/H32     the supervisor’s desk: accept or decline what is prompted, close warnings`,
    ...(simulator
      ? [
          `      http://127.0.0.1:${String(groupPort(port))}          a simulated group chat of those on duty: warnings arrive and are answered there`,
        ]
      : []),
    `      ${url}/openapi.json   everything the screens show, for other systems`,
    simulator
      ? `  Hall H32 is played beside its twin H32-T, ${String(speed)} simulated seconds a second; H12 waits for a feed of yours.\n  A simulated shift lead (仿真值班长) answers in H32 until you switch it off at the desk (自动采纳).`
      : '  No simulator: post events of your own to /v1/events (cockpit source add NAME --hall H12).',
    '',
    `  Ctrl-C stops everything; the data stays in ${dataDir}`,
    '',
  ].join('\n');
}

/** Browsers never send the part after #; the sign-in page reads it. */
const linkOf = (url: string, { name, password }: Pick<z.infer<typeof People>[number], 'name' | 'password'>): string =>
  `${url}/sign-in#${encodeURIComponent(name)}:${encodeURIComponent(password)}`;
