import { dropped, type Step } from './candidate';
import { eventOf } from './validate';

/** Checks that the hall exists and that the key may send for it. */
export const scope: Step = {
  name: 'scope',
  run(candidate, { source, halls }) {
    const { type, data } = eventOf(candidate);
    if (
      source.types !== undefined &&
      !source.types.some((allowed) => allowed === type || (allowed.endsWith('.') && type.startsWith(allowed)))
    ) {
      return dropped('out-of-scope', 'type', 'type-not-allowed', 'this key may not send events of this type');
    }
    const named: { hallId?: string | undefined; acceptingHallId?: string | undefined } = data;
    for (const key of ['hallId', 'acceptingHallId'] as const) {
      const hall = named[key];
      if (hall !== undefined && !halls.has(hall))
        return dropped('unknown-hall', `data.${key}`, 'no-such-hall', 'the organisation has no such hall');
    }
    const speaksFor = named.hallId ?? named.acceptingHallId;
    if (speaksFor !== undefined && source.halls !== 'all' && !source.halls.includes(speaksFor)) {
      return dropped(
        'out-of-scope',
        named.hallId === undefined ? 'data.acceptingHallId' : 'data.hallId',
        'hall-not-allowed',
        'this key does not speak for this hall',
      );
    }
    return null;
  },
};
