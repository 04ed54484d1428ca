import { fewerAtClosing, type Message, type PromptAim } from '@cockpit/contracts';
import type { HallState } from '../live';
import type { RedirectParams } from './params';
import { notToBeSentTo } from '../live/qualified';
import type { QueueChange } from './prompt-facts';
import { terminalsFor } from './terminals';
import type { OtherHallView, PastPrompt } from './view';
import { pieceOf } from './pieces';

/** Why a prompt is not true, or not true any more. */
export const PROMPT_FAULTS = [
  'window-closed',
  'window-paused',
  'window-fault',
  'window-open',
  'window-present',
  'not-qualified',
  'no-terminal',
  'hall-closed',
  'ends-after-closing',
  'repaid-after-closing',
  'giver-suffers',
  'saves-nothing',
  'wait-not-shorter',
  'nobody-waits',
  'own-queue',
  'no-better-hall',
] as const;
export type PromptFault = (typeof PROMPT_FAULTS)[number];
/** Of these, what would stop anybody’s measure, whatever it is worth. */
export type MeasureFault = Extract<
  PromptFault,
  `window-${string}` | 'no-terminal' | 'hall-closed' | 'ends-after-closing'
>;

/** What is to be done, whoever says so; times in epoch ms. */
export interface MeasureClaim {
  readonly kind: PastPrompt['kind'];
  readonly windowId?: string | null | undefined;
  readonly item?: string | null | undefined;
  readonly channel?: 'self-service' | 'mobile' | null | undefined;
  readonly until: number | null;
}

/** What a prompt says, as far as it can be true or not; waits in minutes. */
export interface PromptClaim extends MeasureClaim {
  readonly queues: readonly string[];
  readonly toHall?: string | null | undefined;
  /** what it says; null in prompts from before it was kept as data */
  readonly words: Message | null;
  readonly aim?: PromptAim | null | undefined;
  readonly predicted: Readonly<Record<string, Omit<QueueChange, 'queue'>>>;
  readonly gainMin: number;
}

/** What there is to compare a prompt with. */
export interface Hall {
  readonly state: HallState;
  readonly params: RedirectParams;
  /** halls within reach as they are now; without them nothing is said about prompts that send people there */
  readonly otherHalls?: readonly OtherHallView[] | undefined;
}

const MINUTE = 60_000;

/** One thing that must hold: null when it does, else what is wrong. */
type Fact = (claim: PromptClaim, hall: Hall) => PromptFault | null;
type MeasureFact = (claim: MeasureClaim, hall: Pick<Hall, 'state'>) => MeasureFault | null;

/** The queue codes a measure is meant to help; a link takes from its home and helps the others. */
export function helpedCodes(claim: Pick<PromptClaim, 'kind' | 'windowId' | 'queues'>, state: HallState): string[] {
  const home =
    claim.windowId === null || claim.windowId === undefined
      ? null
      : (state.windows.get(claim.windowId)?.homeQueue ?? null);
  return claim.kind === 'link' ? claim.queues.filter((queue) => queue !== home) : [...claim.queues];
}

const interval = ({ state }: Pick<Hall, 'state'>): { from: number; to: number } | undefined =>
  state.config.open.find(({ from, to }) => from <= state.now && state.now < to);

const doorsAreOpen: MeasureFact = (_, hall) => (interval(hall) === undefined ? 'hall-closed' : null);

const endsBeforeClosing: MeasureFact = ({ until }, hall) =>
  until !== null && until > (interval(hall)?.to ?? Infinity) ? 'ends-after-closing' : null;

/** A window that is to take people is staffed and at work; one that is to be opened is closed; one that is recalled is on a break. */
const windowIsReady: MeasureFact = ({ kind, windowId }, { state }) => {
  if (windowId === null || windowId === undefined) return null;
  const now = state.windows.get(windowId)?.state ?? 'offline';
  if (now === 'fault') return 'window-fault';
  if (kind === 'open') return now === 'closed' || now === 'offline' ? null : 'window-open';
  if (now === 'closed' || now === 'offline') return 'window-closed';
  if (kind === 'recall') return now === 'paused' ? null : 'window-present';
  return now === 'paused' ? 'window-paused' : null;
};

const officerIsQualified: Fact = ({ windowId, queues, kind }, { state }) =>
  windowId === null ||
  windowId === undefined ||
  kind === 'recall' ||
  notToBeSentTo(state, windowId, queues).length === 0
    ? null
    : 'not-qualified';

const terminalIsUp: MeasureFact = ({ kind, channel, item }, { state }) =>
  kind === 'guide' &&
  channel !== 'mobile' &&
  (item === null || item === undefined || terminalsFor(state, item).length === 0)
    ? 'no-terminal'
    : null;

const breakIsRepaid: Fact = ({ kind, windowId }, hall) => {
  if (kind !== 'recall' || windowId === null || windowId === undefined) return null;
  const { state, params } = hall;
  const live = state.windows.get(windowId);
  const pause = live?.breaks.find(({ to }) => to === null);
  const planned = live?.config?.roster.flatMap(({ breaks }) => breaks).filter((one) => one.kind === 'break') ?? [];
  const length = Math.max(0, ...planned.map(({ from, to }) => to - from));
  const left = pause === undefined ? 0 : Math.max(0, pause.from + length - state.now - params.replyMin * MINUTE);
  return state.now + params.repayAfterMin * MINUTE + left > (interval(hall)?.to ?? Infinity)
    ? 'repaid-after-closing'
    : null;
};

