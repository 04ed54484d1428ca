import type { Caller } from '@cockpit/contracts';
import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import WhoAmI from './WhoAmI.vue';

const ROLE = phrase('role.administrator');

it.each([
  [`${ROLE}（张）`, `${ROLE}（张）`],
  [`系统${ROLE}`, `系统${ROLE}`],
  ['张明', `张明 · ${ROLE}`],
])('an account named after its role says it once: %s', async (name, text) => {
  const caller: Caller = { kind: 'user', id: 'u', name, role: 'administrator', halls: 'all' };
  const { byTestId } = await mounted(WhoAmI, {}, { caller });
  expect(byTestId('own-account').text()).toBe(text);
});
