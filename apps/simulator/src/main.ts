import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { addDays, hallDay } from '@cockpit/domain';
import { tokenNamed } from './accounts';
import { tokenOfFirst } from './first-administrator';
import { INSPECTOR, ensureRound } from './round';
import { CaseDesk } from './cases/case-desk';
import { ensureDuty, openDutyGroup } from './chat/duty-group';
import { Cockpit } from './cockpit';
import { dayNumber, noticesIn } from './hall/calendar';
import { WAKE_MIN } from './hall/hall-day';
import { demonstrationNetwork } from './network';
import { chooseMorning, finishSetUp, setUp, type SetUp } from './load/set-up';
import { tellPlay } from './load/tell-play';
import { systemsBeside } from './cases/systems-beside';
import type { SideSystem } from './cases/side-system';
import { MemoryFile, type Memory } from './memory';
import { readOptions, USAGE, type Options } from './options';
import { PastFile } from './past/past-file';
import { LED, leadOf } from './run/lead-person';
import { run } from './run/run';

const ZONE = 'Asia/Shanghai';
const DAYS_BACK = 21;
/** 09:40 on the first day: the hall has filled, the first prompts are due. */
const FIRST_MINUTE = 70;
/** Planning months of cases takes seconds of CPU time: the halls start first. */
const BESIDE_AFTER_MS = 15_000;
/** Changes of the organisation and the group chat wait until the opened halls are on the walls. */
const FINISH_AFTER_MS = 6_000;
const LOWEST_PRIORITY = 19;
/** Line that the supervisor process waits for. */
const READY = 'the demonstration is ready';
const apps = join(__dirname, '..', '..');

const say = (line: string): void => {
  console.log(line);
};

async function main(options: Options, signal: AbortSignal): Promise<void> {
  const file = new MemoryFile(options.dataDir);
  const memory = file.read(options.url);
  const classes = noticesIn(join(apps, '..', '..', 'calendars', 'cn-holidays'));
  if (options.part === 'past') {
    const { firstDay: first = '' } = memory;
    const pastFile = new PastFile(options.dataDir, memory.loaded);
    if (pastFile.isComplete(first, options.historyDays)) return;
    // Live halls come first, also while this program loads.
    setPriority(LOWEST_PRIORITY);
    // Loaded only here: the rest of this program needs no database.
    const { bringPast } = await import('./past/bring-past.js');
    await bringPast({ ...options, firstDay: first, memory, kept: pastFile, signal, say });
    return;
  }
  const firstDay = (memory.firstDay ??= chooseFirstDay(options, (date) => classes.classOf(date).kind === 'holiday'));
  const save = (): void => {
    file.write(memory);
  };
  save();
  // This needs no cockpit and runs while the cockpit starts.
  chooseMorning({ memory, save }, demonstrationNetwork({ asOf: addDays(firstDay, -1) }), firstDay);
  // Halls that were set up before need the door alone: it takes events while the cockpit still reads what is stored.
  await answers(options.url, memory.tokens['*'] === undefined ? 'ready' : 'live', signal);
  const token = await adminToken(options, memory, save, signal);
  const admin = new Cockpit(options.url, token, signal);
  const loaded = await setUp({ ...options, memory, save, signal, say, adminToken: token });
  if (loaded.halls.length === 0)
    say('none of the halls of the demonstration is in this organisation: nothing to simulate');
  if (options.part === 'set-up') {
    await finishSetUp(admin, loaded.network, firstDay);
    await tellPlay(admin, loaded.halls, 1, new Set());
  }
  if (options.part === 'set-up' || loaded.halls.length === 0) say(READY);
  if (options.part === 'set-up' || loaded.halls.length === 0 || signal.aborted) return;
  const sideSystems: SideSystem[] = [];
  let isOpen = false;
  void sleep(BESIDE_AFTER_MS, undefined, { signal })
    .then(() => systemsBeside({ ...options, memory, signal, say }, loaded.network, classes, firstDay))
    .then(
      (systems) => sideSystems.push(...systems),
      (error: unknown) => {
        if (!signal.aborted) say(`no cases: ${String(error)}`);
      },
    );
  const desk = new CaseDesk(options.url, memory, {
    admin: () => Promise.resolve(token),
    save,
    signal,
  });
  const led = options.supervisor === 'demo' ? LED : new Set<string>();
  await tellPlay(admin, loaded.halls, options.lockstep ? 1 : options.speed, led);
  const persons = new Map<string, string>();
  for (const { code } of loaded.halls)
    if (led.has(code)) persons.set(code, await tokenNamed(admin, `lead ${code}`, leadOf(code), memory, save));
  await run(
    {
      network: loaded.network,
      halls: loaded.halls,
      memory,
      file,
      speed: options.speed,
      leads: new Set(options.supervisor === 'none' ? [] : originals(loaded.halls)),
      persons,
      days: classes,
      lockstep: options.lockstep,
      ignoring: options.ignoring,
      signal,
      say,
      onOpen: () => {
        if (isOpen) return;
        isOpen = true;
        say(READY);
        void sleep(FINISH_AFTER_MS, undefined, { signal }).then(
          () => setUpBeside(options, admin, loaded, { memory, save, firstDay, signal }),
          () => undefined,
        );
      },
      onTime: async (time) => {
        for (const system of sideSystems) await system.advanceTo(time);
        await desk.look(time);
      },
      ...(options.speed > 1 ? { begin: { date: firstDay, minute: FIRST_MINUTE } } : {}),
    },
    { date: firstDay, minute: WAKE_MIN },
  );
}

