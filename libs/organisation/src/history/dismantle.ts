import { HallDoc, OrganisationDoc, type PartKind, type WordsDoc } from '@cockpit/contracts';

/**
 * The smallest thing with its own history. `key` is unique within its kind and stable; `hall` is the hall it belongs
 * to, if any.
 */
export interface Part {
  readonly kind: PartKind;
  readonly key: string;
  readonly hall: string | null;
  /** sort order in its list, so that a document comes back in its original order */
  readonly position: number;
  readonly body: object;
}

const WORD_LISTS = ['items', 'reasons', 'results', 'sources', 'faults'] as const satisfies readonly (keyof WordsDoc)[];

/** Splits a valid document into parts. */
export function dismantle(doc: OrganisationDoc): Part[] {
  const partsOf = <T extends object>(
    kind: PartKind,
    values: readonly T[],
    key: (value: T) => string,
    hall: string | null = null,
  ): Part[] => values.map((body, position) => ({ kind, key: key(body), hall, position, body }));
  return [
    ...partsOf('bureau', [doc.bureau], () => 'bureau'),
    ...partsOf('branch', doc.branches, (branch) => branch.code),
    ...partsOf('category', doc.categories, (category) => category.code),
    ...partsOf('item', doc.items, (item) => item.code),
    ...partsOf('package', doc.packages, (bundle) => bundle.code),
    ...partsOf('hall', doc.halls.map(shellOf), (hall) => hall.code),
    ...doc.halls.flatMap((hall) => [
      ...partsOf('queue', hall.queues, (queue) => keyOf(hall.code, queue.code), hall.code),
      ...partsOf('window', hall.windows, (window) => keyOf(hall.code, window.id), hall.code),
      ...partsOf('terminal', hall.terminals, (terminal) => keyOf(hall.code, terminal.id), hall.code),
    ]),
    ...partsOf('officer', doc.officers, (officer) => officer.id),
    // a roster has no stable id: a changed roster is a new part
    ...partsOf('roster', doc.rosters, (roster) =>
      keyOf(roster.hall, roster.officer, roster.window, roster.validFrom, roster.days.join(''), roster.from),
    ),
    ...partsOf('travel-time', doc.travelTimes, (travel) => keyOf(travel.from, travel.to)),
    // each word list has its own history: a document with one list leaves the others unchanged
    ...partsOf(
      'words',
      WORD_LISTS.flatMap((list) => (doc.words?.[list] === undefined ? [] : [{ list, words: doc.words[list] }])),
      ({ list }) => list,
    ),
  ];
}

/** Encodes each step because ids of source systems may contain a slash. */
const keyOf = (...steps: readonly string[]): string => steps.map(encodeURIComponent).join('/');

function shellOf(hall: HallDoc): Omit<HallDoc, 'queues' | 'windows' | 'terminals'> {
  const { queues: _queues, windows: _windows, terminals: _terminals, ...shell } = hall;
  return shell;
}

type BodiesOf = (kind: PartKind, hall?: string) => object[];
const wholeHall = (shell: Part, bodies: BodiesOf): object => ({
  ...shell.body,
  queues: bodies('queue', shell.key),
  windows: bodies('window', shell.key),
  terminals: bodies('terminal', shell.key),
});

/** Builds a hall from its parts; null if the hall part is missing. @throws ZodError */
export function assembleHall(parts: readonly Part[], code: string): HallDoc | null {
  const ordered = [...parts].sort((a, b) => a.position - b.position);
  const shell = ordered.find(({ kind, key }) => kind === 'hall' && key === code);
  const bodies: BodiesOf = (kind) =>
    ordered.filter((part) => part.kind === kind && part.hall === code).map(({ body }) => body);
  return shell === undefined ? null : HallDoc.parse(wholeHall(shell, bodies));
}

/** Builds the document of one day from its parts. @throws ZodError if they do not form a document */
export function assemble(parts: readonly Part[]): OrganisationDoc {
  const lists = new Map<string, Part[]>();
  for (const part of [...parts].sort((a, b) => a.position - b.position)) {
    const list = `${part.kind} ${part.hall ?? ''}`;
    const existing = lists.get(list);
    if (existing === undefined) lists.set(list, [part]);
    else existing.push(part);
  }
  const listOf = (kind: PartKind, hall = ''): readonly Part[] => lists.get(`${kind} ${hall}`) ?? [];
  const bodies = (kind: PartKind, hall?: string): object[] => listOf(kind, hall).map((part) => part.body);
  const halls = listOf('hall').map((part) => wholeHall(part, bodies));
  const words = bodies('words') as { list: string; words: object }[];
  return OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: bodies('bureau')[0],
    branches: bodies('branch'),
    categories: bodies('category'),
    items: bodies('item'),
    packages: bodies('package'),
    halls,
    officers: bodies('officer'),
    rosters: bodies('roster'),
    travelTimes: bodies('travel-time'),
    ...(words.length === 0
      ? {}
      : { words: Object.fromEntries(words.map(({ list, words: entries }) => [list, entries])) }),
  });
}
