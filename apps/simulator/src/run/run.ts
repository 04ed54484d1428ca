import type { OrganisationDoc, Prompt } from '@cockpit/contracts';
import { addDays, STANDARD, type DayClasses } from '@cockpit/domain';
import { EventDoor } from '@cockpit/sources';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cockpit } from '../cockpit';
import { dayNumber } from '../hall/calendar';
import { bookingEvents } from '../hall/bookings';
import { WAKE_MIN } from '../hall/hall-day';
import { hallPlan, type SimulatedHall } from '../halls';
import { ARCHIVE } from '../accounts';
import { outgoing } from '../hall/batch';
import type { Memory, MemoryFile } from '../memory';
import { Guides } from './guides';
import { ShiftLead } from './lead';
import { LeadPerson } from './lead-person';
import { playLockstep } from './lockstep';
import { PlanFollowers } from './plan-followers';
import { HallRunner } from './runner';

const TICK_MS = 200;
const LISTEN_MS = 1000;
/**
 * Longest real step: a stall (restart of the cockpit, sleep of the machine) must not become a leap of the simulated
 * clock.
 */
const LONGEST_STEP_MS = 1000;
const NIGHT_MS = 2000;
const LATEST_MIN = 900;
/** Minutes of a morning that are sent together before the start minute. */
const CATCH_UP_MIN = 25;
/** Days after this one for which bookings are sent. */
const COMING_DAYS = [1, 2, 3, 4, 5, 6, 7];
/** No wall needs the bookings of coming days at once, and making them stops the halls for half a second. */
const COMING_AFTER_MS = 5_000;
/** Longer than the longest holiday. */
const RESEND_MS = 10 * 86_400_000;

export interface RunContext {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  readonly memory: Memory;
  readonly file: Pick<MemoryFile, 'write'>;
  /** Simulated seconds per second. */
  readonly speed: number;
  /** Halls whose shift lead answers automatically. */
  readonly leads: ReadonlySet<string>;
  /** Share of windows that do not follow an issued plan, and of prompts that guides do not follow. */
  readonly ignoring: number;
  /** Tokens of shift leads with their own account, who answer while they are switched on. */
  readonly persons?: ReadonlyMap<string, string>;
  /** Holiday calendar: nobody comes on holidays. */
  readonly days: DayClasses;
  /** Each minute waits until the cockpit has decided it. */
  readonly lockstep?: boolean;
  /** Start in the middle of the first morning: the time before it is sent as history, so that no wall starts empty. */
  readonly begin?: { readonly date: string; readonly minute: number };
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly now?: () => number;
  /** Called with the simulated time at every whole minute, epoch ms. */
  readonly onTime?: (time: number) => Promise<void>;
  /** Called each morning when the halls have opened or wait for the opening. */
  readonly onOpen?: () => void;
}

/**
 * Runs day after day from the stored position. Above 1× the feed clock is the only clock of these halls; nights and
 * closed days are skipped, and the simulated clock never passes the wall clock.
 */
export async function run(context: RunContext, from: { date: string; minute: number }): Promise<void> {
  const { memory, file, signal } = context;
  memory.position ??= { date: from.date, minute: from.minute };
  for (;;) {
    const { date, minute }: { date: string; minute: number } = memory.position;
    await runDay(context, date, minute);
    if (signal.aborted) return;
    memory.position = { date: addDays(date, 1), minute: WAKE_MIN };
    memory.journal = {};
    file.write(memory);
  }
}

