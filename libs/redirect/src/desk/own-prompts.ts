import { Injectable } from '@nestjs/common';
import {
  chinese,
  message,
  part,
  type Caller,
  type Message,
  type OwnPrompt,
  type Part,
  type PredictedChange,
  type Prompt,
} from '@cockpit/contracts';
import {
  changeOf,
  checkMeasure,
  unqualifiedFor,
  whatIf,
  type HallState,
  type MeasureFault,
  type WhatIf,
  type WindowLive,
} from '@cockpit/domain';
import { DecisionClock, HallStates } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { conflict, notFound, unprocessable } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';
import { endAfter } from '../life/ends';
import { mayBecome } from '../life/transitions';
import { PromptRow, toPrompt } from '../prompt.entity';
import { PromptStore } from '../prompt-store';
import { paramsOf } from '../params-of';
import { playing } from './what-if';

const MINUTE_MS = 60_000;
/** What nobody has carried out by then was forgotten; see the review of accepted prompts. */
const CARRY_OUT_WITHIN_MIN = 60;
/** A change of a wait below this is none. */
const TOUCHED_SEC = 15;

/**
 * Measures of the supervisor's own: they are stored, obeyed, undone and judged like any prompt, only that nobody proposed them and
 * they need no answer. One that stands in for a proposed prompt declines that one.
 */
@Injectable()
export class OwnPrompts {
  constructor(
    private readonly states: HallStates,
    private readonly store: PromptStore,
    private readonly clock: DecisionClock,
    private readonly hallClock: HallClock,
  ) {}

  /** @throws {AppError} 422 for what cannot be done in this hall, 409 when the prompt it replaces has been answered */
  async make(hall: string, caller: Caller, own: OwnPrompt): Promise<Prompt> {
    const { state, past } = await this.states.get(hall);
    const now = Math.max(await this.hallClock.now(hall), state.now);
    check(state, own);
    const params = paramsOf(state.config);
    const change = changeOf(own, params);
    if (change === null)
      throw unprocessable('incomplete-change', own.kind === 'guide' ? 'say which item is guided' : 'say which window');
    const foreseen = playing(() => whatIf(state, change, { past }));
    const lasting = { guide: params.guideMin, open: params.openMin, link: null, reassign: null, recall: null }[
      own.kind
    ];
    const until = lasting === null ? null : endAfter(now, own.minutes ?? lasting, state);
    const row = await this.clock.change(hall, async (manager) => {
      const made = await this.insert(manager, { hall, own, state, foreseen, now, until }, caller);
      await this.replace(manager, made, measure(own, state), caller, now);
      return made;
    });
    return toPrompt(row);
  }

  private async insert(
    manager: EntityManager,
    { hall, own, state, foreseen, now, until }: Made,
    caller: Caller,
  ): Promise<PromptRow> {
    const nth = await manager.countBy(PromptRow, { hall, decidedAt: new Date(now) });
    const words = arranged(own, state);
    const row = manager.create(PromptRow, {
      id: `${hall}-own-${String(now)}-${String(nth)}`,
      hall,
      kind: own.kind,
      state: 'shown',
      windowId: own.windowId ?? null,
      queues: relieved(own, state),
      item: own.item ?? null,
      toHall: null,
      channel: own.kind === 'guide' ? (own.channel ?? 'self-service') : null,
      until: until === null ? null : new Date(until),
      why: chinese(words),
      words,
      aim: null,
      confidence: 'medium',
      predicted: touched(own, foreseen),
      gainMin: tenths(foreseen.savedMin.mean),
      gainBand: { lowMin: tenths(foreseen.savedMin.p10), highMin: tenths(foreseen.savedMin.p90) },
      decidedAt: new Date(now),
      nth,
      expiresAt: new Date(now + CARRY_OUT_WITHIN_MIN * MINUTE_MS),
      answeredAt: null,
      answeredBy: null,
      reason: null,
      reasonWords: null,
      carriedOutAt: null,
      effect: null,
      ordinal: 0,
      troubleMin: null,
      origin: 'supervisor',
      replaces: own.replaces ?? null,
      way: null,
      fairness: null,
      help: null,
    });
    await this.store.insert(manager, row, caller.name);
    await this.store.changeState(manager, row, { to: 'accepted', at: now }, caller.name);
    return row;
  }

