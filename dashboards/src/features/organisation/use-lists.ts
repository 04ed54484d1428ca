import { CONSULT_TIERS, type BranchDoc, type HallDoc, type OfficerDoc, type OrganisationDoc } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { freeCode, nextWindow, type Draft } from './draft';
import { optionsOf, type Column, type List, type Row } from './fields/column';
import type { Way } from './ways/ways';

const TIMES = [
  { field: 'from', kind: 'time' },
  { field: 'to', kind: 'time' },
] as const satisfies Column[];
const HOURS = [{ field: 'days', kind: 'days' }, ...TIMES] as const satisfies Column[];
const CODE_AND_NAME = [
  { field: 'code', kind: 'text' },
  { field: 'name', kind: 'text' },
] as const satisfies Column[];
const WORKDAYS = [1, 2, 3, 4, 5];
const usualHours = () => ({ days: [...WORKDAYS], from: '09:00', to: '17:00' });
const freeIn = (letter: string, taken: readonly string[]): string => freeCode(letter, taken, taken.length + 1);
const codesOf = (list: readonly { code: string }[] = []): string[] => list.map(({ code }) => code);

/** The lists of a place: what each column is, and what a new row says. */
export function useLists() {
  const { t } = useI18n();
  const choice = (field: string, values: readonly string[], words = 'organisation.value'): Column => ({
    field,
    kind: 'select',
    options: values.map((value) => ({ value, label: t(`${words}.${value}`) })),
  });
  /** Where something lies on the plan of the hall. */
  const onPlan = ({ floorPlan }: HallDoc): Column[] => [
    ...(floorPlan === undefined
      ? []
      : [{ field: 'zone', kind: 'select', empty: '—', options: optionsOf(floorPlan.zones) } as const]),
    { field: 'x', kind: 'number', empty: '' },
    { field: 'y', kind: 'number', empty: '' },
  ];
  const ofHall = (hall: HallDoc, field: keyof HallDoc, name: string = field) => ({
    name,
    word: `organisation.tab.${name}`,
    of: hall,
    field,
    base: 'hall',
  });
  /** Codes that others name already stay what they are. */
  const savedIn =
    (saved: HallDoc | null, list: keyof HallDoc, field: 'id' | 'code') =>
    (row: Row): boolean =>
      (saved?.[list] as Row[] | undefined)?.some((one) => one[field] === row[field]) === true;

  const hours = (of: object, base: string, name: string): List => ({
    name,
    word: 'organisation.field.hours',
    of,
    field: 'hours',
    base,
    columns: HOURS,
    make: usualHours,
  });

  const queues = (hall: HallDoc, branches: readonly BranchDoc[], saved: HallDoc | null): List => ({
    ...ofHall(hall, 'queues'),
    columns: [
      { field: 'code', kind: 'text', fixed: savedIn(saved, 'queues', 'code') },
      { field: 'name', kind: 'text' },
      { field: 'nameEn', kind: 'text', empty: '' },
      { field: 'branch', kind: 'select', options: optionsOf(branches) },
      { field: 'letter', kind: 'text', empty: '' },
      { field: 'waitTargetMin', kind: 'number', empty: String(hall.waitTargetMin) },
    ],
    /** of a branch that has no queue yet, under its name */
    make: () => {
      const codes = codesOf(hall.queues);
      const free = branches.find(({ code }) => !hall.queues.some(({ branch }) => branch === code));
      const code = free !== undefined && !codes.includes(free.code) ? free.code : freeIn('q', codes);
      const branch = free?.code ?? branches[0]?.code;
      return { code, name: free?.name ?? '', ...(branch === undefined ? {} : { branch }) };
    },
    unlike: ['code', 'letter'],
    add: 'organisation.addQueue',
  });

  const newBranches = (draft: Draft, branches: readonly BranchDoc[]): List => ({
    name: 'branches',
    word: 'organisation.newBranches',
    of: draft,
    field: 'branches',
    base: '',
    columns: [...CODE_AND_NAME, { field: 'shortName', kind: 'text', empty: '' }],
    make: () => ({ code: freeIn('b', codesOf(branches)), name: '' }),
    add: 'organisation.addBranch',
  });

  const windows = (hall: HallDoc, saved: HallDoc | null): List => ({
    ...ofHall(hall, 'windows'),
    columns: [
      { field: 'number', kind: 'text' },
      { field: 'label', kind: 'text', empty: t('organisation.fromNumber') },
      { field: 'id', kind: 'text', fixed: savedIn(saved, 'windows', 'id') },
      choice('kind', ['specialised', 'comprehensive', 'reserve']),
      { field: 'queues', word: 'organisation.field.queuesHomeFirst', kind: 'codes', options: optionsOf(hall.queues) },
      ...onPlan(hall),
      { field: 'switchMin', kind: 'number', empty: '2' },
    ],
    make: () => nextWindow(hall.windows, hall.queues),
    unlike: ['id', 'number', 'label', 'x', 'y'],
    add: 'organisation.addWindow',
  });

  const terminals = (hall: HallDoc, doc: OrganisationDoc | null, saved: HallDoc | null): List => ({
    ...ofHall(hall, 'terminals'),
    columns: [
      { field: 'id', kind: 'text', fixed: savedIn(saved, 'terminals', 'id') },
      { field: 'name', kind: 'text' },
      {
        field: 'items',
        kind: 'codes',
        options: optionsOf((doc?.items ?? []).filter(({ channels }) => channels.includes('self-service'))),
      },
      { field: 'allDay', kind: 'check' },
      ...onPlan(hall),
    ],
    make: () => {
      const ids = hall.terminals.map(({ id }) => id);
      const name = t('organisation.terminalNo', { n: ids.length + 1 });
      return { id: freeIn('t', ids), name, items: [], allDay: false };
    },
    unlike: ['id', 'name', 'x', 'y'],
    add: 'organisation.addTerminal',
  });

  /** What can be booked (号段). A new one is as long as the hall is open in the morning, for its first queue. */
  const slots = (hall: HallDoc, saved: HallDoc | null): List => ({
    ...ofHall(hall, 'bookingSlots', 'slots'),
    columns: [
      { field: 'code', kind: 'text', fixed: savedIn(saved, 'bookingSlots', 'code') },
      { field: 'name', kind: 'text', empty: '' },
      { field: 'queues', kind: 'codes', options: optionsOf(hall.queues) },
      ...HOURS,
      { field: 'slotMin', kind: 'number' },
      { field: 'capacity', kind: 'number' },
    ],
    make: () => ({
      code: freeIn('s', codesOf(hall.bookingSlots)),
      queues: codesOf(hall.queues.slice(0, 1)),
      days: [...(hall.hours[0]?.days ?? WORKDAYS)],
      from: hall.hours[0]?.from ?? '09:00',
      to: hall.hours[0]?.to ?? '12:00',
      slotMin: 30,
      capacity: 10,
    }),
    add: 'organisation.addSlot',
    optional: true,
  });

  const lines = (
    hall: HallDoc,
    doc: OrganisationDoc | null,
    branches: readonly BranchDoc[],
    saved: HallDoc | null,
  ): List => {
    const places = [...(doc?.halls ?? []).filter(({ code }) => code !== hall.code), hall];
    /** every other line there is, by the place it belongs to */
    const others = places.flatMap(({ code, name, phoneLines = [] }) =>
      phoneLines.map((line) => ({ value: `${code}/${line.code}`, label: `${name} ${line.name} ${line.number}` })),
    );
    return {
      ...ofHall(hall, 'phoneLines', 'lines'),
      columns: [
        { field: 'number', word: 'organisation.field.phoneNumber', kind: 'text' },
        { field: 'name', kind: 'text' },
        { field: 'code', kind: 'text', fixed: savedIn(saved, 'phoneLines', 'code') },
        { ...choice('tier', CONSULT_TIERS, 'consultation.tier'), word: 'organisation.field.answeredBy' },
        { field: 'branches', kind: 'codes', options: optionsOf(branches) },
        { field: 'allDay', kind: 'check' },
        { field: 'next', kind: 'select', options: others, empty: t('organisation.nothing') },
      ],
      make: () => ({
        code: freeIn('l', codesOf(hall.phoneLines)),
        name: '',
        number: '',
        tier: 'unit',
        branches: [],
        allDay: false,
      }),
      add: 'organisation.addLine',
      optional: true,
    };
  };

  const zones = (plan: NonNullable<HallDoc['floorPlan']>, make: () => object): List => ({
    name: 'zones',
    word: 'organisation.plan.zones',
    of: plan,
    field: 'zones',
    base: 'hall.floorPlan',
    columns: [
      ...CODE_AND_NAME,
      { field: 'nameEn', kind: 'text', empty: '' },
      {
        ...choice('kind', ['waiting', 'entrance'], 'organisation.plan.kind'),
        empty: t('organisation.plan.kind.none'),
      },
      ...(['x', 'y', 'w', 'h'] as const).map((field): Column => ({ field, kind: 'number' })),
    ],
    make,
    add: 'organisation.plan.addZone',
  });

  /** A new row is of the first place that has none yet. */
  const ways = (draft: { ways: Way[] }, others: readonly HallDoc[]): List => ({
    name: 'ways',
    word: 'organisation.tab.ways',
    of: draft,
    field: 'ways',
    base: '',
    columns: [
      { field: 'code', word: 'organisation.ways.place', kind: 'place', options: optionsOf(others) },
      { field: 'there', word: 'organisation.ways.there', kind: 'number', empty: t('organisation.ways.asBack') },
      { field: 'back', word: 'organisation.ways.back', kind: 'number', empty: t('organisation.ways.asThere') },
    ],
    make: () => ({ code: others.find(({ code }) => !draft.ways.some((way) => way.code === code))?.code ?? '' }),
    add: 'organisation.ways.add',
  });

  /** What an officer may do, from when to when: of a branch, or of a single item. */
  const held = (
    officer: OfficerDoc,
    base: string,
    day: string,
    field: 'skills' | 'authorisations',
    list: readonly { code: string; name: string }[],
  ): List => {
    const of = field === 'skills' ? 'branch' : 'item';
    return {
      name: field === 'skills' ? 'officer-skills' : 'officer-items',
      word: `organisation.field.${field}`,
      of: officer,
      field,
      base,
      columns: [
        { field: of, kind: 'select', options: optionsOf(list) },
        { field: 'from', kind: 'day' },
        { field: 'to', word: 'organisation.field.lastDay', kind: 'day', empty: '' },
      ],
      make: () => ({ [of]: list[0]?.code ?? '', from: day }),
    };
  };

  const breaks = (roster: object, base: string): List => ({
    name: 'breaks',
    word: 'organisation.field.breaks',
    of: roster,
    field: 'breaks',
    base,
    columns: [
      choice('kind', ['lunch', 'break']),
      { field: 'from', kind: 'time' },
      { field: 'minutes', kind: 'number' },
      { field: 'earliest', kind: 'time', empty: '' },
      { field: 'latest', kind: 'time', empty: '' },
    ],
    make: () => ({ kind: 'lunch', from: '12:00', minutes: 45 }),
  });

  return {
    choice,
    weekly: HOURS,
    hours,
    usualHours,
    queues,
    newBranches,
    windows,
    terminals,
    slots,
    lines,
    zones,
    ways,
    held,
    breaks,
  };
}
