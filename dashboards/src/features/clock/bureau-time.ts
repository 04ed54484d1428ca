import { BureauTime } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { stamp } from '../../shared/format';
import { ask } from '../../shared/http';
import { OFFICE_ZONE } from '../cases/zone';
import { useSessionStore } from '../session/store';

/** The halls of a demonstration play faster than the clock. */
const EVERY_MS = 15_000;
const fetchTime = async (): Promise<BureauTime> => (await ask('GET', '/v1/bureau-clock', BureauTime)).body;

/** The time of the bureau, and what day it is there: the device's until the server has said it. */
export function useBureauTime(): {
  time: ComputedRef<BureauTime | null>;
  /** `YYYY-MM-DD` */
  today: ComputedRef<string>;
} {
  const session = useSessionStore();
  const { data } = useAnswer({
    name: 'bureau-clock',
    about: () => session.caller?.id ?? null,
    ask: fetchTime,
    everyMs: EVERY_MS,
    // the wall clock is known here as well: asked once it is enough
    changes: ({ demonstration }) => demonstration,
  });
  const today = computed(() =>
    data.value?.demonstration === true
      ? stamp(Date.parse(data.value.now), data.value.timeZone).slice(0, 10)
      : stamp(Date.now(), OFFICE_ZONE).slice(0, 10),
  );
  return { time: data, today };
}
