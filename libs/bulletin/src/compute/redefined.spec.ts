import { render } from '@cockpit/contracts';
import { redefined } from './redefined';

const month = (of: string) => ({ from: `${of}-01`, to: `${of}-28` });
const said = (span: string, before: string, yearBefore: string) =>
  redefined(['arrivals', 'closed_loop_rate', 'online_share'], {
    span: month(span),
    before: month(before),
    yearBefore: month(yearBefore),
  }).map(({ words }) => render(words, 'zh-CN'));

describe('definitions that changed, in a bulletin', () => {
  it('are said with their date where days of both sides stand beside one another', () => {
    expect(said('2026-12', '2026-11', '2025-12')).toEqual([
      '闭环率的口径自 2026-11-21 起改变：有措施执行后消除、或已说明的才算闭环，自行消除与人已散去的不算。此前的数字仍按旧口径，不宜直接相比。',
      '网办率的口径自 2026-11-23 起改变：高频事项不再计入。此前的数字已按新口径重算。',
    ]);
  });

  it('are not said before they changed, nor where no day before them is left', () => {
    expect(said('2026-10', '2026-09', '2025-10')).toEqual([]);
    expect(said('2028-03', '2028-02', '2027-03')).toEqual([]);
  });
});
