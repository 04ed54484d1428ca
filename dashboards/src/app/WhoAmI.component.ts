import type { Caller } from '@cockpit/contracts';
import { mounted } from '../testing/mounted';
import WhoAmI from './WhoAmI.vue';

it.each([
  ['管理员（张）', 'administrator', '管理员（张）'],
  ['系统管理员', 'administrator', '系统管理员'],
  ['张明', 'administrator', '张明 · 管理员'],
] as const)('an account named after its role says it once: %s', async (name, role, text) => {
  const caller: Caller = { kind: 'user', id: 'u', name, role, halls: 'all' };
  const { byTestId } = await mounted(WhoAmI, {}, { caller });
  expect(byTestId('own-account').text()).toBe(text);
});
