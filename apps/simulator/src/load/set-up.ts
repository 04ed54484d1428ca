import {
  OrganisationDoc,
  type OrganisationDoc as Organisation,
  page,
  PartVersion,
  Drawing,
  HallSetup,
} from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { ensureKeys, ensurePeople } from '../accounts';
import { Cockpit, CockpitError } from '../cockpit';
import { SIMULATED, type SimulatedHall, hallPlan } from '../halls';
import type { Memory } from '../memory';
import { demonstrationNetwork } from '../network';
import { SHORTENED, shortenedItem } from '../network/changes';
import { drawingOf } from '../network/drawing';
import { HallDay } from '../hall/hall-day';

const CANDIDATES = 20;
/** Day numbers this far apart share no visitor and keep the order of weekdays. */
const APART = 1_000;
/** 10:10, when a new viewer of the demonstration looks at the wall. */
const LOOKED_AT_MIN = 100;

/**
 * Chooses the hall's offset so that the first morning is busy at some windows and idle at others: the most uneven of
 * twenty candidates.
 */
function busyMorning(network: OrganisationDoc, hall: SimulatedHall, date: string): number {
  let chosen = hall.offset;
  let best = -Infinity;
  for (let candidate = 0; candidate < CANDIDATES; candidate += 1) {
    const offset = hall.offset + candidate * APART;
    const score = unevenness(network, { ...hall, offset }, date);
    if (score <= best) continue;
    best = score;
    chosen = offset;
  }
  return chosen;
}

/** People waiting per window in the busiest queue minus those in the idlest, capped at a bearable level. */
function unevenness(network: OrganisationDoc, hall: SimulatedHall, date: string): number {
  const plan = hallPlan(network, hall, date);
  if (plan === null) return -Infinity;
  const waiting = new Map<string, string>();
  for (const event of new HallDay(plan, { heartbeatEveryMin: 60 }).advanceTo(LOOKED_AT_MIN)) {
    if (event.type === 'hall.ticket.issued') waiting.set(event.data.ticketId, event.data.queue);
    else if (event.type === 'hall.ticket.called') waiting.delete(event.data.ticketId);
  }
  const loads = plan.queues.map((queue) => {
    const windows = plan.windows.filter(({ queues }) => queues[0] === queue).length;
    return [...waiting.values()].filter((waitingFor) => waitingFor === queue).length / Math.max(1, windows);
  });
  const busiest = Math.max(...loads);
  return Math.min(busiest, 4) - Math.min(...loads) - Math.max(0, busiest - 5);
}

/** The hall that viewers of the demonstration look at first. */
const SHOWN = 'H32';

export interface SetUpContext {
  readonly url: string;
  readonly dataDir: string;
  readonly adminToken: string;
  readonly memory: Memory;
  readonly save: () => void;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface SetUp {
  readonly network: Organisation;
  readonly halls: readonly SimulatedHall[];
}

/** Creates the missing organisation, sources and people. It can be interrupted and resumes the next time. */
export async function setUp(context: SetUpContext): Promise<SetUp> {
  const { memory, save, say, signal, url } = context;
  const admin = new Cockpit(url, context.adminToken, signal);
  const { firstDay } = memory;
  if (firstDay === undefined) throw new Error('the first day of the simulation is not set');
  const network = (await organisationOf(admin)) ?? (await createOrganisation(admin, firstDay, say));
  const halls = hallsOf(memory, network);
  await Promise.all([ensureKeys(admin, memory, halls, save), ensurePeople(admin, context.dataDir)]);
  return { network, halls };
}

/** The parts of the set-up that the halls do not need to open. */
export async function finishSetUp(admin: Cockpit, network: Organisation, firstDay: string): Promise<void> {
  await shortenItem(admin, network, firstDay);
  const shown = network.halls.find(({ code }) => code === SHOWN);
  if (shown?.simulated === true) await handInDrawing(admin, SHOWN, firstDay);
}

/** The simulated halls of the organisation, each with its offset. */
export function hallsOf({ offsets }: Pick<Memory, 'offsets'>, network: Organisation): SimulatedHall[] {
  return SIMULATED.filter(({ code }) => network.halls.some((hall) => hall.code === code)).map((hall) => ({
    ...hall,
    offset: offsets[hall.twinOf ?? hall.code] ?? hall.offset,
  }));
}

/** Chooses the offset of the shown hall once. */
export function chooseMorning(
  { memory, save }: Pick<SetUpContext, 'memory' | 'save'>,
  network: Organisation,
  firstDay: string,
): void {
  const hall = SIMULATED.find(({ code }) => code === SHOWN);
  if (hall === undefined || memory.offsets[SHOWN] !== undefined) return;
  memory.offsets[SHOWN] = busyMorning(network, hall, firstDay);
  save();
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

/**
 * Shortens the promise of one item with a reason, as an administrator does. Does nothing if the item was changed
 * before.
 * @param from first day on which the change holds
 */
async function shortenItem(admin: Cockpit, network: OrganisationDoc, from: string): Promise<void> {
  const item = shortenedItem(network);
  if (item === null) return;
  const { items } = await admin.get(`/v1/items/${SHORTENED}/changes`, page(PartVersion));
  if (items.length > 1) return;
  await admin.send('PUT', `/v1/items?from=${from}`, { reason: '压缩承诺时限', items: [item] });
}

/**
 * Uploads the drawing of a hall and sets it in the floor plan by a change with a reason, as an administrator does. Does
 * nothing if the hall was changed before, so a removed drawing stays removed.
 * @param from first day on which the change holds
 */
async function handInDrawing(admin: Cockpit, hall: string, from: string): Promise<void> {
  const place = `/v1/halls/${encodeURIComponent(hall)}`;
  const { hall: doc, revision, versions } = await admin.get(`${place}/setup`, HallSetup);
  if (doc?.floorPlan === undefined || versions.length > 1) return;
  const places = doc.windows.flatMap(({ zone, x, y }) =>
    zone === undefined || x === undefined || y === undefined ? [] : [{ zone, x, y }],
  );
  const content = Buffer.from(drawingOf(doc.floorPlan, places)).toString('base64');
  const { id } = Drawing.parse(await admin.send('POST', `${place}/drawings`, { content }));
  const change = { revision, reason: '录入大厅图纸', hall: { ...doc, floorPlan: { ...doc.floorPlan, drawing: id } } };
  const isMade = async (): Promise<boolean> =>
    (await admin.get(`${place}/setup`, HallSetup)).hall?.floorPlan?.drawing === id;
  await admin.change(`${place}/setup?from=${from}`, change, isMade).catch((error: unknown) => {
    // Somebody changed the hall meanwhile: that change stays.
    if (!(error instanceof CockpitError) || error.status !== 409) throw error;
  });
}
