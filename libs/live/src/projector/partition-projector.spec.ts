import type { HeldLease } from '@cockpit/log';
import { PartitionProjector } from './partition-projector';
import type { ProjectorTools } from './projector-tools';

it('takes its place in the log before it looks whether anything is missing there', async () => {
  const steps: string[] = [];
  const step = <T>(what: string, answer: T): Promise<T> => {
    steps.push(what);
    return Promise.resolve(answer);
  };
  async function* nothing(): AsyncGenerator<never> {
    yield* await step('read', []);
  }
  const reader = {
    positions: { of: (consumer: string) => step(`place of ${consumer}`, '0-0') },
    saveConsumerPosition: (consumer: string, _: number, entryId: string) => step(`${consumer} stands at ${entryId}`, undefined),
    hasGap: () => step('gap?', false), tail: nothing,
  };
  const tools = { reader, configs: { version: 1, halls: () => step('halls', []) } };
  const lease = { name: 'l', token: 1, signal: new AbortController().signal, isHeld: () => false, release: () => Promise.resolve() } satisfies HeldLease;
  await new PartitionProjector(0, 1, tools as unknown as ProjectorTools).run(lease, new AbortController().signal);
  expect(steps.indexOf('live stands at 0-0')).toBeLessThan(steps.indexOf('gap?'));
  expect(steps.at(-1)).toBe('read');
});
