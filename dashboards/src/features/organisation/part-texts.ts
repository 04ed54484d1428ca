import { BookingSlotDoc, HallDoc, PhoneLineDoc } from '@cockpit/contracts';
import { daysText, type Naming } from './naming';
import { isSame } from './draft';

const Plan = HallDoc.shape.floorPlan;

/** What becomes of a floor plan: its drawing, its size, and zone by zone. */
export function planLines(was: unknown, is: unknown, { t }: Pick<Naming, 't'>): string[] {
  const [old, next] = [was, is].map((plan) => Plan.safeParse(plan).data);
  if (next === undefined) return [t('organisation.plan.gone')];
  const [before, after] = [old?.zones ?? [], next.zones];
  const codes = [...new Set([...before, ...after].map(({ code }) => code))];
  return [
    ...(old?.drawing === next.drawing
      ? []
      : [t(`organisation.plan.${next.drawing === undefined ? 'drawingGone' : 'drawingNew'}`)]),
    ...(old?.width === next.width && old.height === next.height
      ? []
      : [t('organisation.plan.sizeNow', { w: next.width, h: next.height })]),
    ...codes.flatMap((code) => {
      const [one, other] = [before, after].map((zones) => zones.find((zone) => zone.code === code));
      if (isSame(one ?? null, other ?? null)) return [];
      const how = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
      return [`${t(`organisation.change.${how}`)} ${t('organisation.field.zone')} ${other?.name ?? one?.name ?? code}`];
    }),
  ];
}

export function slotText(thing: unknown, naming: Naming): string {
  const slot = BookingSlotDoc.safeParse(thing).data;
  if (slot === undefined) return naming.t('organisation.another');
  const queues = slot.queues.map((code) => naming.nameOf('queue', code)).join(naming.t('list.comma'));
  const when = `${daysText(slot.days, naming)} ${slot.from}–${slot.to}`;
  return naming.t('organisation.slotIs', {
    name: slot.name ?? slot.code,
    when,
    queues,
    min: slot.slotMin,
    n: slot.capacity,
  });
}

export function lineText(thing: unknown, naming: Naming): string {
  const line = PhoneLineDoc.safeParse(thing).data;
  if (line === undefined) return naming.t('organisation.another');
  const { t, nameOf } = naming;
  const when = line.allDay
    ? t('organisation.field.allDay')
    : (line.hours ?? []).map(({ days, from, to }) => `${daysText(days, naming)} ${from}–${to}`).join(t('list.comma'));
  const parts = [
    `${line.name} ${line.number}`,
    t(`consultation.tier.${line.tier}`),
    line.branches.map((code) => nameOf('branch', code)).join(t('list.comma')),
    when,
    line.next === undefined ? '' : `${t('organisation.field.next')} ${line.next}`,
  ];
  return parts.filter((part) => part !== '').join(t('list.semicolon'));
}
