import { SourceStatus, type OrganisationDoc, type Prompt } from '@cockpit/contracts';
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
/** A stall (the cockpit restarting, the machine asleep) must not turn into a leap of the simulated clock. */
const LONGEST_STEP_MS = 1000;
const NIGHT_MS = 2000;
const LATEST_MIN = 900;
/** minutes of a morning that are sent together before the first look */
const CATCH_UP_MIN = 25;
const STORING_MS = 60_000;
const BOOKED_AHEAD_DAYS = 7;
/** over the longest holiday */
const TOLD_AGAIN_MS = 10 * 86_400_000;

export interface RunContext {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  readonly memory: Memory;
  readonly file: Pick<MemoryFile, 'write'>;
  /** simulated seconds a second */
  readonly speed: number;
  /** halls whose shift lead answers by itself */
  readonly leads: ReadonlySet<string>;
  /** share of windows that do not follow a plan that was sent, and of prompts that guides do not follow */
  readonly ignoring: number;
  /** token of each shift lead that answers as a person of its own, while it is switched on */
  readonly persons?: ReadonlyMap<string, string>;
  /** what each day is by the notices of holidays: on those nobody comes */
  readonly days: DayClasses;
  /** each minute waits until the cockpit has decided it */
  readonly lockstep?: boolean;
  /** the first day begins in the middle of the morning: what came before is history, so that no wall starts empty */
  readonly begin?: { readonly date: string; readonly minute: number };
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly now?: () => number;
  /** what else goes by the simulated clock; told the time of every whole minute, epoch ms */
  readonly onTime?: (time: number) => Promise<void>;
  /** told each morning when the halls have opened, or wait for the hour: walls can be looked at */
  readonly onOpen?: () => void;
}

/**
 * Runs day after day from where the memory stands. Above 1× the simulated clock is the cockpit's only clock for these
 * halls (their feed clock); nights and closed days are left out, and the wall clock is never overtaken.
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
  const wakes = first.opening + WAKE_MIN * 60_000;
  // who waits for the morning is not kept waiting for it
  if (context.lockstep === true || (context.now ?? Date.now)() < wakes) context.onOpen?.();
  await waitUntil(context, wakes);
  context.say(`${date}: ${runners.map(({ runner }) => runner.hall).join(', ')} from minute ${minute.toFixed(0)}`);
  for (const { runner } of runners) runner.resume(minute);
  // a day that was under way has been told them
  if (minute <= WAKE_MIN) await tellBookings(context, date, first.opening);
  if (context.lockstep === true) {
    await Promise.all(runners.map((running) => lockstepDay(context, running)));
    return;
  }
  const reached = await catchUp(context, runners, date, minute);
  context.onOpen?.();
  await pace(context, runners, reached);
  if (!context.signal.aborted)
    await sleep(context.speed > 1 ? NIGHT_MS : 0, undefined, { signal: context.signal }).catch(() => undefined);
}

interface Running {
  runner: HallRunner;
  opening: number;
  cockpit: Cockpit | undefined;
  lead: ShiftLead | undefined;
}

/** A twin is told nothing and waits for nobody: it is simply sent. */
async function lockstepDay({ signal, say }: RunContext, { runner, opening, cockpit, lead }: Running): Promise<void> {
  if (cockpit === undefined) return runner.advanceTo(LATEST_MIN);
  const onPrompt = (minute: number, prompt: Prompt): void => {
    say(`${runner.hall} ${String(minute)}: ${prompt.kind} ${prompt.windowId ?? prompt.item ?? ''} ${prompt.why}`);
  };
  await playLockstep({ runner, opening, cockpit, lead }, { onPrompt, signal });
  await runner.advanceTo(LATEST_MIN);
}

/**
 * Brings the morning before the first look as the past is brought: by the archive, whose times move no hall's clock. Sent as live
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
  if (begin?.date !== date || reached >= begin.minute) return reached;
  const archive = doorOf(context, ARCHIVE);
  while (reached < begin.minute && !signal.aborted) {
    reached = Math.min(begin.minute, reached + CATCH_UP_MIN);
    await Promise.all(runners.map(({ runner }) => runner.advanceTo(reached, archive)));
    memory.position = { date, minute: reached };
    file.write(memory);
  }
  await stored(context, ARCHIVE);
  // the archive moves no clock: each hall's own source says where its day is, or its wall would wait for the next visitor
  await Promise.all(runners.map(({ runner }) => runner.pulse()));
  return reached;
}

/**
 * The booking system tells each morning what was booked up to then for this day and those to come. Told by the archive: that
 * somebody booked last week moves no hall's clock. What was told before comes again under its own id and changes nothing.
 */
