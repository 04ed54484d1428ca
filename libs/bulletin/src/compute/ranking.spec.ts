import { render } from '@cockpit/contracts';
import { nobodyMet } from './ranking';

const hall = (met: boolean | null) => ({ target: { target: 0.8, met, by: met === null ? null : met ? 0.1 : -0.1 } });
const said = (halls: Parameters<typeof nobodyMet>[0]) => nobodyMet(halls).map(({ words }) => render(words, 'zh-CN'));

describe('a target that no hall meets', () => {
  it('is said in one sentence, with how many halls have it', () => {
    expect(said([hall(false), hall(false), {}])).toEqual([
      '有限时接待率目标的 2 家大厅本期无一达到目标：先核对目标是否切合实际、人手是否够用，再论先后。',
    ]);
  });

  it('is not said where one meets it, nobody has one, or nothing is known yet', () => {
    expect(said([hall(false), hall(true)])).toEqual([]);
    expect(said([{}, {}])).toEqual([]);
    expect(said([hall(null)])).toEqual([]);
    expect(said([])).toEqual([]);
  });
});