async function runDay(context: RunContext, date: string, minute: number): Promise<void> {
  const runners = runnersOf(context, date);
  const [first] = runners;
  if (first === undefined) return;
  const wakesAt = first.opening + WAKE_MIN * 60_000;
  // While waiting for the morning, the start is already reported as done.
  if (context.lockstep === true || (context.now ?? Date.now)() < wakesAt) context.onOpen?.();
  await waitUntil(context, wakesAt);
  context.say(`${date}: ${runners.map(({ runner }) => runner.hall).join(', ')} from minute ${minute.toFixed(0)}`);
  for (const { runner } of runners) runner.resume(minute);
  // A day that had already begun has its bookings.
  if (minute <= WAKE_MIN) await sendBookings(context, date, first.opening, [0]);
  if (context.lockstep === true) {
    await sendBookings(context, date, first.opening, COMING_DAYS);
    await Promise.all(runners.map((running) => lockstepDay(context, running)));
    return;
  }
  const reached = await catchUp(context, runners, date, minute);
  context.onOpen?.();
  // They are sent again after a restart, which may have come before them.
  const coming = sleep(COMING_AFTER_MS, undefined, { signal: context.signal }).then(
    () => sendBookings(context, date, first.opening, COMING_DAYS),
    () => undefined,
  );
  await Promise.all([pace(context, runners, reached), coming]);
  if (!context.signal.aborted)
    await sleep(context.speed > 1 ? NIGHT_MS : 0, undefined, { signal: context.signal }).catch(() => undefined);
}

interface Running {
  runner: HallRunner;
  opening: number;
  cockpit: Cockpit | undefined;
  lead: ShiftLead | undefined;
}

/** A twin gets no prompts and waits for nobody: its day is sent at once. */
async function lockstepDay({ signal, say }: RunContext, { runner, opening, cockpit, lead }: Running): Promise<void> {
  if (cockpit === undefined) return runner.advanceTo(LATEST_MIN);
  const onPrompt = (minute: number, prompt: Prompt): void => {
    say(`${runner.hall} ${String(minute)}: ${prompt.kind} ${prompt.windowId ?? prompt.item ?? ''} ${prompt.why}`);
  };
  await playLockstep({ runner, opening, cockpit, lead }, { onPrompt, signal });
  await runner.advanceTo(LATEST_MIN);
}

/**
 * Sends the morning before the start minute through the archive source, which moves no hall clock. Sent as live events
 * it would use up the hour's prompts before anybody could answer one.
 */
async function catchUp(
  context: RunContext,
  runners: readonly Running[],
  date: string,
  minute: number,
): Promise<number> {
  const { begin, memory, file, signal } = context;
  let reached = Math.max(minute, WAKE_MIN);
  const tellTime = async (): Promise<void> => {
    await Promise.all(runners.map(({ runner }) => runner.pulse()));
  };
  if (begin?.date !== date || reached >= begin.minute) {
    // After a restart a wall would otherwise stand still until the hall's next visitor.
    if (minute > WAKE_MIN) await tellTime();
    return reached;
  }
  const archive = doorOf(context, ARCHIVE);
  // The archive moves no clock, so each hall's own source tells its time: before, so that the hall takes the morning as
  // that of its day, and after it, because the wall would otherwise wait for the next visitor.
  await tellTime();
  while (reached < begin.minute && !signal.aborted) {
    reached = Math.min(begin.minute, reached + CATCH_UP_MIN);
    await Promise.all(runners.map(({ runner }) => runner.advanceTo(reached, archive)));
    memory.position = { date, minute: reached };
    file.write(memory);
  }
  await tellTime();
  return reached;
}

/**
 * Sends each morning the bookings made so far.
 * It uses the archive source, because old bookings must not move a hall's clock. Repeated events have the same ids and
 * change nothing.
 * @param ahead for which days after `date`
 */
async function sendBookings(
  context: RunContext,
  date: string,
  opening: number,
  ahead: readonly number[],
): Promise<void> {
  const archive = doorOf(context, ARCHIVE);
  if (archive === undefined) return;
  const isFirst = context.memory.firstDay === undefined || date === context.memory.firstDay;
  const since = isFirst ? -Infinity : opening - RESEND_MS;
  const send = async (hall: SimulatedHall): Promise<void> => {
    const zone = context.network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
    const events = ahead.flatMap((days) => {
      const plan = hallPlan(context.network, hall, addDays(date, days), context.days);
      return plan === null ? [] : bookingEvents(plan).filter(({ time }) => time >= since && time < opening);
    });
    if (events.length > 0) await archive.post(outgoing(hall.code, zone, events));
  };
  await Promise.all(context.halls.map(send));
}

