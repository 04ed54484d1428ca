import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PushSwitch from './PushSwitch.vue';

afterEach(() => {
  document.body.replaceChildren();
});

it('is there when a channel for browsers is set up, and says why nothing can come on a page without HTTPS', async () => {
  const server = serve({ 'GET /v1/push': () => ({ key: `B${'a'.repeat(86)}` }) });
  try {
    const { page } = await mounted(PushSwitch, {});
    await flushPromises();
    const button = page.get('[data-testid="switch-push"]');
    expect(button.attributes('aria-pressed')).toBe('false');
    expect(button.attributes('title')).toContain(phrase('push.insecure'));
    await button.trigger('click');
    await flushPromises();
    expect(document.body.textContent).toContain(phrase('push.insecure'));
  } finally {
    server.close();
  }
});

it('is not there without such a channel', async () => {
  const server = serve({ 'GET /v1/push': () => ({ key: null }) });
  try {
    const { page } = await mounted(PushSwitch, {});
    await flushPromises();
    expect(page.find('[data-testid="switch-push"]').exists()).toBe(false);
  } finally {
    server.close();
  }
});
