import {
  HallDoc,
  type BranchDoc,
  type BureauDoc,
  type HallChange,
  type HallParts,
  type OfficerDoc,
  type OrganisationDoc,
  type QueueDoc,
  type RosterDoc,
  type WindowDoc,
} from '@cockpit/contracts';
import { travelTimesOf, waysOf, type Way } from './ways/ways';

/** What is being written about one place. Fields may hold what cannot be saved; the server says what. */
export interface Draft {
  /** null: it is to end */
  hall: HallDoc | null;
  officers: OfficerDoc[];
  rosters: RosterDoc[];
  /** how far other places are */
  ways: Way[];
  /** those that are new */
  branches: BranchDoc[];
  /** with the first place of all */
  bureau: BureauDoc | null;
}

export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
export const isSame = (a: unknown, b: unknown): boolean => orderless(a) === orderless(b);
const orderless = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );

export const draftOf = (code: string, { hall, officers, rosters, travelTimes }: HallParts): Draft =>
  copyOf({ hall, officers, rosters, ways: waysOf(code, travelTimes), branches: [], bureau: null });

/** A place that is to be: like another one – its queues, windows, terminals and hours, not its people – or with nothing yet. */
export function newDraft(doc: OrganisationDoc | 'none', copied: string): Draft {
  const like = doc === 'none' ? undefined : doc.halls.find(({ code }) => code === copied);
  const hall =
    like === undefined
      ? HallDoc.parse({ code: 'new', name: 'new', tier: 'hall', hours: USUAL_HOURS })
      : copyOf({
          ...like,
          twinOf: undefined,
          primarySource: undefined,
          location: undefined,
          simulated: false,
          // numbers and drawings are those of one place
          phoneLines: undefined,
          // what feeds call its windows and terminals is another thing here
          windows: like.windows.map((one, at) => ({ ...one, id: `w${String(at + 1)}` })),
          terminals: like.terminals.map((one, at) => ({ ...one, id: `t${String(at + 1)}` })),
          floorPlan: like.floorPlan === undefined ? undefined : { ...like.floorPlan, drawing: undefined },
        });
  return {
    hall: { ...hall, code: '', name: '', clock: 'wall' },
    officers: [],
    rosters: [],
    ways: [],
    branches: [],
    bureau: doc === 'none' ? { code: 'bureau', name: '' } : null,
  };
}
const WORKDAYS = [1, 2, 3, 4, 5];
const USUAL_HOURS = [
  { days: WORKDAYS, from: '09:00', to: '12:00' },
  { days: WORKDAYS, from: '13:00', to: '17:00' },
];

/** `code`: of the place, which a draft that ends it does not name. */
export function changeOf(code: string, draft: Draft, revision: number, reason: string): HallChange {
  const { hall, officers, rosters, ways, branches, bureau } = copyOf(draft);
  return {
    revision,
    reason,
    hall,
    officers,
    rosters,
    travelTimes: travelTimesOf(code, ways),
    ...(branches.length === 0 ? {} : { branches }),
    ...(bureau === null ? {} : { bureau }),
  };
}

/** One more than the highest number of so many windows, and an id of that number that none of them has. */
export function nextWindow(windows: readonly WindowDoc[], queues: readonly QueueDoc[]): WindowDoc {
  const numbers = windows.map(({ number }) => Number(number)).filter((number) => Number.isInteger(number));
  const number = Math.max(0, ...numbers) + 1;
  return {
    id: freeCode(
      'w',
      windows.map(({ id }) => id),
      number,
    ),
    number: String(number),
    kind: 'specialised',
    queues: queues.slice(0, 1).map(({ code }) => code),
    switchMin: 2,
  };
}

/** `q3`, or the next one that is free. */
export function freeCode(letter: string, taken: readonly string[], from: number): string {
  const code = `${letter}${String(from)}`;
  return taken.includes(code) ? freeCode(letter, taken, from + 1) : code;
}