const originals = (halls: SetUp['halls']): string[] =>
  halls.flatMap(({ code, twinOf }) => (twinOf === undefined ? [code] : []));

/** Sets up what the running halls do not depend on. Errors are only printed. */
async function setUpBeside(
  { url, groupPort }: Options,
  admin: Cockpit,
  { network, halls }: SetUp,
  { memory, save, firstDay, signal }: { memory: Memory; save: () => void; firstDay: string; signal: AbortSignal },
): Promise<void> {
  const inspector = async (): Promise<Cockpit> =>
    new Cockpit(url, await tokenNamed(admin, 'inspector', INSPECTOR, memory, save), signal);
  const openGroup = async (): Promise<void> => {
    if (groupPort === undefined) return;
    await ensureDuty(admin, memory, save, halls);
    say(`group chat of those on duty: ${await openDutyGroup(admin, memory, save, groupPort)}`);
  };
  const parts = {
    'group chat': openGroup(),
    drawing: finishSetUp(admin, network, firstDay),
    'inspection round': ensureRound(admin, inspector, firstDay, signal),
  };
  const report = (what: string, error: unknown): void => {
    if (!signal.aborted) say(`no ${what}: ${error instanceof Error ? error.message : String(error)}`);
  };
  await Promise.all(
    Object.entries(parts).map(([what, work]) =>
      work.catch((error: unknown) => {
        report(what, error);
      }),
    ),
  );
}

/**
 * First simulated day: far enough back that a fast clock does not soon reach the wall clock, a working day, and if
 * possible the first Monday of a month, so that the monthly and weekly bulletins are due.
 */
function chooseFirstDay(options: Options, isHoliday: (date: string) => boolean): string {
  const now = hallDay(Date.now(), ZONE);
  let date = options.start ?? (options.speed > 1 ? addDays(now, -DAYS_BACK) : now);
  if (options.start === undefined && options.speed > 1) {
    const isFirstMonday = (day: string): boolean => Number(day.slice(8)) <= 7 && new Date(day).getUTCDay() === 1;
    while (!isFirstMonday(date)) date = addDays(date, -1);
  }
  const weekend = (day: string): boolean => dayNumber(day, 0) >= 50_000;
  while (options.start === undefined && options.speed > 1 && (weekend(date) || isHoliday(date)))
    date = addDays(date, 1);
  return date;
}

async function answers(url: string, probe: 'live' | 'ready', signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const answer = await fetch(`${url}/health/${probe}`, { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100, undefined, { signal });
  }
}

/** Readable token name of the demonstration program; a time is added only if the name is taken. */
const TOKEN_NAME = '演示程序';

/** Token of the first account, or of an operator's command if accounts exist. */
async function adminToken(
  { url, dataDir }: Options,
  memory: Memory,
  save: () => void,
  signal: AbortSignal,
): Promise<string> {
  const cached = memory.tokens['*'];
  if (cached !== undefined) return cached;
  const first = { secret: process.env['COCKPIT_SECRET'], dataDir, signal };
  const secret =
    (await tokenOfFirst(url, TOKEN_NAME, first)) ??
    (await addToken(dataDir, TOKEN_NAME).catch(() =>
      addToken(dataDir, `${TOKEN_NAME}-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`),
    ));
  memory.tokens['*'] = secret;
  save();
  return secret;
}

async function addToken(dataDir: string, name: string): Promise<string> {
  const args = [join(apps, 'cli', 'src', 'main.js'), 'token', 'add', name, '--role', 'administrator', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir } });
  return z.object({ secret: z.string() }).parse(JSON.parse(stdout)).secret;
}

function start(): void {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop.abort();
    });
  main(options, stop.signal).then(
    () => process.exit(0),
    (error: unknown) => {
      if (stop.signal.aborted) process.exit(0);
      console.error(error);
      process.exit(1);
    },
  );
}

start();
