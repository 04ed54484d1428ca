import { Injectable } from '@nestjs/common';
import type { DeskChange, WhatIfAnswer } from '@cockpit/contracts';
import { DEFAULT_PARAMS, UnqualifiedError, whatIf, type Change } from '@cockpit/domain';
import { HallStates } from '@cockpit/live';
import { unprocessable } from '@cockpit/platform';

/** What would become of the waits if the supervisor did something: played from the hall as it stands. */
@Injectable()
export class WhatIf {
  constructor(private readonly states: HallStates) {}

  /** @throws {AppError} 422 for a window, queue or item the hall has not, and for queues whoever sits at the window is not qualified for */
  async ask(hall: string, change: DeskChange): Promise<WhatIfAnswer> {
    const began = performance.now();
    const { state, past } = await this.states.get(hall);
    const played = playing(() => whatIf(state, toChange(change), { past }));
    return {
      hall,
      now: new Date(state.now).toISOString(),
      change,
      queues: played.queues,
      unknown: played.unknown,
      savedMin: played.savedMin,
      unqualified: [],
      tookMs: Math.round((performance.now() - began) * 10) / 10,
    };
  }
}

/** A window, queue or item that is none of this hall's is the caller's mistake, not ours. */
export function playing<T>(play: () => T): T {
  try {
    return play();
  } catch (error) {
    if (error instanceof UnqualifiedError) throw unprocessable('not-qualified', error.message);
    if (error instanceof RangeError) throw unprocessable('impossible-change', error.message);
    throw error;
  }
}

function toChange(change: DeskChange): Change {
  switch (change.kind) {
    case 'open':
      return {
        kind: 'open',
        windowId: change.windowId,
        ...(change.queues === undefined ? {} : { queues: change.queues }),
      };
    case 'guide': {
      const { mobileCompliance, compliance, terminalSuccess, guideMin } = DEFAULT_PARAMS;
      return {
        kind: 'guide',
        item: change.item,
        share: change.channel === 'mobile' ? mobileCompliance : compliance * terminalSuccess,
        minutes: guideMin,
      };
    }
    default:
      return change;
  }
}
