import { LAW_KEYS, lawInWords, type LawResult, type LawsAnswer } from '@cockpit/contracts';
import { figuresText } from './figures-text';

const item = (state: LawResult['state'], more: Partial<LawResult> = {}): LawResult => ({
  law: 'visitors',
  hall: 'A1',
  day: '2026-03-04',
  of: null,
  state,
  left: 10.004,
  right: 9,
  tolerance: 0.01,
  unit: 'count',
  reason: null,
  visits: [],
  ...more,
});
const answer = (items: LawResult[]): LawsAnswer => ({
  from: '2026-03-04',
  to: '2026-03-04',
  holds: 1,
  cannotHold: items.filter(({ state }) => state === 'cannot-hold').length,
  broken: items.filter(({ state }) => state === 'broken').length,
  laws: LAW_KEYS.map((law) => ({ law, ...lawInWords(law), holds: 1, cannotHold: 0, broken: 0 })),
  items,
});
const noEnd = item('cannot-hold', {
  reason: 'no-end-known',
  visits: [{ ticketId: 'T1', windowId: 'W3', calledAt: '2026-03-04T01:00:00.000Z' }],
});

describe('what the laws of conservation answer', () => {
  it('names what is broken, with both sides, and why the rest cannot hold', () => {
    const lines = figuresText(answer([item('broken'), noEnd]), 'en').split('\n');
    expect(lines).toContain('  visitors A1 2026-03-04: 10 ≠ 9 count (± 0.01)');
    expect(lines).toContain(
      '  visitors A1 2026-03-04: 10 ≠ 9 count (± 0.01), nobody told how these ended: T1 @ W3 2026-03-04T01:00:00.000Z',
    );
    expect(lines.at(-1)).toBe('2026-03-04 to 2026-03-04: 1 hold, 1 cannot, 1 broken');
  });

  it('says the same in Chinese', () => {
    const text = figuresText(answer([item('broken'), noEnd]), 'zh-CN');
    expect(text).toContain('✓ halls：各大厅之和 = 全局 · 成立 1 项');
    expect(text).toContain('  visitors A1 2026-03-04：10 ≠ 9 项（± 0.01），有票号没有结束数据：T1 @ W3');
    expect(text).not.toMatch(/hold|broken|told/);
  });

  it('lists so many of what cannot hold, and says how many more there are', () => {
    const many = Array.from({ length: 23 }, () => item('cannot-hold', { reason: 'not-over' }));
    expect(figuresText(answer(many), 'en')).toContain('  … 3 more');
  });
});
