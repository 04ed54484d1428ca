import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import DataPage from '../kit/DataPage.vue';
import SkeletonBlock from './SkeletonBlock.vue';
import StateNote from './StateNote.vue';

describe('what stands where an answer is still to come', () => {
  it('is as many rows, or as high a box, as will come, without a word of its own', async () => {
    const rows = await mounted(SkeletonBlock, { shape: 4 });
    expect(rows.page.findAll('.row')).toHaveLength(4);
    expect(rows.page.find('.box').exists()).toBe(false);
    const chart = await mounted(SkeletonBlock, { shape: '17rem' });
    expect(chart.page.get('.box').attributes('style')).toContain('height: 17rem');
    expect([chart.page.findAll('.row').length, chart.page.text()]).toEqual([0, '']);
    expect(chart.page.attributes('aria-busy')).toBe('true');
  });

  it('says the word beside it, outside of what is busy', async () => {
    const { page, byTestId } = await mounted(StateNote, { kind: 'loading', title: '加载中', shape: 3 });
    expect(page.get('[role="status"]').text()).toBe('加载中');
    expect(byTestId('skeleton').find('[role]').exists()).toBe(false);
    await page.setProps({ kind: 'empty', title: '没有' });
    expect([byTestId('skeleton').exists(), page.get('[role="status"]').text()]).toEqual([false, '没有']);
  });

  it('is a word alone where nobody knows what comes', async () => {
    const { page, byTestId } = await mounted(StateNote, { kind: 'loading', title: '正在连接' });
    expect([byTestId('skeleton').exists(), page.get('[role="status"]').text()]).toEqual([false, '正在连接']);
  });

  it('shows each panel of a page, with one word for all', async () => {
    const of = { title: '指标', testid: 'x', ready: false, problem: null, failed: '失败', coming: ['5rem', 6] };
    const { page } = await mounted(DataPage, of);
    expect(page.findAll('.panel').map((one) => one.findAll('.row').length)).toEqual([0, 6]);
    expect(page.findAll('[role="status"]').map((one) => one.text())).toEqual([phrase('state.loading')]);
    await page.setProps({ ready: true });
    expect(page.findAll('.panel')).toEqual([]);
  });
});
