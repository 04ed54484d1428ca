import { chinese } from '@cockpit/contracts';
import { setOf } from '../queue-set';
import { ofAll, ofIdle } from './because';
import { consider } from './decide';
import { DEFAULT_PARAMS } from './params';
import { jam, windowOf } from './test-view';
import type { PastPrompt, WindowView } from './view';

const { nowMin } = jam();
const knows = { skills: setOf([0, 1]) };

/** What is said of one window beside the jam, which is home to another queue. */
function said(window: Partial<WindowView>, past: readonly PastPrompt[] = []): string | undefined {
  const view = jam({
    windows: [windowOf(1, 0, { condition: 'busy' }), windowOf(17, 1, { ...knows, ...window })],
    past,
  });
  const [trouble] = consider(view, DEFAULT_PARAMS).troubles;
  if (trouble === undefined) throw new Error('no trouble');
  const [because] = ofIdle(view, DEFAULT_PARAMS, trouble);
  return because === undefined ? undefined : chinese(because.words);
}

const link = (more: Partial<PastPrompt>): PastPrompt => ({
  kind: 'link',
  state: 'done',
  decidedMin: nowMin - 6,
  window: 1,
  mask: knows.skills,
  ...more,
});

describe('beside a window that stands idle and is qualified', () => {
  it('the reason is said of it, in one clause', () => {
    expect(said({ mask: knows.skills })).toBe('17 号窗刚空出，马上叫号');
    expect(said({}, [link({ state: 'accepted' })])).toBe('17 号窗已采纳加办，待落实');
    expect(said({}, [link({ state: 'declined', answeredMin: nowMin - 6, troubleMin: 10 })])).toBe(
      '17 号窗已被拒绝，9 分钟后可再问',
    );
    // the wait has not become clearly longer: nothing is proposed again within half an hour
    expect(said({}, [link({ state: 'declined', answeredMin: nowMin - 6, troubleMin: 500 })])).toBe(
      '17 号窗已被拒绝，24 分钟后可再问',
    );
    expect(said({}, [link({ troubleMin: 500 })])).toBe('17 号窗刚建议过，24 分钟后可再问');
    expect(said({ changedMin: nowMin - 2 })).toBe('17 号窗刚调整过，4 分钟后再看');
    expect(said({ absences: [{ startMin: nowMin + 9, endMin: nowMin + 24, kind: 'break' }] })).toBe(
      '17 号窗马上要休息',
    );
    expect(said({})).toBe('17 号窗要先顾 quiet，腾不出手');
  });

  it('nothing is said of a window that is busy, away, closed or not qualified', () => {
    for (const condition of ['busy', 'away', 'closed'] as const) expect(said({ condition })).toBeUndefined();
    expect(said({ skills: setOf([1]) })).toBeUndefined();
  });
});

it('says one thing of all windows where none stands idle: what is under way, why prompts are held back, what was asked, and who is there', () => {
  const all = { agreed: 0, asked: 0, busy: 0, away: 0 };
  const told = (more: Partial<Parameters<typeof ofAll>[0]>) => chinese(ofAll({ ...all, ...more }).words);
  expect(told({})).toBe('会办的窗口都已在办');
  expect(told({ away: 1 })).toBe('会办的窗口都不在岗');
  expect(told({ away: 1, busy: 1 })).toBe('会办的窗口都在忙');
  expect(told({ busy: 1, asked: 2 })).toBe('2 个窗口刚建议过');
  expect(told({ asked: 2, held: 3 })).toBe('最近 3 条建议过期未答，暂少给建议');
  expect(told({ asked: 2, held: null })).toBe('本小时建议已给满');
  expect(told({ held: 3, agreed: 1 })).toBe('1 个窗口已采纳、待落实');
});