  /** The proposed prompt it stands in for is declined; another one still shown for the same window has nothing left to change. */
  private async replace(
    manager: EntityManager,
    made: PromptRow,
    done: Part,
    caller: Caller,
    now: number,
  ): Promise<void> {
    if (made.replaces !== null) {
      const replaced = await manager.findOneBy(PromptRow, { id: made.replaces, hall: made.hall });
      if (replaced === null) throw notFound('unknown-prompt', `there is no prompt "${made.replaces}" in this hall`);
      if (!mayBecome(replaced.state as Prompt['state'], 'declined'))
        throw conflict('prompt-answered', `the prompt is ${replaced.state}`);
      await this.store.changeState(
        manager,
        replaced,
        {
          to: 'declined',
          at: Math.max(now, replaced.decidedAt.getTime()),
          words: message('prompt-reason.instead', { measure: done }),
        },
        caller.name,
      );
    }
    if (made.windowId === null) return;
    const others = await manager.findBy(PromptRow, { hall: made.hall, windowId: made.windowId, state: 'shown' });
    for (const other of others)
      await this.store.changeState(
        manager,
        other,
        { to: 'cancelled', at: now, words: message('prompt-reason.other-plan', {}) },
        caller.name,
      );
  }
}

interface Made {
  hall: string;
  own: OwnPrompt;
  state: HallState;
  foreseen: WhatIf;
  now: number;
  until: number | null;
}

const SAID: Readonly<Record<MeasureFault, string>> = {
  'hall-closed': 'the doors are shut',
  'no-terminal': 'no terminal of this hall is up for this item',
  'ends-after-closing': 'it would end after the doors are shut',
  'window-closed': 'the window is closed',
  'window-paused': 'the window is paused',
  'window-fault': 'the window has a fault',
  'window-open': 'the window is open already',
  'window-present': 'the officer is back already',
};

/** What a hall would refuse is refused here, with the reason. */
function check(state: HallState, own: OwnPrompt): void {
  const window = own.kind === 'guide' ? null : windowOf(state, own);
  if (own.kind === 'guide' && !state.config.items.some(({ code }) => code === own.item)) {
    throw own.item === undefined
      ? unprocessable('incomplete-change', 'say which item is guided')
      : unprocessable('impossible-change', `this hall has no item ${own.item}`);
  }
  const [fault] = checkMeasure({ ...own, until: null }, state);
  if (fault !== undefined)
    throw unprocessable(fault, window === null ? SAID[fault] : `window ${window.number}: ${SAID[fault]}`);
  const missing = window === null || own.kind === 'recall' ? [] : unqualifiedFor(state, window.windowId, own.queues);
  if (missing.length > 0)
    throw unprocessable(
      'not-qualified',
      `whoever sits at window ${window?.number ?? ''} is not qualified for ${missing.join(', ')}`,
    );
}

function windowOf(state: HallState, own: OwnPrompt): WindowLive {
  if (own.windowId === undefined) throw unprocessable('incomplete-change', 'say which window');
  const window = state.windows.get(own.windowId);
  if (window === undefined) throw unprocessable('impossible-change', `this hall has no window ${own.windowId}`);
  if (own.kind !== 'recall' && own.queues.length === 0)
    throw unprocessable('incomplete-change', 'say which queues the window is to serve');
  return window;
}

function relieved(own: OwnPrompt, state: HallState): string[] {
  if (own.kind !== 'guide') return [...own.queues];
  const queue = state.config.items.find(({ code }) => code === own.item)?.queue;
  return queue === undefined ? [] : [queue];
}

function touched(own: OwnPrompt, { queues }: WhatIf): Record<string, PredictedChange> {
  return Object.fromEntries(
    Object.entries(queues).filter(
      ([code, { beforeP50Sec, afterP50Sec, beforeP80Sec, afterP80Sec }]) =>
        own.queues.includes(code) ||
        Math.abs(beforeP50Sec - afterP50Sec) >= TOUCHED_SEC ||
        Math.abs(beforeP80Sec - afterP80Sec) >= TOUCHED_SEC,
    ),
  );
}

const tenths = (minutes: number): number => Math.round(minutes * 10) / 10;

/** What is arranged, without the note: all may read it. */
function measure(own: OwnPrompt, state: HallState): Part {
  const window = state.windows.get(own.windowId ?? '')?.number ?? '';
  const queues = own.queues.map((code) => state.config.queues.find((queue) => queue.code === code)?.name ?? code);
  const item = state.config.items.find(({ code }) => code === own.item)?.name ?? own.item ?? '';
  switch (own.kind) {
    case 'guide':
      return part(own.channel === 'mobile' ? 'measure.guide-mobile' : 'measure.guide-self-service', { item });
    case 'recall':
      return part('measure.recall', { window });
    default:
      return part(`measure.${own.kind}`, { window, queues });
  }
}

function arranged(own: OwnPrompt, state: HallState): Message {
  const { note = '' } = own;
  return message('own.arranged', {
    measure: measure(own, state),
    note: note === '' ? '' : part('own.note', { text: note }),
  });
}
