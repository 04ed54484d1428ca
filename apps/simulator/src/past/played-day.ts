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

/** of a hundred warnings so many are seen to, so many minutes after they fired */
const SEEN_TO = 0.7;
const [LEAST_MIN, MOST_MIN] = [1, 4];
const MINUTE_MS = 60_000;
/** Futures played for a prediction, as for back-tests, and every how many minutes. */
const PATHS = 6;
const PREDICT_EVERY_MIN = 5;

export interface PlayedOptions {
  readonly plan: HallPlan;
  readonly config: HallConfig;
  /** the benchmark's number of the day, for the answers */
  readonly number: number;
  /** what earlier days taught about waits */
  readonly pastOf: (state: HallState) => HallPast | null;
}

/** A past hall day on which the cockpit was there: what happened, and what it said and what came of it. */
export interface PlayedDay {
  readonly events: readonly HallEvent[];
  /** what the hall was told, and in which minute */
  readonly orders: readonly { readonly minute: number; readonly order: Order }[];
  readonly prompts: PlayedPrompts['rows'];
  readonly promptSteps: PlayedPrompts['steps'];
  readonly effects: readonly PlayedEffect[];
  readonly warnings: PlayedWarnings['rows'];
  readonly warningSteps: PlayedWarnings['steps'];
  readonly marks: PlayedWarnings['marks'];
}

/** Plays a day minute by minute: the hall goes on, the cockpit looks at it and prompts, the shift lead answers, the hall obeys. */
export function playDay({ plan, config, number, pastOf }: PlayedOptions): PlayedDay {
  const day = new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN });
  // its clock is moved by us
  const state = new HallState(wallClocked(config));
  const past = pastOf(state);
  const prompts = new PlayedPrompts(past);
  const warnings = new PlayedWarnings(plan.hall, { actor: LEAD_NAME, afterMin: seenToAfter });
  const lead = new ShiftLead(number, STANDARD.supervisor);
  const told: LoggedEvent[] = [];
  const orders: { minute: number; order: Order }[] = [];
  let estimates = NO_ESTIMATES;
  for (let minute = 1; !day.over && minute < LATEST_MIN; minute += 1) {
    for (const event of day.advanceTo(minute)) {
      const logged = asLogged(event);
      told.push(logged);
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
    events: told,
    orders,
    ...{ prompts: prompts.rows, promptSteps: prompts.steps },
    effects: effectsOf(prompts.rows, { config, events: told, pastOf }),
    ...{ warnings: warnings.rows, warningSteps: warnings.steps, marks: warnings.marks },
  };
}

function seenToAfter(id: string): number | null {
  return lotOf(`seen ${id}`) < SEEN_TO ? LEAST_MIN + Math.round((MOST_MIN - LEAST_MIN) * lotOf(`after ${id}`)) : null;
}

function asLogged(event: HallEvent): LoggedEvent {
  const source = { sourceName: ARCHIVE, ceSource: ARCHIVE, receivedAt: event.time };
  return { ...event, identity: event.id, bodyHash: event.id, ...source };
}

const quotedIn = (newcomer: typeof NO_ESTIMATES.newcomer): Map<string, { p50Min: number; p80Min: number }> =>
  new Map(
    [...newcomer].flatMap(([queue, said]) =>
      said === null ? [] : [[queue, { p50Min: said.p50Sec / 60, p80Min: said.p80Sec / 60 }] as const],
    ),
  );
