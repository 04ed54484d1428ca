import { nextTick, ref } from 'vue';
import { usePages } from '../shared/pages';
import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import PageTurns from './PageTurns.vue';

it('goes from page to page by cursors, no further than there are, and begins anew with another question', async () => {
  const question = ref('a');
  const pages = usePages(() => question.value);
  const { page: turns } = await mounted(PageTurns, { pages, next: 'c2' });
  const state = () => [pages.number.value, pages.cursor.value];
  const press = async (name: string) => {
    await turns.get(`[data-testid="page-${name}"]`).trigger('click');
    await nextTick();
  };
  await press('back');
  expect(state()).toEqual([1, null]);
  await press('forth');
  expect(state()).toEqual([2, 'c2']);
  await turns.setProps({ next: null });
  await press('forth');
  expect(state()).toEqual([2, 'c2']);
  expect(turns.text()).toContain(phrase('paging.number', { n: 2 }));
  await press('back');
  await turns.setProps({ next: null });
  // one page is all there is
  expect([state(), turns.find('nav').exists()]).toEqual([[1, null], false]);
  await turns.setProps({ next: 'c2' });
  await press('forth');
  question.value = 'b';
  expect(state()).toEqual([1, null]);
});
