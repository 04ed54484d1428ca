import { flushPromises } from '@vue/test-utils';
import { mounted } from '../testing/mounted';
import KeyMap from './KeyMap.vue';
import { keysFor } from './keys';

const press = (key: string, target: EventTarget = document.body): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
const shown = (): Element | null => document.querySelector('[data-testid="key-map"]');

describe('the keys of a page', () => {
  it('are its own first, and those of every page', () => {
    expect(keysFor('desk').map(({ does }) => does)).toEqual(
      expect.arrayContaining(['accept', 'decline', 'instead', 'next', 'help']),
    );
    expect(keysFor('home').some(({ does }) => does === 'accept')).toBe(false);
  });

  it('are shown by ?, but not to somebody who is typing', async () => {
    const { page } = await mounted(KeyMap, {});
    const field = document.body.appendChild(document.createElement('input'));
    press('?', field);
    await flushPromises();
    expect(shown()).toBeNull();
    press('?');
    await import('./KeyMapDialog.vue');
    await flushPromises();
    expect(shown()?.textContent).toContain('?');
    page.unmount();
    field.remove();
  });
});