async function tellBookings(context: RunContext, date: string, opening: number): Promise<void> {
  const archive = doorOf(context, ARCHIVE);
  if (archive === undefined) return;
  const isFirst = context.memory.firstDay === undefined || date === context.memory.firstDay;
  const since = isFirst ? -Infinity : opening - TOLD_AGAIN_MS;
  const tell = async (hall: SimulatedHall): Promise<void> => {
    const zone = context.network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
    const events = Array.from({ length: BOOKED_AHEAD_DAYS + 1 }, (_, ahead) => addDays(date, ahead)).flatMap((day) => {
      const plan = hallPlan(context.network, hall, day, context.days);
      return plan === null ? [] : bookingEvents(plan).filter(({ time }) => time >= since && time < opening);
    });
    if (events.length > 0) await archive.post(outgoing(hall.code, zone, events));
  };
  await Promise.all(context.halls.map(tell));
}

/** The hall's day is read from what is stored when its clock first shows that day: so it must have. */
async function stored({ memory, signal }: RunContext, source: string): Promise<void> {
  const token = memory.tokens['*'];
  if (token === undefined) return;
  const cockpit = new Cockpit(memory.url, token, signal);
  const end = Date.now() + STORING_MS;
  while (!signal.aborted && Date.now() < end) {
    const { backlog, accepted, landed } = await cockpit.get(`/v1/sources/${source}`, SourceStatus);
    // rows can be read before the writer has said how far it is; what was told twice is accepted twice and stored once
    if (backlog === 0 || landed >= accepted) return;
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function pace(context: RunContext, runners: readonly Running[], start: number): Promise<void> {
  const { memory, file, signal, speed } = context;
  const clock = context.now ?? Date.now;
  let minute = start;
  let last = clock();
  let listened = 0;
  let told = start;
  while (!signal.aborted && runners.some(({ runner }) => !runner.over)) {
    const now = clock();
    const step = speed === 1 ? now - last : Math.min(now - last, LONGEST_STEP_MS) * speed;
    last = now;
    const wall = Math.min(...runners.map(({ opening }) => (now - opening) / 60_000));
    // At 1× the hall is where the wall clock is, also after a stall; above it the wall clock is the limit.
    minute = speed === 1 ? Math.max(minute, wall) : Math.min(minute + step / 60_000, Math.max(minute, wall));
    if (now - listened >= LISTEN_MS) {
      listened = now;
      await Promise.all(runners.map(({ runner }) => runner.listen()));
    }
    await Promise.all(runners.map(({ runner }) => runner.advanceTo(minute)));
    told = minute;
    if (Math.floor(minute) > (memory.position?.minute ?? -Infinity)) {
      // Everything before this whole minute has been taken; a restart plays on from here.
      memory.position = { date: memory.position?.date ?? '', minute: Math.floor(minute) };
      file.write(memory);
      await context.onTime?.(Math.min(...runners.map(({ opening }) => opening)) + Math.floor(minute) * 60_000);
    }
    await sleep(Math.max(0, TICK_MS - (clock() - now)), undefined, { signal }).catch(() => undefined);
  }
  if (!signal.aborted || memory.position === undefined) return;
  // stopped in order: the minute under way goes on where it was, and its clock moves at once
  memory.position = { ...memory.position, minute: told };
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
    const as = context.persons?.get(hall.code);
    const asPerson = as === undefined ? undefined : new Cockpit(memory.url, as, signal);
    const person = asPerson === undefined ? undefined : new LeadPerson(hall.code, asPerson);
    const confirming = context.lockstep === true ? undefined : (asPerson ?? cockpit);
    const runner = new HallRunner({
      plan,
      zone,
      door,
      cockpit,
      departures,
      lead,
      followers: hall.twinOf === undefined ? new PlanFollowers(plan, context.ignoring) : undefined,
      guides: confirming === undefined ? undefined : new Guides(confirming, context.ignoring),
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
