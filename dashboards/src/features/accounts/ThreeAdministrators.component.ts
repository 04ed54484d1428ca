import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve } from '../../testing/server';
import ThreeAdministrators from './ThreeAdministrators.vue';

it.each([
  [[], false],
  [['审计'], true],
])(
  'three administrators can be told apart once each part has somebody, and it is said why not: %j',
  async (audit, ready) => {
    const state = { apart: false, changed: null, system: ['系统'], security: ['安全'], audit };
    const server = serve({ 'GET /v1/administrators': () => state });
    try {
      const { byTestId } = await mounted(ThreeAdministrators, { users: null });
      await flushPromises();
      expect(byTestId('three-apart').attributes('disabled') === undefined).toBe(ready);
      expect(byTestId('three-not-ready').exists()).toBe(!ready);
    } finally {
      server.close();
    }
  },
);
