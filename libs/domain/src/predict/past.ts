import type { HallState } from '../live';
import { BoardLearner, type BoardLearnerState } from './boards/learner';
import { boardsOf, dayClock } from './boards/today';
import type { HallPast } from './options';
import type { WaitQuote } from './quote';
import { callOutcome, Experience, type ExperienceState } from './tickets/experience';
import { RECORDED_HALL } from './tickets/quote-errors';

/** Past days as JSON: a few tens of kilobytes a hall, no personal data. */
export interface HallPastState {
  readonly format: 'hall-past/1';
  readonly experience: ExperienceState;
  readonly boards: BoardLearnerState;
}

/**
 * What is known of a hall after one more day. Call it when the hall day is over, with what was known before it.
 * @param quoted the quotes given at issue, by ticket: what they got wrong is how bands stay honest
 */
export function learnDay(
  past: HallPast | null,
  state: HallState,
  quoted: ReadonlyMap<string, WaitQuote> = new Map(),
): HallPast {
  const experience = past === null ? new Experience() : Experience.fromJSON(past.experience.toJSON());
  experience.learnDay(state);
  experience.fade(0.97);
  for (const [ticketId, { model }] of quoted) {
    const ticket = state.tickets.get(ticketId);
    if (ticket === undefined || model === undefined) continue;
    const outcome = callOutcome(ticket);
    if (outcome === null) continue;
    const { p50Sec, p90Sec, parts } = model;
    experience.learnQuote({ p50: p50Sec / 60, p90: p90Sec / 60, ...(parts && { parts }) }, outcome.waitedMin);
  }
  const boards = boardsOf(state, past?.boards ?? null);
  boards.closeDay();
  return { experience, boards: BoardLearner.fromJSON(boards.toJSON(), dayClock(state)) };
}

/** The past of a hall nobody described, before its first recorded day: its model is doubted more readily. */
export function recordedPast(state: HallState): HallPast {
  return { experience: new Experience(RECORDED_HALL), boards: new BoardLearner(dayClock(state)) };
}

export function writePast(past: HallPast): HallPastState {
  return { format: 'hall-past/1', experience: past.experience.toJSON(), boards: past.boards.toJSON() };
}

/** @param state the day it is to be used on, which gives the hall's clock */
export function readPast(json: HallPastState, state: HallState): HallPast {
  return {
    experience: Experience.fromJSON(json.experience),
    boards: BoardLearner.fromJSON(json.boards, dayClock(state)),
  };
}
