import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import BulkBar from './BulkBar.vue';

describe('what is done to many matters at once', () => {
  const said = async (props: object): Promise<string> =>
    (await mounted(BulkBar, { caller: null, ...props })).page.text();

  it('says how many of how many: of a long list only those that were loaded can be ticked', async () => {
    expect(await said({ ids: ['a', 'b'], total: 196 })).toContain(phrase('acts.chosenOf', { n: 2, total: 196 }));
    const short = await said({ ids: ['a', 'b'] });
    expect(short).toContain(phrase('acts.chosen', { n: 2 }));
    expect(short).not.toMatch(anyPhrase('acts.chosenOf'));
    expect(await said({ ids: [], total: 196 })).toBe('');
  });
});
