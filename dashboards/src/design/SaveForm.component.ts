import { flushPromises } from '@vue/test-utils';
import { local } from '../shared/http';
import { mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import SaveForm from './SaveForm.vue';

describe('saving a table', () => {
  let refused: string | null = null;
  const reasons: string[] = [];
  const write = (reason: string): Promise<void> => {
    reasons.push(reason);
    return refused === null ? Promise.resolve() : Promise.reject(local(refused, 'conflict', 409));
  };
  async function saving(code: string | null) {
    refused = code;
    reasons.length = 0;
    const last = '张三 3 月 1 日：新口径';
    const shown = await mounted(SaveForm, { name: 'x', changed: 2, wrong: null, saved: '已保存', write, last });
    await shown.byTestId('x-reason').setValue('年度调整');
    await shown.page.find('form').trigger('submit');
    await flushPromises();
    return shown;
  }

  it('tells that it is saved', async () => {
    const { page, byTestId } = await saving(null);
    expect([page.emitted('saved')?.length, page.emitted('behind'), reasons]).toEqual([1, undefined, ['年度调整']]);
    expect(byTestId('x-refused').exists()).toBe(false);
  });

  it('keeps saying why it was refused until it is tried again', async () => {
    const { page, byTestId } = await saving('targets-unknown');
    expect(byTestId('x-refused').text()).not.toBe('');
    expect(page.emitted('behind')).toBeUndefined();
    expect(byTestId('x-save').text()).toBe(phrase('saving.save'));
    refused = null;
    await page.find('form').trigger('submit');
    await flushPromises();
    expect(byTestId('x-refused').exists()).toBe(false);
  });

  it('says who saved meanwhile, asks for that, and saves once more only on purpose', async () => {
    const { page, byTestId } = await saving('targets-changed');
    expect(page.emitted('behind')?.length).toBe(1);
    expect(byTestId('x-refused').text()).toContain('张三 3 月 1 日：新口径');
    expect(byTestId('x-save').text()).toBe(phrase('saving.saveMine'));
    refused = null;
    await page.find('form').trigger('submit');
    await flushPromises();
    expect([page.emitted('saved')?.length, reasons]).toEqual([1, ['年度调整', '年度调整']]);
  });
});
