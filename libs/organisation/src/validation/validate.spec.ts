import type { OrganisationDoc } from '@cockpit/contracts';
import { smallOrganisation } from '../testing';
import { validateOrganisation } from './validate';

/** A document as somebody may write it: any value anywhere. */
type Raw = Record<string, unknown>;
const at = (raw: unknown, path: string): Raw =>
  path.split('.').reduce((inner, step) => (inner as Record<string, Raw>)[step] ?? {}, raw as Raw);

const faultsOf = (raw: unknown): readonly { path: string; message: string }[] => {
  const validated = validateOrganisation(raw);
  return validated.ok ? [] : validated.faults;
};

/** The faults of the small organisation after one change. */
function after(change: (doc: Raw) => void): string[] {
  const doc = JSON.parse(JSON.stringify(smallOrganisation())) as Raw;
  change(doc);
  return faultsOf(doc).map((fault) => `${fault.path}: ${fault.message}`);
}

/** The object a path ends in, and the name of its last step. */
function end(doc: Raw, path: string): [Raw, string] {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  return [steps.length === 0 ? doc : at(doc, steps.join('.')), last];
}
const set = (path: string, value: unknown) => (doc: Raw) => {
  const [parent, last] = end(doc, path);
  parent[last] = value;
};
const push = (path: string, value: unknown) => (doc: Raw) => {
  const [parent, last] = end(doc, path);
  (parent[last] as unknown[]).push(value);
};
const both =
  (...changes: ((doc: Raw) => void)[]) =>
  (doc: Raw) => {
    for (const change of changes) change(doc);
  };

