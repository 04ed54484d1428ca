import { windowLabel, type Drawing, type HallDoc } from '@cockpit/contracts';

export type FloorPlan = NonNullable<HallDoc['floorPlan']>;
type ThingKind = 'zone' | 'window' | 'terminal';
/** Something that lies on the plan: windows and terminals by their middle, zones by their upper left corner. */
export interface Thing {
  readonly kind: ThingKind;
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** of zones only */
  readonly size: { readonly w: number; readonly h: number } | null;
}
type Spot = Pick<Thing, 'x' | 'y'>;

/** A plan that is new has decimetres: a hall of 48 by 27 metres, which fills a wall screen. */
const USUAL = { width: 480, height: 270 };
export const newPlan = (drawing?: Drawing): FloorPlan => ({
  width: USUAL.width,
  height: drawing === undefined ? USUAL.height : round((USUAL.width * drawing.height) / drawing.width, 1),
  zones: [],
  ...(drawing === undefined ? {} : { drawing: drawing.id }),
});

/** What one stroke of an arrow key moves, and what places are rounded to: about a five-hundredth of the plan, and a round number. */
export const stepOf = ({ width }: Pick<FloorPlan, 'width'>): number => 10 ** Math.floor(Math.log10(width / 100));
const round = (value: number, step: number): number => Number((Math.round(value / step) * step).toPrecision(12));
const within = (value: number, most: number): number => Math.min(Math.max(0, value), Math.max(0, most));

type Places = Pick<HallDoc, 'floorPlan' | 'windows' | 'terminals'>;
const standing = ({ windows, terminals }: Pick<Places, 'windows' | 'terminals'>) => [
  ...windows.map((one) => ({ kind: 'window' as const, id: one.id, label: windowLabel(one), x: one.x, y: one.y })),
  ...terminals.map(({ id, name, x, y }) => ({ kind: 'terminal' as const, id, label: name, x, y })),
];

/** Everything that has a place, zones first so that what stands in them lies above. */
export function thingsOf(hall: Places): Thing[] {
  if (hall.floorPlan === undefined) return [];
  return [
    ...hall.floorPlan.zones.map(({ code, name, x, y, w, h }): Thing => ({
      kind: 'zone',
      id: code,
      label: name,
      x,
      y,
      size: { w, h },
    })),
    ...standing(hall).flatMap(({ x, y, ...one }): Thing[] =>
      x === undefined || y === undefined ? [] : [{ ...one, x, y, size: null }],
    ),
  ];
}

/** Windows and terminals that nobody has put anywhere yet. */
export const homeless = (hall: Pick<Places, 'windows' | 'terminals'>) =>
  standing(hall).filter(({ x, y }) => x === undefined || y === undefined);

/** Puts something at a place of the plan and nowhere beyond it; a window that comes to lie in another zone belongs to that. */
export function put(hall: HallDoc, { kind, id }: Pick<Thing, 'kind' | 'id'>, to: Spot): void {
  const { floorPlan: plan } = hall;
  if (plan === undefined) return;
  const step = stepOf(plan);
  const zone = kind === 'zone' ? plan.zones.find(({ code }) => code === id) : undefined;
  const x = within(round(to.x, step), plan.width - (zone?.w ?? 0));
  const y = within(round(to.y, step), plan.height - (zone?.h ?? 0));
  if (zone !== undefined) return void Object.assign(zone, { x, y });
  const one = (kind === 'window' ? hall.windows : hall.terminals).find((thing) => thing.id === id);
  if (one === undefined) return;
  const around = zoneAt(plan, { x, y });
  Object.assign(one, { x, y }, around === undefined ? {} : { zone: around });
}

/** The smallest zone around a place: a counter within a waiting area is the counter's. */
function zoneAt({ zones }: FloorPlan, { x, y }: Spot): string | undefined {
  return zones
    .filter((zone) => x >= zone.x && x <= zone.x + zone.w && y >= zone.y && y <= zone.y + zone.h)
    .sort((a, b) => a.w * a.h - b.w * b.h)[0]?.code;
}

/** Makes a zone larger or smaller from its lower right corner. */
export function resize(
  { floorPlan: plan }: Pick<HallDoc, 'floorPlan'>,
  code: string,
  to: { w: number; h: number },
): void {
  const zone = plan?.zones.find((one) => one.code === code);
  if (plan === undefined || zone === undefined) return;
  const step = stepOf(plan);
  zone.w = Math.min(Math.max(round(to.w, step), step), plan.width - zone.x);
  zone.h = Math.min(Math.max(round(to.h, step), step), plan.height - zone.y);
}

/** Off the plan again, with the zone it was in. */
export function takeOff(hall: HallDoc, { kind, id }: Pick<Thing, 'kind' | 'id'>): void {
  const one = (kind === 'window' ? hall.windows : hall.terminals).find((thing) => thing.id === id);
  for (const field of ['x', 'y', 'zone']) if (one !== undefined) Reflect.deleteProperty(one, field);
}

/** A zone that goes leaves nothing that names it. */
export function forgetZones({ floorPlan, windows, terminals }: Places): void {
  const codes = new Set(floorPlan?.zones.map(({ code }) => code));
  for (const one of [...windows, ...terminals]) if (one.zone !== undefined && !codes.has(one.zone)) delete one.zone;
}

/** The next free places of a plan for so many things: along its lower edge, side by side. */
export function freeSpot(hall: Places): Spot {
  const plan = hall.floorPlan ?? newPlan();
  const [across, down] = [plan.width / 20, plan.height / 12];
  const taken = thingsOf(hall).filter(({ kind }) => kind !== 'zone');
  const isFree = (spot: Spot): boolean =>
    taken.every(({ x, y }) => Math.abs(x - spot.x) >= across * 0.9 || Math.abs(y - spot.y) >= down * 0.9);
  for (let row = 11; row >= 1; row -= 1)
    for (let column = 1; column < 20; column += 1) {
      const spot = { x: column * across, y: row * down };
      if (isFree(spot)) return spot;
    }
  return { x: plan.width / 2, y: plan.height / 2 };
}

/** Lays a drawing under the plan. Where its proportion is another one, everything moves with the height, so that it stays where it was. */
export function layUnder(hall: HallDoc, drawing: Drawing): void {
  const { floorPlan: plan } = hall;
  if (plan === undefined) return void (hall.floorPlan = newPlan(drawing));
  const height = round((plan.width * drawing.height) / drawing.width, stepOf(plan));
  const factor = height / plan.height;
  if (factor !== 1) {
    const step = stepOf(plan) / 10;
    for (const zone of plan.zones) [zone.y, zone.h] = [round(zone.y * factor, step), round(zone.h * factor, step)];
    for (const one of [...hall.windows, ...hall.terminals])
      if (one.y !== undefined) one.y = within(round(one.y * factor, step), height);
    for (const zone of plan.zones) zone.h = Math.min(zone.h, height - zone.y);
    plan.height = height;
  }
  plan.drawing = drawing.id;
}
