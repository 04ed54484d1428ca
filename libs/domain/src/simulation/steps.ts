import type { SimTicket } from './day';
import type { QueueSet } from '../queue-set';

/** What an outside observer of the hall sees, in the order it happens; `min` is minutes after opening. */
export type SimStep =
  | { readonly kind: 'issued' | 'rejoined'; readonly min: number; readonly ticket: SimTicket }
  | {
      readonly kind: 'called' | 'started' | 'finished' | 'no-show';
      readonly min: number;
      readonly ticket: SimTicket;
      readonly window: number;
    }
  | {
      readonly kind: 'guided';
      readonly min: number;
      readonly ticket: SimTicket;
      /** null: by phone */ readonly terminal: number | null;
    }
  | {
      readonly kind: 'terminal-used';
      readonly min: number;
      readonly ticket: SimTicket;
      readonly terminal: number;
      readonly minutes: number;
      readonly failed: boolean;
    }
  | {
      readonly kind: 'paused';
      readonly min: number;
      readonly window: number;
      readonly reason: 'break' | 'lunch' | 'outage';
    }
  | { readonly kind: 'resumed' | 'closed'; readonly min: number; readonly window: number }
  | {
      readonly kind: 'opened' | 'assigned';
      readonly min: number;
      readonly window: number;
      readonly mask: QueueSet;
      readonly promptId?: string;
    };

/** Receives every step; absent in runs where only the waits matter. */
export type StepObserver = (step: SimStep) => void;

/** Receives the wait of every visitor who counts: not a no-show. `branch` is the queue of the ticket. */
export type WaitObserver = (waitMin: number, branch: number, ticket: SimTicket) => void;

/** What a window is to serve from now on: a set of queues and the return rule's two bonuses in minutes. */
export interface Assignment {
  readonly mask: QueueSet;
  readonly currentBias: number;
  readonly homeBias: number;
  readonly promptId?: string;
}
