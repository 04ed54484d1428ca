import type { Step } from './candidate';
import { eventOf } from './validate';

/** Is the hall one of ours, and may this key speak for it? */
export const scope: Step = {
  name: 'scope',
  run(candidate, { source, halls }) {
    const { type, data } = eventOf(candidate);
    if (source.types !== undefined && !source.types.some((own) => own === type || (own.endsWith('.') && type.startsWith(own)))) {
      return { reason: 'out-of-scope', path: 'type', message: 'this key may not send events of this type' };
    }
    const named: { hallId?: string | undefined; acceptingHallId?: string | undefined } = data;
    for (const key of ['hallId', 'acceptingHallId'] as const) {
      const hall = named[key];
      if (hall !== undefined && !halls.has(hall)) return { reason: 'unknown-hall', path: `data.${key}`, message: 'the organisation has no such hall' };
    }
    const speaksFor = named.hallId ?? named.acceptingHallId;
    if (speaksFor !== undefined && source.halls !== 'all' && !source.halls.includes(speaksFor)) {
      return { reason: 'out-of-scope', path: named.hallId === undefined ? 'data.acceptingHallId' : 'data.hallId', message: 'this key does not speak for this hall' };
    }
    return null;
  },
};
