import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PushSwitch from './PushSwitch.vue';

/** Some seconds after the page. */
async function later() {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  const shown = await mounted(PushSwitch, {});
  jest.advanceTimersByTime(5000);
  jest.useRealTimers();
  for (let i = 0; i < 5; i++) await flushPromises();
  return shown;
}

afterEach(() => {
  document.body.replaceChildren();
});

it('is there when a channel for browsers is set up, and says why nothing can come on a page without HTTPS', async () => {
  const server = serve({ 'GET /v1/push': () => ({ key: `B${'a'.repeat(86)}` }) });
  try {
    const { page } = await later();
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
    const { page } = await later();
    expect(page.find('[data-testid="switch-push"]').exists()).toBe(false);
  } finally {
    server.close();
  }
});
