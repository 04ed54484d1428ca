import { CockpitError } from '../cockpit';
import { Guides } from './guides';

const prompts = Array.from({ length: 1000 }, (_, i) => ({ id: `p${String(i)}`, kind: 'guide' as const }));
const path = (id: string): string => `POST /v1/orders/${id}/guide/receive`;

function cockpit(refused: CockpitError | null = null) {
  const done: string[] = [];
  const send = (method: string, to: string): Promise<unknown> => {
    done.push(`${method} ${to}`);
    return refused === null ? Promise.resolve(null) : Promise.reject(refused);
  };
  return { done, send };
}

describe('guides of a simulated hall', () => {
  it('follow what is asked of them but for a stated share, the same on every run, and windows do not depend on them', () => {
    for (const share of [0, 0.15, 1]) {
      const followed = prompts.filter((prompt) => new Guides(cockpit(), share).follow(prompt));
      expect(Math.abs(followed.length / prompts.length - (1 - share))).toBeLessThan(0.03);
      expect(prompts.filter((prompt) => new Guides(cockpit(), share).follow(prompt))).toEqual(followed);
    }
    expect(new Guides(cockpit(), 1).follow({ id: 'p', kind: 'link' })).toBe(true);
  });

  it('confirm it once, one to four minutes after it was accepted, and nothing that they do not do or that is not theirs', async () => {
    const desk = cockpit();
    const guides = new Guides(desk, 0.15);
    const accepted = [...prompts.slice(0, 100), { id: 'hall', kind: 'other-hall' as const }];
    const by = async (minute: number): Promise<number> => {
      await guides.confirm([...accepted, { id: 'window', kind: 'link' }], minute);
      return desk.done.length;
    };
    expect([await by(10), await by(10.9)]).toEqual([0, 0]);
    const some = await by(12);
    expect(some).toBeGreaterThan(10);
    await by(14);
    await by(20);
    const followed = accepted.filter((prompt) => guides.follow(prompt));
    expect(some).toBeLessThan(followed.length);
    expect(desk.done.toSorted()).toEqual(followed.map(({ id }) => path(id)).toSorted());
  });

  it('do not mind what somebody else has said, and say again what the cockpit could not hear', async () => {
    const refused = cockpit(new CockpitError(409, 'order-over'));
    const guides = new Guides(refused, 0);
    for (const minute of [0, 5, 6]) await guides.confirm([{ id: 'p', kind: 'guide' }], minute);
    expect(refused.done).toEqual([path('p')]);
    const away = cockpit(new CockpitError(503, 'away'));
    const others = new Guides(away, 0);
    await others.confirm([{ id: 'p', kind: 'guide' }], 0);
    for (const minute of [5, 6])
      await expect(others.confirm([{ id: 'p', kind: 'guide' }], minute)).rejects.toThrow('away');
    expect(away.done).toHaveLength(2);
  });
});
