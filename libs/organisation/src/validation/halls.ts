import { IANAZone } from 'luxon';
import { checkBookingSlots } from './booking-slots';
import { keys } from './catalogue';
import type { Faults } from './faults';
import { checkPhoneLines } from './phone-lines';
import { firstBy, type Found, type FoundHall, type FoundParts } from './parts';
import { checkDisjoint, checkHours, checkOrder, minuteOf } from './times';

/** Checks each hall on its own: zone, hours, queues, windows, terminals and floor plan. */
export function checkHalls(parts: FoundParts, faults: Faults): void {
  faults.unique(keys(parts.halls), 'hall');
  const itemBranch = firstBy(
    parts.items,
    ({ value }) => value.code,
    ({ value }) => value.branch,
  );
  for (const hall of parts.halls) {
    if (!IANAZone.isValidZone(hall.value.timeZone))
      faults.add(`${hall.path}.timeZone`, `unknown IANA time zone "${hall.value.timeZone}"`, 'no-such', {
        value: hall.value.timeZone,
      });
    checkHours(`${hall.path}.hours`, hall.value.hours, faults);
    checkSpecialDays(hall, faults);
    checkQueues(hall, parts, itemBranch, faults);
    checkHallItems(hall, parts, itemBranch, faults);
    checkWindows(hall, faults);
    checkTerminals(hall, parts, faults);
    checkBookingSlots(hall, faults);
    checkPlan(hall, faults);
    checkPhoneLines(hall, parts, faults);
  }
}

/** A day is either a closure or special, only once; special hours end after they start and do not overlap. */
function checkSpecialDays({ path, value }: FoundHall, faults: Faults): void {
  const special = (value.specialDays ?? []).map((specialDay, i) => ({
    ...specialDay,
    path: `${path}.specialDays.${String(i)}`,
  }));
  faults.unique(
    [
      ...value.closures.map((day, i) => ({ path: `${path}.closures.${String(i)}`, key: day })),
      ...special.map((entry) => ({ path: `${entry.path}.day`, key: entry.day })),
    ],
    'closure',
  );
  for (const entry of special) {
    const spans = entry.hours.map((hours, i) => ({ hours, path: `${entry.path}.hours.${String(i)}` }));
    checkDisjoint(
      spans
        .filter(({ hours, path: at }) => checkOrder(at, hours, faults))
        .map(({ hours, path: at }) => ({ path: at, from: minuteOf(hours.from), to: minuteOf(hours.to) })),
      (earlier) => `overlaps ${earlier.path}`,
      'overlaps',
      faults,
    );
  }
}

type ItemBranch = ReadonlyMap<string, string>;

function checkQueues(hall: FoundHall, parts: FoundParts, itemBranch: ItemBranch, faults: Faults): void {
  faults.unique(keys(hall.queues), 'queue');
  const listed: { path: string; key: string }[] = [];
  for (const { path, value } of hall.queues) {
    faults.known(`${path}.branch`, 'branch', value.branch, parts.codes.branches);
    value.items?.forEach((item, i) => {
      const at = `${path}.items.${String(i)}`;
      listed.push({ path: at, key: item });
      const owner = itemBranch.get(item);
      if (faults.known(at, 'item', item, parts.codes.items) && owner !== undefined && owner !== value.branch) {
        faults.add(
          at,
          `item "${item}" belongs to branch "${owner}", the queue to "${value.branch}"`,
          'of-other-branch',
          { value: item, branch: owner },
        );
      }
    });
  }
  faults.unique(listed, 'item among the queues');
}

function checkHallItems(hall: FoundHall, parts: FoundParts, itemBranch: ItemBranch, faults: Faults): void {
  const branches = new Set(hall.queues.map((queue) => queue.value.branch));
  const items = (hall.value.items ?? []).map((key, i) => ({ path: `${hall.path}.items.${String(i)}`, key }));
  faults.unique(items, 'item');
  for (const { path, key } of items) {
    if (!faults.known(path, 'item', key, parts.codes.items)) continue;
    const branch = itemBranch.get(key);
    if (branches.size > 0 && branch !== undefined && !branches.has(branch))
      faults.add(path, `no queue of the hall is of branch "${branch}"`, 'branch-without-queue', { branch });
  }
}

function checkWindows(hall: FoundHall, faults: Faults): void {
  faults.unique(keys(hall.windows), 'window');
  faults.unique(
    hall.windows.map(({ path, value }) => ({ path: `${path}.number`, key: value.number })),
    'window number',
  );
  faults.unique(
    hall.windows.flatMap(({ path, value: { label } }) =>
      label === undefined ? [] : [{ path: `${path}.label`, key: label }],
    ),
    'window label',
  );
  for (const { path, value } of hall.windows) {
    const entries = value.queues.map((key, i) => ({ path: `${path}.queues.${String(i)}`, key }));
    faults.unique(entries, 'queue');
    for (const entry of entries) faults.known(entry.path, 'queue', entry.key, hall.queueCodes);
    checkPlace(hall, { path, value }, faults);
  }
}

function checkTerminals(hall: FoundHall, parts: FoundParts, faults: Faults): void {
  faults.unique(keys(hall.terminals), 'terminal');
  const items = firstBy(
    parts.items,
    ({ value }) => value.code,
    ({ value }) => value,
  );
  for (const { path, value } of hall.terminals) {
    value.items.forEach((code, i) => {
      const at = `${path}.items.${String(i)}`;
      const item = items.get(code);
      faults.known(at, 'item', code, parts.codes.items);
      if (item !== undefined && !item.channels.includes('self-service'))
        faults.add(at, `item "${code}" has no self-service channel`, 'no-self-service', { value: code });
    });
    checkPlace(hall, { path, value }, faults);
  }
}

interface Placed {
  readonly zone?: string | undefined;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}

function checkPlace(hall: FoundHall, { path, value }: Found<Placed>, faults: Faults): void {
  const plan = hall.value.floorPlan;
  if (value.zone !== undefined)
    faults.known(`${path}.zone`, 'zone', value.zone, new Set(plan?.zones.map((zone) => zone.code)));
  if ((value.x === undefined) !== (value.y === undefined)) faults.add(path, 'x and y come together', 'x-and-y');
  if (plan === undefined) return;
  if (value.x !== undefined && (value.x < 0 || value.x > plan.width))
    faults.add(`${path}.x`, `outside the floor plan, 0 to ${String(plan.width)}`, 'off-plan', { limit: plan.width });
  if (value.y !== undefined && (value.y < 0 || value.y > plan.height))
    faults.add(`${path}.y`, `outside the floor plan, 0 to ${String(plan.height)}`, 'off-plan', { limit: plan.height });
}

function checkPlan(hall: FoundHall, faults: Faults): void {
  const plan = hall.value.floorPlan;
  if (plan === undefined) return;
  const path = `${hall.path}.floorPlan.zones`;
  faults.unique(
    plan.zones.map((zone, i) => ({ path: `${path}.${String(i)}.code`, key: zone.code })),
    'zone',
  );
  plan.zones.forEach((zone, i) => {
    const inside = zone.x >= 0 && zone.y >= 0 && zone.x + zone.w <= plan.width && zone.y + zone.h <= plan.height;
    if (!inside) faults.add(`${path}.${String(i)}`, 'reaches outside the floor plan', 'zone-off-plan');
  });
}
