import { flushPromises } from '@vue/test-utils';

/** Answers that are asked for because of another answer. */
const ROUNDS = 4;

/** Until what a page asks is answered, and what it asks because of that. */
export async function settled(): Promise<void> {
  for (let i = 0; i < ROUNDS; i += 1) await flushPromises();
}
