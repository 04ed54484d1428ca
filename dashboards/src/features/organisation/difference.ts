import type { PartDifference } from '@cockpit/contracts';
import { isSame } from './draft';
import { daysText, type Naming } from './naming';
import { lineText, planLines, slotText } from './part-texts';

export interface DifferenceLine {
  readonly key: string;
  readonly change: PartDifference['change'];
  readonly title: string;
  /** field by field what was and what will be; of something new what it is */
  readonly fields: readonly string[];
}

/** Fields that name something else. */
const NAMES: Readonly<Record<string, Parameters<Naming['nameOf']>[0]>> = {
  queues: 'queue',
  branch: 'branch',
  homeBranch: 'branch',
  window: 'window',
  officer: 'officer',
  hall: 'place',
  parent: 'place',
  twinOf: 'place',
  item: 'item',
  items: 'item',
};
/** What a title says already. */
const OWN = ['code', 'id', 'name'];
const OWN_OF_WAYS = ['from', 'to'];
type Body = Readonly<Record<string, unknown>>;

/** One line for each part that changes, in words. */
export const linesOf = (changes: readonly PartDifference[], naming: Naming): DifferenceLine[] =>
  changes.map((one) => ({
    key: `${one.kind} ${one.key}`,
    change: one.change,
    title:
      `${naming.t(`organisation.change.${one.change}`)} ${naming.t(`organisation.kind.${one.kind}`)} ${titleOf(one, naming)}`.trim(),
    fields: one.change === 'removed' ? [] : fieldsOf(one, naming),
  }));

function titleOf({ kind, key, before, after }: PartDifference, naming: Naming): string {
  const body = after ?? before ?? {};
  if (kind === 'travel-time')
    return naming.t('organisation.ways.way', {
      from: naming.nameOf('place', String(body['from'])),
      to: naming.nameOf('place', String(body['to'])),
    });
  if (kind === 'window') return textIn(body['number'], key);
  if (kind === 'roster')
    return `${naming.nameOf('officer', String(body['officer']))} ${textOf(kind, 'days', body['days'], naming)} ${String(body['from'])}–${String(body['to'])}`;
  return typeof body['name'] === 'string' ? body['name'] : decodeURIComponent(key);
}

function fieldsOf({ kind, before, after }: PartDifference, naming: Naming): string[] {
  const [was, is]: [Body, Body] = [before ?? {}, after ?? {}];
  const names = [...new Set([...Object.keys(is), ...Object.keys(was)])];
  return names
    .filter(
      (field) =>
        !isSame(was[field], is[field]) &&
        (before !== null || !(kind === 'travel-time' ? OWN_OF_WAYS : OWN).includes(field)) &&
        !isNothing(is[field], before),
    )
    .flatMap((field) => fieldText(kind, field, was[field], is[field], before === null, naming));
}
/** Of something new only what is said of it. */
const isNothing = (value: unknown, before: Body | null): boolean =>
  before === null && (value === false || (Array.isArray(value) && value.length === 0));

function fieldText(kind: string, field: string, was: unknown, is: unknown, isNew: boolean, naming: Naming): string[] {
  const { t, has } = naming;
  const label = has(`organisation.field.${field}`) ? t(`organisation.field.${field}`) : field;
  if (field === 'floorPlan') return planLines(was, is, naming);
  if (isNew) return [t('organisation.is', { field: label, after: textOf(kind, field, is, naming) })];
  if (isListOfThings(was) || isListOfThings(is)) {
    const [old, next] = [was, is].map((list) =>
      Array.isArray(list) ? list.map((one) => textOf(kind, field, [one], naming)) : [],
    );
    const [gone, come] = [old?.filter((text) => !next?.includes(text)), next?.filter((text) => !old?.includes(text))];
    return [
      ...(gone ?? []).map((before) => t('organisation.without', { field: label, before })),
      ...(come ?? []).map((after) => t('organisation.with', { field: label, after })),
    ];
  }
  return [
    t('organisation.was', {
      field: label,
      before: textOf(kind, field, was, naming),
      after: textOf(kind, field, is, naming),
    }),
  ];
}
const isListOfThings = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.some((one) => typeof one === 'object' || /^\d{4}-\d\d-\d\d$/.test(String(one)));

function textOf(kind: string, field: string, value: unknown, naming: Naming): string {
  const { t, has, nameOf } = naming;
  const colon = t('list.comma');
  if (value === undefined || value === null || value === '') return t('organisation.nothing');
  if (typeof value === 'boolean') return t(value ? 'organisation.yes' : 'organisation.no');
  if (Array.isArray(value)) {
    if (value.length === 0) return t('organisation.nothing');
    if (field === 'days') return daysText(value.map(Number), naming);
    return value.map((one: unknown) => textOf(kind, field, one, naming)).join(colon);
  }
  if (typeof value === 'object') return thingText(kind, { ...value }, naming);
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  const named = NAMES[field];
  if (named !== undefined) return nameOf(named, text);
  if (field === 'tier' && has(`tier.${text}`)) return t(`tier.${text}`);
  return has(`organisation.value.${text}`) ? t(`organisation.value.${text}`) : text;
}

/** Hours, skills, breaks and whatever else lies within a part. */
function thingText(kind: string, thing: Body, naming: Naming): string {
  const { t } = naming;
  const [from, to] = [thing['from'], thing['to']];
  if ('slotMin' in thing) return slotText(thing, naming);
  if ('number' in thing) return lineText(thing, naming);
  if ('branch' in thing || 'item' in thing) {
    const what = textOf(kind, 'branch' in thing ? 'branch' : 'item', thing['branch'] ?? thing['item'], naming);
    return t(to === undefined ? 'organisation.since' : 'organisation.between', { what, from, to });
  }
  if ('minutes' in thing)
    return `${textOf(kind, 'kind', thing['kind'], naming)} ${String(from)} ${t('organisation.minutes', { n: thing['minutes'] })}`;
  if ('days' in thing) return `${textOf(kind, 'days', thing['days'], naming)} ${String(from)}–${String(to)}`;
  if ('day' in thing) return `${String(thing['day'])} ${String(from)}–${String(to)}`;
  if ('lat' in thing) return `${String(thing['lat'])}, ${String(thing['lon'])}`;
  const name = typeof thing['name'] === 'string' ? thing['name'] : t('organisation.another');
  if (typeof thing['submission'] === 'string')
    return t('organisation.marked', { what: name, mark: textOf(kind, 'submission', thing['submission'], naming) });
  const { allowedDays } = thing;
  return typeof allowedDays === 'number'
    ? t('organisation.marked', { what: name, mark: t('organisation.workingDays', { n: allowedDays }) })
    : name;
}

const textIn = (value: unknown, other: string): string => (typeof value === 'string' ? value : other);
