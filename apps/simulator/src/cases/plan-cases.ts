import type { MatterKind, OrganisationDoc } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { CASES } from '../accounts';
import { Draw } from '../network/random';
import { Diary, HALL, life, type Office } from './life';
import { applicantOf } from '../people';
import { officeDays, servedTickets } from './served';
import { staffOf } from './unit-staff';
import { UNITS } from '../units';

export interface CasesOptions {
  readonly network: OrganisationDoc;
  /** First day of acceptance, a hall day; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
  readonly seed?: number;
}

/** Cases and packages on one working day. */
const CASES_A_DAY = 40;
const PACKAGES_A_DAY = 2;
const AT_ONCE = 0.55;
const OTHER_KINDS: readonly { value: MatterKind; weight: number }[] = [
  { value: 'order', weight: 5 },
  { value: 'letter', weight: 2 },
  { value: 'finding', weight: 1 },
  { value: 'pain-point', weight: 1 },
  { value: 'difficult-matter', weight: 1 },
  { value: 'enterprise-need', weight: 2 },
];
/** Working days that the sender allows for matters without a promised item. */
const GIVEN_DAYS: Partial<Record<MatterKind, number>> = {
  order: 5,
  letter: 7,
  finding: 15,
  'pain-point': 20,
  'difficult-matter': 10,
  'enterprise-need': 7,
};

/**
 * Matters of the standard hall from the integrated platform and the hotline, with packages and ratings. A pure function
 * of its options; ids do not depend on the range of days.
 */
export function planCases(options: CasesOptions): OutgoingEvent[] {
  const { network, from, to, isHoliday, seed = 7_321 } = options;
  const zone = network.halls.find((hall) => hall.code === HALL)?.timeZone;
  if (zone === undefined) return [];
  const items = network.items.filter(
    ({ mode, promised, branch }) => (promised !== undefined || mode === 'on-the-spot') && UNITS[branch] !== undefined,
  );
  const staff = staffOf(network, HALL);
  if (items.length === 0 || staff(HALL).length === 0) return [];
  const { works, later } = officeDays(isHoliday);
  const ticketsOn = servedTickets(network, HALL);
  const ticketOn: Office['ticketOn'] = (date, chance) => {
    const tickets = ticketsOn(date);
    return tickets.length === 0 ? null : chance.pick(tickets);
  };
  const events: OutgoingEvent[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    if (!works(date)) continue;
    const tag = date.replaceAll('-', '');
    const office: Office = { draw: new Draw(seed + Number(tag)), staff, zone, later, ticketOn, source: CASES };
    for (let n = 1; n <= CASES_A_DAY; n++)
      events.push(...single(`YC${tag}${String(n).padStart(3, '0')}`, date, items, office));
    for (let n = 1; n <= PACKAGES_A_DAY && network.packages.length > 0; n++)
      events.push(...bundle(`YP${tag}${String(n).padStart(2, '0')}`, date, network, office));
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

function single(caseId: string, date: string, items: OrganisationDoc['items'], office: Office): OutgoingEvent[] {
  const { draw } = office;
  // Most cases are settled on the spot (即办件).
  const isAtOnce = draw.next() < AT_ONCE;
  const candidates = items.filter(({ mode }) => (mode === 'on-the-spot') === isAtOnce);
  const item = draw.pick(candidates.length === 0 ? items : candidates);
  const unit = UNITS[item.branch] ?? item.branch;
  const kind = draw.next() < 0.78 ? 'case' : draw.weighted(OTHER_KINDS);
  return life(
    kind === 'case'
      ? { caseId, date, kind, unit, item, days: item.promised ?? 5 }
      : { caseId, date, kind, unit, days: GIVEN_DAYS[kind] ?? 5 },
    office,
  );
}

/**
 * A package (一件事): a parent that is only accepted, and a case for each item. In some packages one part never arrives.
 */
function bundle(caseId: string, date: string, network: OrganisationDoc, office: Office): OutgoingEvent[] {
  const { draw, zone, staff } = office;
  const bundled = draw.pick(network.packages);
  const items = bundled.items.flatMap((code) => network.items.find((item) => item.code === code) ?? []);
  const unitOf = (branch: string | undefined): string => UNITS[branch ?? ''] ?? '综合审批科';
  const incomplete = draw.next() < 0.06;
  const parent = new Diary(caseId, zone);
  const unit = unitOf(items[0]?.branch);
  parent.addStep('accepted', date, 515, {
    kind: 'case',
    hallId: HALL,
    unit,
    channel: 'window',
    applicantType: 'person',
    applicantRef: applicantOf(caseId),
    packageId: bundled.code,
  });
  parent.addStep('assigned', date, 518, { unit, officerId: draw.pick(staff(unit)) });
  const parts = items.slice(0, incomplete ? -1 : undefined).flatMap((item, i) =>
    life(
      {
        caseId: `${caseId}-${String(i + 1)}`,
        date,
        kind: 'case',
        unit: unitOf(item.branch),
        item,
        days: item.promised ?? 1,
        part: { packageId: bundled.code, parentId: caseId },
      },
      office,
    ),
  );
  return [...parent.events, ...parts];
}
