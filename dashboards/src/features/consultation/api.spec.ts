import { fetchOfDay } from './api';

describe('the consultations of a day', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('are the last first, whatever page they stand on', async () => {
    const consultation = (consultId: string, askedAt: string) => ({
      consultId,
      source: 's',
      day: '2026-03-09',
      hall: null,
      channel: 'phone',
      tier: 'ai',
      lastTier: 'ai',
      line: null,
      askedAt,
      answeredAt: null,
      answeredTier: null,
      escalatedAt: null,
      escalations: 0,
      abandonedAt: null,
      answerSec: null,
      state: 'open',
      problem: null,
      legs: [],
    });
    globalThis.fetch = (input) => {
      const url = input instanceof Request ? input.url : String(input);
      return Promise.resolve(
        Response.json(
          url.includes('cursor=')
            ? { items: [consultation('z', '2026-03-09T08:00:00.000Z')], next: null }
            : {
                items: [consultation('a', '2026-03-09T01:00:00.000Z'), consultation('b', '2026-03-09T02:00:00.000Z')],
                next: 'c1',
              },
        ),
      );
    };
    expect((await fetchOfDay('', '2026-03-09')).map(({ consultId }) => consultId)).toEqual(['z', 'b', 'a']);
  });
});
