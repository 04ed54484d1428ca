import { OrganisationDoc, type OrganisationDoc as Organisation } from '@cockpit/contracts';
import { addDays, daysOfSpan, periodBefore, periodOf, type DayClasses } from '@cockpit/domain';
import { EventDoor } from '@cockpit/importing';
import { planCases } from '../cases/plan-cases';
import { planRatings } from '../cases/plan-ratings';
import { planConsults } from '../cases/plan-consults';
import { planPoints } from '../cases/plan-points';
import { SideSystem } from '../cases/side-system';
import { Cockpit, CockpitError } from '../cockpit';
import { SIMULATED, type SimulatedHall } from '../halls';
import type { Memory } from '../memory';
import { demonstrationNetwork } from '../network';
import { ARCHIVE, CASES, HOTLINE, POINTS, POINTS_ARCHIVE, ensureKeys, ensurePeople } from '../accounts';
import { busyMorning } from './busy-morning';
import { handInDrawing } from './hand-in-drawing';
import { loadHistory } from './history';

/** From the first day of the month before on, so that its bulletin is a whole one; further back than this it takes long to load. */
const MOST_DAYS = 37;
const HISTORY_DAYS = 28;
function daysBefore(firstDay: string): number {
  const { from } = periodBefore('month', periodOf('month', firstDay));
  const days = daysOfSpan({ from, to: addDays(firstDay, -1) }).length;
  return days > MOST_DAYS ? HISTORY_DAYS : days;
}
const DAYS_TO_COME = 60;
/** the hall a visitor of the demonstration looks at first */
const SHOWN = 'H32';

export interface LoadContext {
  readonly url: string;
  readonly dataDir: string;
  readonly adminToken: () => Promise<string>;
  readonly memory: Memory;
  readonly save: () => void;
  readonly classes: DayClasses;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly historyDays?: number | undefined;
}

export interface Loaded {
  readonly network: Organisation;
  readonly halls: readonly SimulatedHall[];
  /** have told the past already */
  readonly beside: readonly SideSystem[];
}

/**
 * Makes the demonstration complete: organisation, sources, people, and the past, each only where it is missing. Ends at
 * once on an instance that has everything; cut off anywhere, it goes on from there the next time.
 */
export async function load(context: LoadContext): Promise<Loaded> {
  const { memory, save, say, signal, url } = context;
  const admin = new Cockpit(url, await context.adminToken(), signal);
  const firstDay = memory.firstDay;
  if (firstDay === undefined) throw new Error('the first day of the simulation is not set');
  const network = (await organisationOf(admin)) ?? (await createOrganisation(admin, firstDay, say));
  if (network.halls.some(({ code, simulated }) => code === SHOWN && simulated))
    await handInDrawing(admin, SHOWN, firstDay);
  const halls = chooseDays(context, network, firstDay);
  await ensureKeys(admin, memory, halls, save);
  const people = await ensurePeople(admin, context.dataDir);
  say(`${String(people.length)} people can sign in (sign-in.json)`);
  const key = memory.keys[ARCHIVE];
  if (key === undefined || halls.length === 0) return { network, halls, beside: [] };
  const began = Date.now();
  const days = context.historyDays ?? daysBefore(firstDay);
  let events = 0;
  await loadHistory({
    network,
    halls,
    before: firstDay,
    days,
    memory,
    save,
    signal,
    classes: context.classes,
    door: new EventDoor({
      url,
      key,
      signal,
      onRetry: (why) => {
        say(`the door says: ${why}; trying again`);
      },
    }),
    progress: (done) => {
      if (done.events === events) return;
      events = done.events;
      const rate = events / Math.max(0.001, (Date.now() - began) / 1000);
      say(
        `history ${done.date}  ${String(done.days)}/${String(days)} days  ${events.toLocaleString('en')} events  ${Math.round(rate).toLocaleString('en')}/s`,
      );
    },
  });
  return { network, halls, beside: await tellBeside(context, network, firstDay, days) };
}

/** Cases, consultations and what extension points count, of the past and of as many days to come, told up to the night before the first day. */
async function tellBeside(
  { url, memory, signal, classes, say }: LoadContext,
  network: Organisation,
  firstDay: string,
  days: number,
): Promise<SideSystem[]> {
  const isHoliday = (date: string): boolean => classes.classOf(date).kind === 'holiday';
  const period = { network, from: addDays(firstDay, -days), to: addDays(firstDay, DAYS_TO_COME), isHoliday };
  const began = Date.parse(`${firstDay}T00:00:00Z`);
  const doorOf = (key: string) =>
    new EventDoor({
      url,
      key,
      signal,
      onRetry: (why) => {
        say(`the door says: ${why}; trying again`);
      },
    });
  const systems: SideSystem[] = [];
  const plans = [
    { what: 'cases', source: CASES, past: CASES, events: planCases(period) },
    { what: 'consultations', source: HOTLINE, past: HOTLINE, events: planConsults(period) },
    { what: 'ratings from home', source: HOTLINE, past: HOTLINE, events: planRatings(period) },
    // the past must not move the points' feed clocks
    { what: 'extension points', source: POINTS, past: POINTS_ARCHIVE, events: planPoints(period) },
  ];
  for (const { what, source, past, events } of plans) {
    const [key, pastKey] = [memory.keys[source], memory.keys[past]];
    if (key === undefined || pastKey === undefined || events.length === 0) continue;
    const told = await new SideSystem(events, doorOf(pastKey)).advanceTo(began);
    say(`${told.toLocaleString('en')} events of ${what}`);
    systems.push(new SideSystem(events.slice(told), doorOf(key)));
  }
  return systems;
}

/** The halls of the organisation that are played, and which run of days each gets: chosen once, then kept. */
function chooseDays({ memory, save }: LoadContext, network: Organisation, firstDay: string): SimulatedHall[] {
  const halls = SIMULATED.filter(({ code }) => network.halls.some((hall) => hall.code === code));
  for (const hall of halls) {
    if (hall.twinOf !== undefined || hall.code !== SHOWN || memory.offsets[hall.code] !== undefined) continue;
    memory.offsets[hall.code] = busyMorning(network, hall, firstDay);
    save();
  }
  return halls.map((hall) => ({ ...hall, offset: memory.offsets[hall.twinOf ?? hall.code] ?? hall.offset }));
}

async function organisationOf(admin: Cockpit): Promise<Organisation | null> {
  try {
    return await admin.get('/v1/organisation', OrganisationDoc);
  } catch (error) {
    if (error instanceof CockpitError && error.status === 404) return null;
    throw error;
  }
}

async function createOrganisation(
  admin: Cockpit,
  firstDay: string,
  say: (line: string) => void,
): Promise<Organisation> {
  const network = demonstrationNetwork({ asOf: addDays(firstDay, -1) });
  await admin.send('PUT', '/v1/organisation', network);
  say(
    `the demonstration network: ${String(network.halls.length)} halls, ${String(network.officers.length)} officers, ${String(network.items.length)} items`,
  );
  return network;
}