async function pace(context: RunContext, runners: readonly Running[], start: number): Promise<void> {
  const { memory, file, signal, speed } = context;
  const clock = context.now ?? Date.now;
  let minute = start;
  let last = clock();
  // The halls move before they listen: at a start the answers take long.
  let listenedAt = last;
  let playedMin = start;
  while (!signal.aborted && runners.some(({ runner }) => !runner.over)) {
    const now = clock();
    const step = speed === 1 ? now - last : Math.min(now - last, LONGEST_STEP_MS) * speed;
    last = now;
    const wall = Math.min(...runners.map(({ opening }) => (now - opening) / 60_000));
    // At 1× the hall follows the wall clock, also after a stall; above it the wall clock is the limit.
    minute = speed === 1 ? Math.max(minute, wall) : Math.min(minute + step / 60_000, Math.max(minute, wall));
    if (now - listenedAt >= LISTEN_MS) {
      listenedAt = now;
      await Promise.all(runners.map(({ runner }) => runner.listen()));
    }
    await Promise.all(runners.map(({ runner }) => runner.advanceTo(minute)));
    playedMin = minute;
    if (Math.floor(minute) > (memory.position?.minute ?? -Infinity)) {
      // Everything before this whole minute has been sent; a restart plays on from here.
      memory.position = { date: memory.position?.date ?? '', minute: Math.floor(minute) };
      file.write(memory);
      await context.onTime?.(Math.min(...runners.map(({ opening }) => opening)) + Math.floor(minute) * 60_000);
    }
    await sleep(Math.max(0, TICK_MS - (clock() - now)), undefined, { signal }).catch(() => undefined);
  }
  if (!signal.aborted || memory.position === undefined) return;
  // After an orderly stop the current minute resumes where it was.
  memory.position = { ...memory.position, minute: playedMin };
  file.write(memory);
}

function runnersOf(context: RunContext, date: string): Running[] {
  const { network, memory, file, signal, say } = context;
  return context.halls.flatMap((hall) => {
    const plan = hallPlan(network, hall, date, context.days);
    const door = doorOf(context, hall.source);
    if (plan === null || door === undefined) return [];
    const zone = network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
    const token = hall.twinOf === undefined ? memory.tokens[hall.code] : undefined;
    const cockpit = token === undefined ? undefined : new Cockpit(memory.url, token, signal);
    const key = hall.twinOf === undefined ? memory.keys[hall.source] : undefined;
    const departures = key === undefined ? undefined : new Cockpit(memory.url, key, signal);
    const lead = context.leads.has(hall.code)
      ? new ShiftLead(dayNumber(date, hall.offset), STANDARD.supervisor)
      : undefined;
    const personToken = context.persons?.get(hall.code);
    const personCockpit = personToken === undefined ? undefined : new Cockpit(memory.url, personToken, signal);
    const person = personCockpit === undefined ? undefined : new LeadPerson(hall.code, personCockpit);
    const guideCockpit = context.lockstep === true ? undefined : (personCockpit ?? cockpit);
    const runner = new HallRunner({
      plan,
      zone,
      door,
      cockpit,
      departures,
      lead,
      followers: hall.twinOf === undefined ? new PlanFollowers(plan, context.ignoring) : undefined,
      guides: guideCockpit === undefined ? undefined : new Guides(guideCockpit, context.ignoring),
      person,
      journal: (memory.journal[hall.code] ??= []),
      save: () => {
        file.write(memory);
      },
      warn: say,
    });
    return [{ runner, opening: plan.names.opening, cockpit, lead }];
  });
}

function doorOf({ memory, signal, say }: RunContext, source: string): EventDoor | undefined {
  const key = memory.keys[source];
  const onRetry = (why: string): void => {
    say(`${source}: ${why}; trying again`);
  };
  return key === undefined ? undefined : new EventDoor({ url: memory.url, key, signal, onRetry });
}

async function waitUntil(context: RunContext, time: number): Promise<void> {
  const clock = context.now ?? Date.now;
  while (!context.signal.aborted && clock() < time)
    await sleep(Math.min(time - clock(), 30_000), undefined, { signal: context.signal }).catch(() => undefined);
}