const savesSomething: Fact = ({ gainMin, kind, aim }) =>
  gainMin > 0 || kind === 'other-hall' || (gainMin === 0 && fewerAtClosing({ aim }) > 0) ? null : 'saves-nothing';

/** Every fall that is named is a fall as people read it, and the queue it is named for is one the measure is for. */
const waitGetsShorter: Fact = ({ words }) => {
  const { before, after } = pieceOf(words, 'relief')?.params ?? {};
  return before !== undefined && after !== undefined && Number(before) <= Number(after) ? 'wait-not-shorter' : null;
};

/** Who gives a hand is not pushed beyond the target and beyond those who are helped, and no queue is left without a window. */
const giverIsSpared: Fact = (claim, { state }) => {
  if (pieceOf(claim.words, 'gives')?.code === 'gives.unserved') return 'giver-suffers';
  const queues = helpedCodes(claim, state);
  const helped = queues.flatMap((code) => claim.predicted[code] ?? []);
  const worst = Math.max(0, ...helped.map(({ afterP80Min }) => afterP80Min));
  const target = (code: string): number =>
    state.config.queues.find((queue) => queue.code === code)?.waitTargetMin ?? 15;
  const suffers = Object.entries(claim.predicted).some(
    ([code, { beforeP80Min, afterP80Min }]) =>
      !queues.includes(code) &&
      Math.round(afterP80Min) > Math.round(beforeP80Min) &&
      afterP80Min > target(code) &&
      (helped.length === 0 || afterP80Min > worst),
  );
  return suffers ? 'giver-suffers' : null;
};

/** A window is said to have time to spare only where its own queue stays under its target. */
const homeIsFree: Fact = ({ windowId, words, predicted }, { state }) => {
  const home = windowId === null || windowId === undefined ? null : (state.windows.get(windowId)?.homeQueue ?? null);
  const own = home === null ? undefined : predicted[home];
  const target = state.config.queues.find(({ code }) => code === home)?.waitTargetMin ?? 15;
  return words?.code === 'why.link-free' && own !== undefined && Math.max(own.afterP50Min, own.afterP80Min) >= target
    ? 'giver-suffers'
    : null;
};

/** A queue that is said to have people waiting still has some. */
const somebodyWaits: Fact = (claim, { state }) =>
  pieceOf(claim.words, 'crowd')?.code === 'crowd.waiting' &&
  helpedCodes(claim, state).every((queue) => state.waiting(queue).length === 0)
    ? 'nobody-waits'
    : null;

const helpsOthers: Fact = (claim, { state }) =>
  claim.kind === 'link' && helpedCodes(claim, state).length === 0 ? 'own-queue' : null;

const otherHallIsBetter: Fact = ({ kind, toHall, queues: [queue = ''] }, { otherHalls, params }) => {
  if (kind !== 'other-hall' || otherHalls === undefined) return null;
  const there = otherHalls.find(({ code }) => code === toHall);
  return there === undefined || !there.waitP50Min.has(queue) || there.travelMin > params.circleMin
    ? 'no-better-hall'
    : null;
};

const FACTS: readonly Fact[] = [
  doorsAreOpen,
  windowIsReady,
  officerIsQualified,
  terminalIsUp,
  endsBeforeClosing,
  breakIsRepaid,
  helpsOthers,
  savesSomething,
  waitGetsShorter,
  giverIsSpared,
  homeIsFree,
  somebodyWaits,
  otherHallIsBetter,
];

/** What would stop a measure in the hall as it stands, its weightiest reason first: asked of what a supervisor does of their own accord. */
export function checkMeasure(claim: MeasureClaim, state: HallState): MeasureFault[] {
  return [doorsAreOpen, windowIsReady, terminalIsUp, endsBeforeClosing].flatMap((fact) => fact(claim, { state }) ?? []);
}

/**
 * What the hall of a moment itself says against a prompt that waits for an answer: known at once, whatever was decided a minute ago. Asked
 * for every snapshot, so that no prompt stands beside a window that is away.
 */
export function contradicts(claim: MeasureClaim & Pick<PromptClaim, 'queues'>, state: HallState): boolean {
  const { kind, windowId, queues } = claim;
  const sent = kind !== 'recall' && typeof windowId === 'string';
  return checkMeasure(claim, state).length > 0 || (sent && notToBeSentTo(state, windowId, queues).length > 0);
}

/**
 * Whether a prompt is true of a hall as it stands: everything that is wrong with it, the weightiest first; nothing when it may be shown. Asked
 * when it is decided, every minute while it is shown, and when it is accepted.
 */
export function checkPrompt(claim: PromptClaim, hall: Hall): PromptFault[] {
  return FACTS.flatMap((fact) => fact(claim, hall) ?? []);
}
