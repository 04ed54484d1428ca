import { flushPromises } from '@vue/test-utils';
import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import PageHelp from './PageHelp.vue';
import { keysFor } from './keys';

const press = (key: string, target: EventTarget = document.body): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
const shown = (): Element | null => document.querySelector('[data-testid="key-map"]');

describe('the help of a page', () => {
  it('has its own keys first, and those of every page', () => {
    expect(keysFor('desk').map(({ does }) => does)).toEqual(
      expect.arrayContaining(['accept', 'decline', 'instead', 'next', 'help']),
    );
    expect(keysFor('home').some(({ does }) => does === 'accept')).toBe(false);
  });

  it('is shown by ?, but not to somebody who is typing', async () => {
    const { page } = await mounted(PageHelp, {});
    const field = document.body.appendChild(document.createElement('input'));
    press('?', field);
    await flushPromises();
    expect(shown()).toBeNull();
    press('?');
    await import('./PageHelpDialog.vue');
    await flushPromises();
    expect(shown()?.textContent).toContain('?');
    page.unmount();
    field.remove();
  });

  it('says what the page is for, in the language of the page, and leads to its guide', async () => {
    const { page, router, byTestId } = await mounted(PageHelp, {}, { address: '/cases' });
    await byTestId('page-help').trigger('click');
    await import('./PageHelpDialog.vue');
    await flushPromises();
    const text = document.querySelector('[data-testid="page-help-text"]');
    expect(text?.querySelector('[data-testid="page-tasks"] a')?.getAttribute('href')).toMatch(/^\/help\/[a-z-]+$/);
    expect(text?.textContent).toContain(phrase('matterKind.finding'));
    text?.querySelector<HTMLElement>('.links a')?.click();
    await flushPromises();
    expect(router.currentRoute.value.params['document']).toBe('matters');
    page.unmount();
  });
});
