import { mounted } from '../../testing/mounted';
import BulkBar from './BulkBar.vue';

describe('what is done to many matters at once', () => {
  const said = async (props: object): Promise<string> =>
    (await mounted(BulkBar, { caller: null, ...props })).page.text();

  it('says how many of how many: of a long list only those that were loaded can be ticked', async () => {
    expect(await said({ ids: ['a', 'b'], total: 196 })).toContain('已选 2 件，列表共 196 件');
    expect(await said({ ids: ['a', 'b'] })).toMatch(/已选 2 件(?!，)/);
    expect(await said({ ids: [], total: 196 })).toBe('');
  });
});
