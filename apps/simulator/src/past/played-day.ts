import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { HallState, STANDARD, type HallConfig, type HallPast, wallClocked } from '@cockpit/domain';
import { applyLogged, estimateHall, liveHall, NO_ESTIMATES } from '@cockpit/live';
import { effectsOf, PlayedPrompts, type PlayedEffect } from '@cockpit/redirect';
import { hallMinute, PlayedWarnings } from '@cockpit/warnings';
import { ARCHIVE } from '../accounts';
import { HallDay, LATEST_MIN, orderOf, type Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { lotOf } from '../people';
import { DECLINED_BECAUSE, ShiftLead } from '../run/lead';
import { LEAD_NAME } from '../run/lead-person';
import { HEARTBEAT_MIN } from './archive-day';

/** Share of warnings that are acknowledged, and the range of minutes after they fired. */
const ACKNOWLEDGED_SHARE = 0.7;
const [LEAST_MIN, MOST_MIN] = [1, 4];
const MINUTE_MS = 60_000;
/** Simulated futures per prediction, as in back-tests, and the interval of predictions. */
const PATHS = 6;
const PREDICT_EVERY_MIN = 5;

export interface PlayedOptions {
  readonly plan: HallPlan;
  readonly config: HallConfig;
  /** The benchmark's day number, for the replies of the shift lead. */
  readonly number: number;
  /** Learned waits of earlier days. */
  readonly pastOf: (state: HallState) => HallPast | null;
}

/** A past hall day with a running cockpit: events, prompts, warnings and their effects. */
export interface PlayedDay {
  readonly events: readonly HallEvent[];
  /** Orders to the hall, each with its minute. */
  readonly orders: readonly { readonly minute: number; readonly order: Order }[];
  readonly prompts: PlayedPrompts['rows'];
  readonly promptSteps: PlayedPrompts['steps'];
  readonly effects: readonly PlayedEffect[];
  readonly warnings: PlayedWarnings['rows'];
  readonly warningSteps: PlayedWarnings['steps'];
  readonly marks: PlayedWarnings['marks'];
}

/** Plays a day minute by minute: the hall goes on, the cockpit prompts, the shift lead answers, the hall obeys. */
export function playDay({ plan, config, number, pastOf }: PlayedOptions): PlayedDay {
  const day = new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN });
  // The state's clock is moved by this function.
  const state = new HallState(wallClocked(config));
  const past = pastOf(state);
  const prompts = new PlayedPrompts(past);
  const warnings = new PlayedWarnings(plan.hall, { actor: LEAD_NAME, afterMin: acknowledgedAfterMin });
  const lead = new ShiftLead(number, STANDARD.supervisor);
  const events: LoggedEvent[] = [];
  const orders: { minute: number; order: Order }[] = [];
  let estimates = NO_ESTIMATES;
  for (let minute = 1; !day.over && minute < LATEST_MIN; minute += 1) {
    for (const event of day.advanceTo(minute)) {
      const logged = asLogged(event);
      events.push(logged);
      applyLogged(state, logged);
    }
    const now = plan.names.opening + minute * MINUTE_MS;
    state.advance(now);
    if (minute % PREDICT_EVERY_MIN === 0)
      estimates = { ...NO_ESTIMATES, ...estimateHall(state, { past, paths: PATHS }) };
    prompts.minute(state, now, quotedIn(estimates.newcomer));
    lead.look(prompts.shown, minute);
    for (let due = lead.next(minute + 1); due; due = lead.next(minute + 1)) {
      const move = due.reply.accepted
        ? { to: 'accepted' as const, at: now }
        : { to: 'declined' as const, at: now, reason: DECLINED_BECAUSE };
      const order = prompts.answer(due.prompt.id, move, LEAD_NAME, state);
      if (order === null) continue;
      orders.push({ minute, order: orderOf(order) });
      day.obey(orderOf(order));
    }
    const sections = { prompts: prompts.shown, warnings: [], decidedAt: now };
    const snapshot = liveHall({ state, estimates, sections, wallNow: now, pulseAt: now });
    warnings.minute({ state, seen: hallMinute(state, snapshot), measures: prompts.measures, now });
  }
  const end = plan.names.opening + day.nowMin * MINUTE_MS;
  prompts.end(state, end);
  warnings.end(end);
  return {
    events: events,
    orders,
    prompts: prompts.rows,
    promptSteps: prompts.steps,
    effects: effectsOf(prompts.rows, { config, events: events, pastOf }),
    warnings: warnings.rows,
    warningSteps: warnings.steps,
    marks: warnings.marks,
  };
}

function acknowledgedAfterMin(id: string): number | null {
  return lotOf(`seen ${id}`) < ACKNOWLEDGED_SHARE
    ? LEAST_MIN + Math.round((MOST_MIN - LEAST_MIN) * lotOf(`after ${id}`))
    : null;
}

function asLogged(event: HallEvent): LoggedEvent {
  const source = { sourceName: ARCHIVE, ceSource: ARCHIVE, receivedAt: event.time };
  return { ...event, identity: event.id, bodyHash: event.id, ...source };
}

const quotedIn = (newcomer: typeof NO_ESTIMATES.newcomer): Map<string, { p50Min: number; p80Min: number }> =>
  new Map(
    [...newcomer].flatMap(([queue, estimate]) =>
      estimate === null ? [] : [[queue, { p50Min: estimate.p50Sec / 60, p80Min: estimate.p80Sec / 60 }] as const],
    ),
  );