describe('validateOrganisation', () => {
  it('tells what is wrong with number segments, each at its place', () => {
    const segment = { code: 'am', queues: ['hz'], days: [1], from: '09:00', to: '11:00', slotMin: 30, capacity: 4 };
    expect(after(set('halls.0.bookingSlots', [segment]))).toEqual([]);
    expect(
      after(
        set('halls.0.bookingSlots', [
          segment,
          { ...segment, from: '10:00', to: '11:40' },
          { ...segment, code: 'x', queues: ['nobody'], days: [7] },
          { ...segment, code: 'y', from: '12:00', to: '09:00' },
          { ...segment, code: 'z', slots: 3 },
        ]),
      ),
    ).toEqual(['halls.0.bookingSlots.4: Unrecognized key: "slots"']);
    expect(
      after(
        set('halls.0.bookingSlots', [
          segment,
          { ...segment, from: '10:00', to: '11:40' },
          { ...segment, code: 'x', queues: ['nobody'], days: [7] },
          { ...segment, code: 'y', from: '12:00', to: '09:00' },
        ]),
      ),
    ).toEqual([
      'halls.0.bookingSlots.1.code: duplicate number segment "am", already at halls.0.bookingSlots.0.code',
      'halls.0.bookingSlots.1.slotMin: 100 minutes are not a whole number of slots of 30',
      'halls.0.bookingSlots.2.queues.0: unknown queue "nobody"',
      'halls.0.bookingSlots.2: 09:00–11:00 is not within one stretch of opening hours on weekday 7',
      'halls.0.bookingSlots.3.to: ends at 09:00, not after it starts at 12:00',
      'halls.0.bookingSlots.1: overlaps halls.0.bookingSlots.0 for queue "hz" on weekday 1',
    ]);
  });

  it('takes a document without a fault as it is, defaults filled in', () => {
    const doc: OrganisationDoc = smallOrganisation();
    expect(validateOrganisation(doc)).toEqual({ ok: true, doc });
  });

  const FAULTS: [string, (doc: Raw) => void, string[]][] = [
    [
      'a duplicate branch',
      push('branches', { code: 'traffic', name: 'x' }),
      ['branches.2.code: duplicate branch "traffic", already at branches.1.code'],
    ],
    [
      'a duplicate category',
      push('categories', { code: 'HZ', name: 'x', branch: 'household' }),
      ['categories.2.code: duplicate category "HZ", already at categories.0.code'],
    ],
    [
      'a duplicate item',
      push('items', { code: 'HZ-1', name: 'x', branch: 'household', category: 'HZ' }),
      ['items.4.code: duplicate item "HZ-1", already at items.0.code'],
    ],
    [
      'a category of an unknown branch',
      set('categories.0.branch', 'none'),
      [
        'categories.0.branch: unknown branch "none"',
        'items.0.category: category "HZ" belongs to branch "none", the item to "household"',
        'items.1.category: category "HZ" belongs to branch "none", the item to "household"',
        'items.2.category: category "HZ" belongs to branch "none", the item to "household"',
      ],
    ],
    ['an item of an unknown category', set('items.3.category', 'none'), ['items.3.category: unknown category "none"']],
    [
      'an item in a category of another branch',
      set('items.3.category', 'HZ'),
      ['items.3.category: category "HZ" belongs to branch "household", the item to "traffic"'],
    ],
    [
      'a promise beyond the law',
      set('items.0.promised', 61),
      ['items.0.promised: the promised limit 61 exceeds the statutory limit 60'],
    ],
    [
      'a duplicate hall',
      push('halls', { code: 'A', name: 'x', tier: 'hall' }),
      ['halls.3.code: duplicate hall "A", already at halls.0.code'],
    ],
    [
      'an unknown time zone',
      set('halls.0.timeZone', 'Asia/Yunjiang'),
      ['halls.0.timeZone: unknown IANA time zone "Asia/Yunjiang"'],
    ],
    [
      'hours that end before they start',
      set('halls.0.hours.0', { days: [1], from: '12:00', to: '08:30' }),
      ['halls.0.hours.0.to: ends at 08:30, not after it starts at 12:00'],
    ],
    [
      'hours that last no time',
      set('halls.0.hours.0', { days: [1], from: '08:30', to: '08:30' }),
      ['halls.0.hours.0.to: ends at 08:30, not after it starts at 08:30'],
    ],
    [
      'hours that overlap on a weekday',
      push('halls.0.hours', { days: [5, 6], from: '11:59', to: '12:30' }),
      ['halls.0.hours.2: overlaps halls.0.hours.0 on weekday 5'],
    ],
    ['a weekday named twice', set('halls.0.hours.0.days', [1, 1]), ['halls.0.hours.0.days: a weekday is named twice']],
    [
      'a closure named twice',
      push('halls.0.closures', '2026-10-01'),
      ['halls.0.closures.1: duplicate closure "2026-10-01", already at halls.0.closures.0'],
    ],
    [
      'a special day that is a closure, too, and hours of one that overlap or end first',
      both(
        set('halls.0.specialDays', [
          { day: '2026-10-01', hours: [], reason: 'r' },
          {
            day: '2026-10-02',
            hours: [
              { from: '09:00', to: '12:00' },
              { from: '11:00', to: '10:00' },
              { from: '11:30', to: '13:00' },
            ],
            reason: 'r',
          },
        ]),
        push('halls.0.specialDays', { day: '2026-10-02', hours: [], reason: 'r' }),
      ),
      [
        'halls.0.specialDays.0.day: duplicate closure "2026-10-01", already at halls.0.closures.0',
        'halls.0.specialDays.2.day: duplicate closure "2026-10-02", already at halls.0.specialDays.1.day',
        'halls.0.specialDays.1.hours.1.to: ends at 10:00, not after it starts at 11:00',
        'halls.0.specialDays.1.hours.2: overlaps halls.0.specialDays.1.hours.0',
      ],
    ],
    ['a day that does not exist', push('halls.0.closures', '2026-02-30'), ['halls.0.closures.1: Invalid ISO date']],
    [
      'two queues of one code',
      both(
        push('halls.2.queues', { code: 'q', name: 'q', branch: 'household' }),
        push('halls.2.queues', { code: 'q', name: 'q', branch: 'household' }),
      ),
      ['halls.2.queues.1.code: duplicate queue "q", already at halls.2.queues.0.code'],
    ],
    [
      'a queue of an unknown branch',
      set('halls.0.queues.1.branch', 'none'),
      [
        'halls.0.queues.1.branch: unknown branch "none"',
        'rosters.1.window: officer "o2" has no skill for any queue of window "w2" in that time',
      ],
    ],
    [
      'a queue with an item of another branch',
      set('halls.0.queues.0.items', ['JG-1', 'nothing']),
      [
        'halls.0.queues.0.items.0: item "JG-1" belongs to branch "traffic", the queue to "household"',
        'halls.0.queues.0.items.1: unknown item "nothing"',
      ],
    ],
    [
      'an item in two queues',
      both(
        set('halls.0.queues.0.items', ['HZ-1']),
        push('halls.0.queues', { code: 'hz2', name: 'x', branch: 'household', items: ['HZ-1'] }),
        push('halls.1.queues', { code: 'hz2', name: 'x', branch: 'household' }),
      ),
      ['halls.0.queues.2.items.0: duplicate item among the queues "HZ-1", already at halls.0.queues.0.items.0'],
    ],
    [
      'an item without a queue in the hall',
      both(
        set('halls.0.items', ['JG-1', 'none']),
        set('halls.0.queues.1.branch', 'household'),
        set('officers.1.skills', []),
      ),
      ['halls.0.items.0: no queue of the hall is of branch "traffic"', 'halls.0.items.1: unknown item "none"'],
    ],
    [
      'a duplicate window and number',
      push('halls.0.windows', { id: 'w1', number: '2', queues: ['hz'] }),
      [
        'halls.0.windows.2.id: duplicate window "w1", already at halls.0.windows.0.id',
        'halls.0.windows.2.number: duplicate window number "2", already at halls.0.windows.1.number',
      ],
    ],
    [
      'a window without a queue',
      set('halls.0.windows.0.queues', []),
      ['halls.0.windows.0.queues: Too small: expected array to have >=1 items'],
    ],
    [
      'a window with an unknown queue, and one twice',
      set('halls.0.windows.0.queues', ['hz', 'none', 'hz']),
      [
        'halls.0.windows.0.queues.2: duplicate queue "hz", already at halls.0.windows.0.queues.0',
        'halls.0.windows.0.queues.1: unknown queue "none"',
      ],
    ],
    [
      'a window in an unknown zone, outside the plan',
      set('halls.0.windows.0', { id: 'w1', number: '1', queues: ['hz'], zone: 'y', x: 101, y: -1 }),
      [
        'halls.0.windows.0.zone: unknown zone "y"',
        'halls.0.windows.0.x: outside the floor plan, 0 to 100',
        'halls.0.windows.0.y: outside the floor plan, 0 to 60',
      ],
    ],
    ['a window with half a place', set('halls.0.windows.1.x', 3), ['halls.0.windows.1: x and y come together']],
    [
      'a zone outside the plan, and one twice',
      push('halls.0.floorPlan.zones', { code: 'z', name: 'x', x: 90, y: 0, w: 20, h: 5 }),
      [
        'halls.0.floorPlan.zones.1.code: duplicate zone "z", already at halls.0.floorPlan.zones.0.code',
        'halls.0.floorPlan.zones.1: reaches outside the floor plan',
      ],
    ],
    [
      'a terminal for what no terminal can do',
      set('halls.0.terminals.0.items', ['JG-1', 'none']),
      [
        'halls.0.terminals.0.items.0: item "JG-1" has no self-service channel',
        'halls.0.terminals.0.items.1: unknown item "none"',
      ],
    ],
    ['an unknown parent', set('halls.0.parent', 'none'), ['halls.0.parent: unknown hall "none"']],
    [
      'a cycle of parents',
      set('halls.0.parent', 'P'),
      ['halls.0.parent: cycle: A → P → A', 'halls.2.parent: cycle: P → A → P'],
    ],
    [
      'a cycle over three places, and one that hangs below it',
      both(
        set('halls.0.parent', 'P'),
        push('halls', { code: 'Q', name: 'Q', tier: 'extension-point', parent: 'A' }),
        set('halls.2.parent', 'Q'),
        set('halls.1.parent', 'Q'),
      ),
      [
        'halls.0.parent: cycle: A → P → Q → A',
        'halls.2.parent: cycle: P → Q → A → P',
        'halls.3.parent: cycle: Q → A → P → Q',
      ],
    ],
    ['a hall that is its own parent', set('halls.0.parent', 'A'), ['halls.0.parent: cycle: A → A']],
    ['an unknown original', set('halls.1.twinOf', 'none'), ['halls.1.twinOf: unknown hall "none"']],
    ['a hall that is its own twin', set('halls.1.twinOf', 'A2'), ['halls.1.twinOf: a hall cannot be its own twin']],
    [
      'a twin of a twin',
      push('halls', {
        code: 'A3',
        name: 'x',
        tier: 'hall',
        twinOf: 'A2',
        queues: [
          { code: 'hz', name: 'x', branch: 'household' },
          { code: 'jg', name: 'x', branch: 'traffic' },
        ],
      }),
      ['halls.3.twinOf: "A2" is itself a twin; a twin of a twin compares with nothing'],
    ],
    [
      'a twin with other queues',
      set('halls.1.queues', []),
      [
        'halls.1.windows.0.queues.0: unknown queue "hz"',
        'halls.1.windows.1.queues.0: unknown queue "jg"',
        'halls.1.windows.1.queues.1: unknown queue "hz"',
        'halls.1.queues: a twin has the queues of "A"',
      ],
    ],
    [
      'a negative travel time',
      set('travelTimes.0.minutes', -1),
      ['travelTimes.0.minutes: Too small: expected number to be >=0'],
    ],
    [
      'travel to nowhere, to itself and twice',
      both(
        push('travelTimes', { from: 'A', to: 'none', minutes: 1 }),
        push('travelTimes', { from: 'A', to: 'A', minutes: 1 }),
        push('travelTimes', { from: 'A', to: 'P', minutes: 1 }),
      ),
      [
        'travelTimes.4: duplicate travel time "A → P", already at travelTimes.0',
        'travelTimes.2.to: unknown hall "none"',
        'travelTimes.3.to: leads back to where it starts',
      ],
    ],
    [
      'a duplicate officer',
      push('officers', { id: 'o1', name: 'x', hall: 'A' }),
      ['officers.3.id: duplicate officer "o1", already at officers.0.id'],
    ],
    [
      'an officer of an unknown hall and branch',
      both(set('officers.2.hall', 'none'), set('officers.2.homeBranch', 'none')),
      ['officers.2.hall: unknown hall "none"', 'officers.2.homeBranch: unknown branch "none"'],
    ],
    [
      'a skill that ends before it starts',
      set('officers.0.skills.1.to', '2026-02-28'),
      ['officers.0.skills.1.to: ends on 2026-02-28, before it starts on 2026-03-01'],
    ],
    [
      'a skill held twice at once',
      push('officers.0.skills', { branch: 'traffic', from: '2026-09-30' }),
      ['officers.0.skills.2: "traffic" is already held then, see officers.0.skills.1'],
    ],
    [
      'a skill of an unknown branch',
      push('officers.0.skills', { branch: 'none', from: '2026-09-30' }),
      ['officers.0.skills.2.branch: unknown branch "none"'],
    ],
    [
      'an authorisation reversed, for an unknown item',
      set('officers.0.authorisations', [{ item: 'none', from: '2026-01-02', to: '2026-01-01' }]),
      [
        'officers.0.authorisations.0.item: unknown item "none"',
        'officers.0.authorisations.0.to: ends on 2026-01-01, before it starts on 2026-01-02',
      ],
    ],
    ['a roster in an unknown hall', set('rosters.0.hall', 'none'), ['rosters.0.hall: unknown hall "none"']],
    [
      'a roster at a window that does not exist',
      set('rosters.0.window', 'w9'),
      ['rosters.0.window: unknown window of hall A "w9"'],
    ],
    ['a roster for nobody', set('rosters.0.officer', 'o9'), ['rosters.0.officer: unknown officer "o9"']],
    [
      'a roster for an officer of another hall',
      set('officers.0.hall', 'A2'),
      ['rosters.0.officer: officer "o1" belongs to hall "A2", not to "A"'],
    ],
    [
      'a roster where the officer can do nothing',
      set('rosters.0.officer', 'o2'),
      [
        'rosters.0.window: officer "o2" has no skill for any queue of window "w1" in that time',
        'rosters.1: the officer is already taken then, see rosters.0',
      ],
    ],
    [
      'a roster that ends before it starts',
      set('rosters.1.validTo', '2023-12-31'),
      [
        'rosters.1.validTo: ends on 2023-12-31, before it starts on 2024-01-01',
        'rosters.1.window: officer "o2" has no skill for any queue of window "w2" in that time',
      ],
    ],
    [
      'a shift that ends before it starts',
      set('rosters.0.to', '08:00'),
      ['rosters.0.to: ends at 08:00, not after it starts at 08:30'],
    ],
    [
      'a break that may not begin when it is rostered',
      set('rosters.0.breaks', [
        { kind: 'lunch', from: '12:00', minutes: 45, earliest: '12:10', latest: '13:00' },
        { kind: 'break', from: '15:00', minutes: 10, earliest: '14:30', latest: '14:50' },
      ]),
      [
        'rosters.0.breaks.0.earliest: after 12:00, when it is rostered',
        'rosters.0.breaks.1.latest: before 15:00, when it is rostered',
      ],
    ],
    [
      'breaks outside the shift and over one another',
      set('rosters.0.breaks', [
        { kind: 'break', from: '17:25', minutes: 10 },
        { kind: 'lunch', from: '12:00', minutes: 45 },
        { kind: 'break', from: '12:44', minutes: 10 },
      ]),
      ['rosters.0.breaks.0: outside the shift 08:30–17:30', 'rosters.0.breaks.2: overlaps rosters.0.breaks.1'],
    ],
    [
      'two people at one window',
      set('rosters.1', {
        hall: 'A',
        officer: 'o3',
        window: 'w1',
        validFrom: '2025-01-01',
        from: '17:29',
        to: '18:00',
        days: [5],
      }),
      ['rosters.1: the window is already taken then, see rosters.0'],
    ],
    [
      'somebody in two places',
      push('rosters', {
        hall: 'A',
        officer: 'o1',
        window: 'w2',
        validFrom: '2025-01-01',
        from: '13:00',
        to: '14:00',
        days: [4],
      }),
      ['rosters.2: the officer is already taken then, see rosters.0'],
    ],
    [
      'an unknown item in a package, and one twice',
      set('packages.0.items', ['HZ-1', 'none', 'HZ-1']),
      [
        'packages.0.items.1: unknown item "none"',
        'packages.0.items.2: duplicate item of the package "HZ-1", already at packages.0.items.0',
      ],
    ],
    [
      'a package that makes things worse',
      set('packages.0.together', { steps: 8, trips: 3 }),
      [
        'packages.0.together.steps: 8 steps together, but only 6 separately',
        'packages.0.together.trips: 3 trips together, but only 2 separately',
      ],
    ],
    [
      'a duplicate package, of one item',
      push('packages', {
        code: 'P-1',
        name: 'x',
        items: ['HZ-1'],
        separately: { steps: 2, trips: 1 },
        together: { steps: 1, trips: 1 },
      }),
      ['packages.1.items: Too small: expected array to have >=2 items'],
    ],
    [
      'a stage named twice',
      set('items.0.stages', [{ code: 'a' }, { code: 'b', allowedDays: 1 }, { code: 'a' }]),
      ['items.0.stages.2.code: duplicate stage "a", already at items.0.stages.0.code'],
    ],
    ['a misspelt field', set('halls.0.waitTargetMins', 15), ['halls.0: Unrecognized key: "waitTargetMins"']],
    ['a misspelt list', set('travelTime', []), ['travelTime: unrecognised field "travelTime"']],
    ['another format', set('format', 'organisation/2'), ['format: Invalid input: expected "organisation/1"']],
    [
      'something that is no list',
      set('officers', 'none'),
      ['officers: a list', 'rosters.0.officer: unknown officer "o1"', 'rosters.1.officer: unknown officer "o2"'],
    ],
    [
      'no halls',
      both(set('halls', []), set('officers', []), set('rosters', []), set('travelTimes', [])),
      ['halls: at least one hall'],
    ],
  ];
  it.each(FAULTS)('tells %s', (_, change, told) => {
    expect(after(change).sort()).toEqual([...told].sort());
  });

  it('allows what only looks like a clash: other days, other times, lapsed skills', () => {
    expect(
      after(
        push('rosters', {
          hall: 'A',
          officer: 'o1',
          window: 'w2',
          validFrom: '2025-01-01',
          from: '08:30',
          to: '17:30',
          days: [6],
        }),
      ),
    ).toEqual([]);
    expect(
      after(
        push('rosters', {
          hall: 'A',
          officer: 'o3',
          window: 'w2',
          validFrom: '2027-01-01',
          from: '08:30',
          to: '12:00',
          days: [1],
        }),
      ),
    ).toEqual([]);
    expect(after(push('officers.0.skills', { branch: 'traffic', from: '2026-10-01' }))).toEqual([]);
  });

  it('tells all faults at once, unreadable parts hiding nothing', () => {
    const told = after(
      both(
        set('halls.0.windows.0.number', 7),
        set('halls.0.waitTargetMin', -1),
        set('officers.1.skills.0.from', 'yesterday'),
        set('rosters.1.window', 'w9'),
        set('travelTimes.0.to', 'none'),
      ),
    );
    expect(told.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'halls.0.waitTargetMin',
      'halls.0.windows.0.number',
      'officers.1.skills.0.from',
      'rosters.1.window',
      'travelTimes.0.to',
    ]);
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { halls: [null, 7] },
    { format: 'organisation/1', bureau: null, halls: [{ code: 'A', windows: {}, queues: 'x' }] },
  ])('tells faults of %j instead of breaking', (raw) => {
    expect(faultsOf(raw).length).toBeGreaterThan(0);
  });
});
