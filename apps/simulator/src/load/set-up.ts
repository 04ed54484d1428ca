import { OrganisationDoc, type OrganisationDoc as Organisation } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { ensureKeys, ensurePeople } from '../accounts';
import { Cockpit, CockpitError } from '../cockpit';
import { SIMULATED, type SimulatedHall } from '../halls';
import type { Memory } from '../memory';
import { demonstrationNetwork } from '../network';
import { busyMorning } from './busy-morning';
import { shortenItem } from './shorten-item';
import { handInDrawing } from './hand-in-drawing';

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
