import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/importing';
import { DateTime } from 'luxon';
import { Draw } from '../network/random';

const SOURCE = 'urn:hotline:yunjiang';
const ZONE = 'Asia/Shanghai';
const HALLS = ['H32', 'H42', 'H08'];
const A_DAY = 48;
const A_DAY_OFF = 12;
const CHANNELS = ['phone', 'online', 'wechat'];

type Tier = 'ai' | 'center' | 'unit';

export interface ConsultsOptions {
  readonly network: OrganisationDoc;
  /** asked from this day through the day before `to`, hall days */
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
}

/**
 * Questions to the assistant and the hotline: the assistant answers two thirds, the centre most of the rest, the units what is
 * left; some hang up. Fewer at weekends. A pure function of its options.
 */
export function planConsults({ network, from, to, isHoliday }: ConsultsOptions): OutgoingEvent[] {
  const halls = HALLS.filter((code) => network.halls.some((hall) => hall.code === code));
  if (halls.length === 0) return [];
  const events: OutgoingEvent[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    const isOff = isHoliday(date) || weekdayOf(date) > 5;
    const tag = date.replaceAll('-', '');
    const draw = new Draw(9_177 + Number(tag));
    for (let n = 1; n <= (isOff ? A_DAY_OFF : A_DAY); n++)
      events.push(...life(`ZX${tag}${String(n).padStart(3, '0')}`, date, halls, draw));
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

function life(consultId: string, date: string, halls: readonly string[], draw: Draw): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const hallId = draw.next() < 0.4 ? draw.pick(halls) : undefined;
  const channel = draw.pick(CHANNELS);
  let minute = 480 + draw.next() * 660;
  const tell = (step: string, tier: Tier): void => {
    const time = DateTime.fromISO(date, { zone: ZONE })
      .plus({ seconds: Math.round(minute * 60) })
      .toISO({ suppressMilliseconds: true });
    if (time === null) return;
    const data = { consultId, tier, channel, ...(hallId === undefined ? {} : { hallId }) };
    events.push({
      specversion: '1.0',
      id: `${consultId}/${String(events.length + 1)}`,
      source: SOURCE,
      type: `hall.consult.${step}`,
      time,
      data,
    });
  };
  const tiers: readonly { tier: Tier; min: number; spread: number; answers: number; hangsUp: number }[] = [
    { tier: 'ai', min: 0.2, spread: 1, answers: 0.66, hangsUp: 0.05 },
    { tier: 'center', min: 2, spread: 9, answers: 0.8, hangsUp: 0.06 },
    { tier: 'unit', min: 40, spread: 300, answers: 0.94, hangsUp: 0 },
  ];
  for (const { tier, min, spread, answers, hangsUp } of tiers) {
    tell('asked', tier);
    minute += min + draw.next() ** 2 * spread;
    const luck = draw.next();
    if (luck < hangsUp) {
      tell('abandoned', tier);
      return events;
    }
    if (luck < hangsUp + answers) {
      tell('answered', tier);
      return events;
    }
    if (tier !== 'unit') tell('escalated', tier);
  }
  return events;
}
