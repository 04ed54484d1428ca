import { Prompt, type PromptState } from '@cockpit/contracts';
import { promptsAt, type PromptPast } from './prompt-history';

const NINE = Date.parse('2026-03-09T09:00:00+08:00');
const at = (minute: number): number => NINE + minute * 60_000;
const iso = (minute: number): string => new Date(at(minute)).toISOString();

function past(end: PromptState, minute: number): PromptPast {
  const prompt = Prompt.parse({
    id: 'p1',
    hall: 'H1',
    kind: 'link',
    windowId: 'w1',
    queues: ['a', 'b'],
    state: end,
    why: '建议',
    confidence: 'high',
    predicted: {},
    gainMin: 12,
    decidedAt: iso(0),
    expiresAt: iso(10),
    ordinal: 1,
    answeredAt: iso(minute),
    answeredBy: '值班长',
    reason: '走不开',
    effect: { savedMin: 3, lowMin: 1, highMin: 5, method: 'paired-simulation' },
  });
  return {
    prompt,
    moves: [
      { at: at(0), to: 'shown' },
      { at: at(minute), to: end },
    ],
  };
}

describe('prompts as they stood', () => {
  it('say what has just become of them, as the wall did, and not for ever', () => {
    const declined = [past('declined', 4)];
    const states = [1, 4, 5.9, 6, 30].map((minute) =>
      promptsAt(declined, at(minute)).map(({ state, reason }) => [state, reason]),
    );
    expect(states).toEqual([[['shown', undefined]], [['declined', '走不开']], [['declined', '走不开']], [], []]);
  });

  it('do not tell what came of them later', () => {
    const [shown] = promptsAt([past('carried-out', 4)], at(2));
    expect(shown).toMatchObject({ state: 'shown' });
    expect([shown?.answeredAt, shown?.answeredBy, shown?.effect, shown?.reason]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(promptsAt([past('carried-out', 4)], at(60))).toMatchObject([{ state: 'carried-out', answeredBy: '值班长' }]);
  });
});
