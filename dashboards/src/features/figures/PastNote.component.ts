import type { Caller, Role } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PastNote from './PastNote.vue';

const answer = (past?: { days: number; of: number }): object => ({
  key: 'arrivals',
  unit: 'count',
  hall: null,
  from: '2026-03-03',
  to: '2026-03-05',
  by: null,
  parts: [],
  value: 3,
  numerator: 3,
  denominator: 1,
  reason: null,
  freshness: { lastEventAt: null, ageSec: null, silent: false },
  ...(past === undefined ? {} : { past }),
});

const PAST = { days: 12, of: 30 };
const caller = (role: Role): Caller => ({ kind: 'user', id: 'm', name: '李', role, halls: 'all' });

it.each<[Role, typeof PAST | undefined, string]>([
  ['manager', PAST, phrase('figures.past', { days: 12, of: 30 })],
  ['manager', undefined, ''],
  // who may read no figures of halls is not told, and nothing is asked in vain
  ['unit', PAST, ''],
])('says to a %s how much of the past is there: %j', async (role, past, text) => {
  let asked = 0;
  serve({
    'GET /v1/metrics/arrivals': () => {
      asked += 1;
      return answer(past);
    },
  });
  const { page } = await mounted(PastNote, {}, { caller: caller(role) });
  await flushPromises();
  expect([page.text(), asked]).toEqual([text, role === 'unit' ? 0 : 1]);
});
