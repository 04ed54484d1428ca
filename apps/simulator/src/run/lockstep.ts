import type { LiveHall, Prompt } from '@cockpit/contracts';
import { CLOSE_MIN } from '@cockpit/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { CockpitError, type Cockpit } from '../cockpit';
import type { Pending, ShiftLead } from './lead';
import type { HallRunner } from './runner';

const POLL_MS = 15;
const TIMEOUT_MS = 60_000;

export interface LockstepHall {
  readonly runner: Pick<HallRunner, 'hall' | 'nowMin' | 'over' | 'advanceTo' | 'pulse' | 'obey'>;
  /** Epoch ms of minute 0. */
  readonly opening: number;
  readonly cockpit: Pick<Cockpit, 'live' | 'prompts' | 'accept' | 'decline'>;
  readonly lead?: ShiftLead | undefined;
}

/**
 * Plays a hall day in lockstep with the cockpit: after each minute it waits for the cockpit's decision, reads the
 * prompts and lets the shift lead answer at the exact moment. Slow but reproducible: with the benchmark's day and
 * supervisor it gives the benchmark's prompts.
 */
export async function playLockstep(
  hall: LockstepHall,
  options: { untilMin?: number; onPrompt?: (minute: number, prompt: Prompt) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const { runner, cockpit, lead } = hall;
  const until = options.untilMin ?? CLOSE_MIN;
  await runner.advanceTo(0);
  const seen = new Set<string>();
  for (let minute = 1; minute <= until && !runner.over && options.signal?.aborted !== true; minute += 1) {
    for (let due = lead?.next(minute); due; due = lead?.next(minute)) {
      await runner.advanceTo(due.reply.atMin);
      await runner.pulse();
      await waitForClock(hall, due.reply.atMin, 'now');
      await answer(hall, due);
    }
    await runner.advanceTo(minute);
    await waitForClock(hall, minute, 'decidedAt');
    const shown = await cockpit.prompts(runner.hall, 'shown');
    for (const prompt of shown) {
      if (seen.has(prompt.id)) continue;
      seen.add(prompt.id);
      options.onPrompt?.(minute, prompt);
    }
    lead?.look(shown, minute);
  }
}

/** Answers a prompt. A prompt that the cockpit has withdrawn is dropped. */
async function answer({ runner, cockpit }: LockstepHall, { prompt, reply }: Pending): Promise<void> {
  try {
    await (reply.accepted ? cockpit.accept(prompt.id) : cockpit.decline(prompt.id, '现场暂不调整'));
  } catch (error) {
    if (error instanceof CockpitError && error.status === 409) return;
    throw error;
  }
  // Obeyed at this moment, not at the next poll.
  if (reply.accepted) runner.obey(prompt, false);
}

async function waitForClock(hall: LockstepHall, minute: number, clock: 'now' | 'decidedAt'): Promise<LiveHall> {
  const time = hall.opening + Math.floor(minute * 60_000 + 1e-6);
  const limit = Date.now() + TIMEOUT_MS;
  for (;;) {
    const live = await hall.cockpit.live(hall.runner.hall);
    const shown = live[clock];
    if (shown !== null && Date.parse(shown) >= time) return live;
    if (Date.now() > limit)
      throw new Error(
        `${hall.runner.hall}: ${clock} stands at ${String(shown)}, ${new Date(time).toISOString()} is not reached after a minute`,
      );
    await sleep(POLL_MS);
  }
}
