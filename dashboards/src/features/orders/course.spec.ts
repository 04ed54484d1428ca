import type { MyOrder, Prompt, PromptOrder } from '@cockpit/contracts';
import { inOrder, raisedOf, stageOf } from './course';

const order = (more: Partial<PromptOrder>): PromptOrder => ({
  to: 'window',
  state: 'told',
  raised: 0,
  words: { code: 'order.link', params: {} },
  toldAt: '2026-03-04T01:00:00Z',
  seenAt: null,
  answeredAt: null,
  answeredBy: null,
  reason: null,
  endedAt: null,
  steps: [],
  ...more,
});

it('says the furthest stage an order has reached', () => {
  const seenAt = '2026-03-04T01:01:00Z';
  const deliveredAt = seenAt;
  const stages = [
    order({}),
    order({ deliveredAt }),
    order({ deliveredAt, seenAt }),
    order({ state: 'received' }),
    order({ state: 'done' }),
  ].map(stageOf);
  expect(stages).toEqual(['told', 'delivered', 'seen', 'doing', 'done']);
  expect([stageOf(order({ state: 'cannot' })), stageOf(order({ state: 'over', seenAt }))]).toEqual([null, null]);
});

it('brings to the supervisor what nobody did or can do, the oldest first, and nothing that has ended', () => {
  const prompt = (id: string, ...orders: PromptOrder[]) => ({ id, orders }) as Prompt;
  const found = raisedOf([
    prompt('late', order({ raised: 2, toldAt: '2026-03-04T02:00:00Z' })),
    prompt('early', order({ state: 'cannot', raised: 2 }), order({ to: 'guide' })),
    prompt('done', order({ state: 'done', raised: 2 })),
    prompt('reminded', order({ raised: 1 })),
    { id: 'none' } as Prompt,
  ]);
  expect(found.map(({ prompt: { id } }) => id)).toEqual(['early', 'late']);
});

it('puts what is to be answered first', () => {
  const mine = (promptId: string, more: Partial<PromptOrder>) => ({ ...order(more), promptId }) as unknown as MyOrder;
  const sorted = inOrder([
    mine('done', { state: 'done', endedAt: '2026-03-04T03:00:00Z' }),
    mine('received', { state: 'received' }),
    mine('told', {}),
    mine('newer', { toldAt: '2026-03-04T02:00:00Z' }),
  ]);
  expect(sorted.map(({ promptId }) => promptId)).toEqual(['newer', 'told', 'received', 'done']);
});
