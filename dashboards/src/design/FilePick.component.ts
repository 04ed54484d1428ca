import { mounted } from '../testing/mounted';
import FilePick from './FilePick.vue';

describe('files that are chosen', () => {
  it('are told, and the same ones may be chosen again', async () => {
    const { page } = await mounted(FilePick, { text: '选择文件', accept: '.csv', multiple: true });
    const field = page.get<HTMLInputElement>('input');
    const files = [new File([], 'a.csv'), new File([], 'b.csv')];
    const cleared = jest.spyOn(field.element, 'value', 'set');
    Object.defineProperty(field.element, 'files', { value: files, configurable: true });
    await field.trigger('change');
    expect([page.emitted('pick'), cleared.mock.calls]).toEqual([[[files]], [['']]]);
    Object.defineProperty(field.element, 'files', { value: [] });
    await field.trigger('change');
    expect(page.emitted('pick')).toHaveLength(1);
  });
});
