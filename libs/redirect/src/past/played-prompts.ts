import { message, PromptKind, type Prompt } from '@cockpit/contracts';
import { asksTheSame, Unchanged, type HallPast, type HallState } from '@cockpit/domain';
import { changed, firstStep, type PromptStep } from '../life/changed';
import { endOf } from '../life/ends';
import { leadsAway } from '../life/leads-away';
import { review, untrue, withdrawn, type Move } from '../life/review';
import { LIVE_STATES } from '../life/transitions';
import type { Measure } from '../measures';
import { PromptRow, toLivePrompt, toPrompt } from '../prompt.entity';
import { propose, rowOf } from '../proposals';

const NOT_YET = {
  answeredAt: null,
  answeredBy: null,
  reason: null,
  reasonWords: null,
  carriedOutAt: null,
  effect: null,
  help: null,
};

/** The prompts of one played hall day: decided, answered and followed by the rules of a live one, kept in memory until the day is over. */
export class PlayedPrompts {
  readonly rows: PromptRow[] = [];
  readonly steps: PromptStep[] = [];

  /** @param past what earlier days taught about waits */
  constructor(private readonly past: HallPast | null) {}

  /** @param predicted what a newcomer is quoted, minutes by queue */
  minute(
    state: HallState,
    minute: number,
    predicted: ReadonlyMap<string, { readonly p50Min: number; readonly p80Min: number }>,
  ): void {
    const unchanged = this.review(state, minute);
    const known = { unchanged, today: this.rows, answers: [], predicted, plan: null };
    for (const [nth, proposal] of propose(known).entries()) {
      const row = Object.assign(new PromptRow(), rowOf(proposal, state, this.rows, minute, nth), NOT_YET);
      this.rows.push(row);
      this.steps.push(firstStep(row, 'recommender'));
    }
  }

  get shown(): Prompt[] {
    return this.rows.filter(({ state }) => state === 'shown').map((row) => toPrompt(row));
  }

  /** An answer as the desk takes it. @returns what the hall is to do now; null: nothing */
  answer(id: string, move: Move & { to: 'accepted' | 'declined' }, actor: string, state: HallState): Prompt | null {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined || move.at > row.expiresAt.getTime()) return null;
    const fault = move.to === 'accepted' ? untrue(toLivePrompt(row), state) : null;
    if (fault !== null) {
      this.move(row, { to: 'cancelled', at: move.at, words: withdrawn(fault) }, 'clock');
      return null;
    }
    const until = endOf(PromptKind.parse(row.kind), move.at, state);
    const isNew = this.move(row, until === undefined ? move : { ...move, until }, actor);
    if (move.to === 'declined') this.withdrawSame(row, move.at, actor);
    return isNew && move.to === 'accepted' ? toPrompt(row) : null;
  }

  /** What was carried out so far, the first one first. */
  get measures(): Measure[] {
    return this.rows.flatMap((row) => {
      const { windowId, queues, predicted, answeredBy, answeredAt, carriedOutAt } = row;
      const at = carriedOutAt ?? (leadsAway(row) && row.state !== 'declined' ? answeredAt : null);
      return at === null ? [] : [{ windowId, queues, predicted, at, by: answeredBy ?? 'feed' }];
    });
  }

  /** Everybody has gone home: nothing stays open. */
  end(state: HallState, at: number): void {
    this.review(state, at);
    for (const row of this.rows)
      if (LIVE_STATES.some((live) => live === row.state))
        this.move(
          row,
          { to: row.state === 'carried-out' ? 'done' : 'expired', at, words: message('prompt-reason.day-over', {}) },
          'clock',
        );
  }

  /** @returns the hall of this minute, as far as it was played */
  private review(state: HallState, minute: number): Unchanged {
    const unchanged = new Unchanged(state, { past: this.past, now: minute });
    for (const row of this.rows) {
      // who played the day told the guides in person
      const move = review(toLivePrompt(row, true), state, minute, { unchanged });
      if (move !== null) this.move(row, move, 'clock');
    }
    return unchanged;
  }

  private move(row: PromptRow, move: Move, actor: string): boolean {
    const moved = changed(row, move, actor);
    if (moved !== null) this.steps.push(moved.step);
    return moved !== null;
  }

  private withdrawSame(refused: PromptRow, at: number, actor: string): void {
    const words = message('prompt-reason.refused', {});
    for (const row of this.rows)
      if (row.state === 'shown' && asksTheSame(toPrompt(refused), toPrompt(row)))
        this.move(row, { to: 'cancelled', at: Math.max(at, row.decidedAt.getTime()), words }, actor);
  }
}
