import type { RoundAnswer, RoundInspection } from '@cockpit/contracts';
import { byArea, lineAnswerOf, withAnswer, type Entry } from './entry';

const at = (minute: number): string => new Date(Date.UTC(2026, 6, 1, 2, minute)).toISOString();
const told = (key: string, minute: number, answer: RoundAnswer['answer'] = 'ok'): RoundAnswer => ({
  key,
  line: 'a',
  answer,
  note: null,
  by: 'other',
  at: at(minute),
  receivedAt: at(minute),
});
const entered = (key: string, minute: number, more: Partial<Entry> = {}): Entry => ({
  key,
  by: 'me',
  round: 'r',
  hall: 'H1',
  line: 'a',
  area: '窗口',
  question: '?',
  at: at(minute),
  answer: 'not-applicable',
  title: '',
  text: '',
  photos: [],
  photoNote: '',
  sent: { matter: null, files: [] },
  refused: null,
  ...more,
});
const line = (...answers: RoundAnswer[]) => ({ id: 'a', area: '窗口', question: '?', answers });

describe('what stands for a line', () => {
  it('is the last that was entered, on the server or here', () => {
    expect(lineAnswerOf(line(), [])).toBeNull();
    expect(lineAnswerOf(line(told('x', 1)), [entered('y', 2)])).toMatchObject({
      answer: 'not-applicable',
      isSent: false,
    });
    expect(lineAnswerOf(line(told('x', 3)), [entered('y', 2)])).toMatchObject({
      answer: 'ok',
      by: 'other',
      isSent: true,
    });
  });

  it('takes nothing from other lines, from what was refused, and counts what has arrived as sent', () => {
    const refused = { type: 'about:blank', title: '', status: 409, code: 'round-ended' };
    expect(lineAnswerOf(line(), [entered('y', 2, { line: 'b' }), entered('z', 3, { refused })])).toBeNull();
    expect(lineAnswerOf(line(told('y', 2)), [entered('y', 2)])).toMatchObject({ isSent: true });
    expect(lineAnswerOf(line(), [entered('y', 2, { answer: 'finding', title: '缺镜' })])).toMatchObject({
      note: '缺镜',
    });
  });
});

it('a list has an answer that arrived once, the last entered first', () => {
  const inspection: RoundInspection = {
    round: { id: 'r', name: 'r', from: '2026-07-01', to: '2026-07-02', state: 'open', revision: 1 },
    hall: { code: 'H1', name: 'H1' },
    lines: [line(told('x', 2))],
  };
  const once = withAnswer(inspection, 'a', told('y', 1));
  expect(once.lines[0]?.answers.map(({ key }) => key)).toEqual(['x', 'y']);
  expect(withAnswer(once, 'a', told('y', 1))).toEqual(once);
  expect(withAnswer(once, 'b', told('z', 1))).toEqual(once);
});

it('areas stand where they first come', () => {
  const areas = byArea(['b', 'a', 'b'].map((area, n) => ({ area, n })));
  expect(areas.map(({ area, lines }) => [area, lines.map(({ n }) => n)])).toEqual([
    ['b', [0, 2]],
    ['a', [1]],
  ]);
});
