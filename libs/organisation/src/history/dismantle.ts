import { HallDoc, OrganisationDoc, type PartKind, type WordsDoc } from '@cockpit/contracts';

/**
 * The smallest thing that has a history of its own. `key` is unique within its kind and stays the same while the thing
 * does; `hall` is the hall it is a piece of, if any.
 */
export interface Part {
  readonly kind: PartKind;
  readonly key: string;
  readonly hall: string | null;
  /** sorts its list, so that a document comes back in the order in which it was written */
  readonly position: number;
  readonly body: object;
}

const WORD_LISTS = ['items', 'reasons', 'results', 'sources', 'faults'] as const satisfies readonly (keyof WordsDoc)[];

/** Takes a valid document apart. */
export function dismantle(doc: OrganisationDoc): Part[] {
  const listed = <T extends object>(
    kind: PartKind,
    values: readonly T[],
    key: (value: T) => string,
    hall: string | null = null,
  ): Part[] => values.map((body, position) => ({ kind, key: key(body), hall, position, body }));
  return [
    ...listed('bureau', [doc.bureau], () => 'bureau'),
    ...listed('branch', doc.branches, (branch) => branch.code),
    ...listed('category', doc.categories, (category) => category.code),
    ...listed('item', doc.items, (item) => item.code),
    ...listed('package', doc.packages, (bundle) => bundle.code),
    ...listed('hall', doc.halls.map(shellOf), (hall) => hall.code),
    ...doc.halls.flatMap((hall) => [
      ...listed('queue', hall.queues, (queue) => keyOf(hall.code, queue.code), hall.code),
      ...listed('window', hall.windows, (window) => keyOf(hall.code, window.id), hall.code),
      ...listed('terminal', hall.terminals, (terminal) => keyOf(hall.code, terminal.id), hall.code),
    ]),
    ...listed('officer', doc.officers, (officer) => officer.id),
    // a roster is what it says: a changed one is another one
    ...listed('roster', doc.rosters, (roster) =>
      keyOf(roster.hall, roster.officer, roster.window, roster.validFrom, roster.days.join(''), roster.from),
    ),
    ...listed('travel-time', doc.travelTimes, (travel) => keyOf(travel.from, travel.to)),
    // a list has a history of its own: a document that names one says nothing about the others
    ...listed(
      'words',
      WORD_LISTS.flatMap((list) => (doc.words?.[list] === undefined ? [] : [{ list, words: doc.words[list] }])),
      ({ list }) => list,
    ),
  ];
}

/** Ids of source systems may contain anything, a slash too. */
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

/** A hall with its pieces from its own parts; null when its shell is not among them. @throws ZodError */
export function assembleHall(parts: readonly Part[], code: string): HallDoc | null {
  const ordered = [...parts].sort((a, b) => a.position - b.position);
  const shell = ordered.find(({ kind, key }) => kind === 'hall' && key === code);
  const bodies: BodiesOf = (kind) =>
    ordered.filter((part) => part.kind === kind && part.hall === code).map(({ body }) => body);
  return shell === undefined ? null : HallDoc.parse(wholeHall(shell, bodies));
}

/** Puts the parts of one day together again. @throws ZodError when they are not those of a document */
export function assemble(parts: readonly Part[]): OrganisationDoc {
  const lists = new Map<string, Part[]>();
  for (const part of [...parts].sort((a, b) => a.position - b.position)) {
    const list = `${part.kind} ${part.hall ?? ''}`;
    const known = lists.get(list);
    if (known === undefined) lists.set(list, [part]);
    else known.push(part);
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
    ...(words.length === 0 ? {} : { words: Object.fromEntries(words.map(({ list, words: own }) => [list, own])) }),
  });
}
