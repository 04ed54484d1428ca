import { chinese, type Helpless, type Prompt } from '@cockpit/contracts';
import { breachesOf, idleFor, keepsWorth, Unchanged, type HallState, type DeclinedPrompt } from '@cockpit/domain';
import { liveHall, NO_ESTIMATES, NO_SECTIONS } from '@cockpit/live';
import { paramsOf } from '../../libs/redirect/src/params-of';
import { toLivePrompt, toPrompt, type PromptRow } from '../../libs/redirect/src/prompt.entity';

/** Holds every snapshot of a hall day against the law of open prompts. */
export class Audit {
  /** snapshots with a prompt that waits for an answer, and how often one was shown in all of them */
  snapshots = 0;
  shown = 0;
  /** snapshots by breach */
  readonly breaches = new Map<string, number>();
  /** prompts by breach */
  readonly prompts = new Map<string, Set<string>>();
  readonly open = new Set<string>();

  /** what was said of queues without a prompt beside a window that stands idle and is qualified, by what it says */
  readonly besideIdle = new Map<string, number>();

  readonly look = (
    state: HallState,
    rows: readonly PromptRow[],
    decided: boolean,
    decidedHelpless: readonly Helpless[],
  ): void => {
    this.lookAtHelpless(state, rows, decidedHelpless);
    const waiting = rows.filter((row) => row.state === 'shown');
    if (waiting.length === 0) return;
    const { prompts } = liveHall({
      state,
      estimates: NO_ESTIMATES,
      wallNow: state.now,
      pulseAt: null,
      sections: { ...NO_SECTIONS, prompts: waiting.map(toPrompt) },
    });
    const params = paramsOf(state.config);
    if (prompts.length > 0) this.snapshots += 1;
    for (const { id } of prompts) {
      this.shown += 1;
      this.open.add(id);
    }
    for (const { prompt, breach } of breachesOf(prompts, state, declinedOf(rows), params)) this.note(breach, prompt);
    // what the simulation says now is asked when it can have changed what the hall does: once a minute
    if (!decided) return;
    const unchanged = new Unchanged(state);
    for (const prompt of prompts) {
      const row = waiting.find(({ id }) => id === prompt.id);
      if (row !== undefined && !keepsWorth(toLivePrompt(row), unchanged, params)) this.note('worth-now', prompt);
    }
  };

  /** Never helpless beside a qualified idle window: what is said is said of such a window, and is true of it. */
  private lookAtHelpless(state: HallState, rows: readonly PromptRow[], decided: readonly Helpless[]): void {
    if (decided.length === 0) return;
    const { helpless = [] } = liveHall({
      state,
      estimates: NO_ESTIMATES,
      wallNow: state.now,
      pulseAt: null,
      sections: { ...NO_SECTIONS, helpless: [...decided] },
    });
    for (const { queue, because = [] } of helpless) {
      const [said] = because;
      const idle = idleFor(state, queue);
      const code = said?.words.code ?? 'nothing';
      const breach =
        idle.length === 0
          ? said === undefined || said.windowId !== undefined
          : !idle.some(({ windowId }) => windowId === said?.windowId) ||
            !isTrue(code, said?.windowId, queue, state, rows);
      if (idle.length > 0) this.besideIdle.set(code, (this.besideIdle.get(code) ?? 0) + 1);
      if (breach) this.count(`helpless: ${queue}, ${said === undefined ? code : chinese(said.words)}`);
    }
  }

  private count(breach: string): void {
    this.breaches.set(breach, (this.breaches.get(breach) ?? 0) + 1);
  }

  private note(breach: string, { id }: Prompt): void {
    this.count(breach);
    const known = this.prompts.get(breach) ?? new Set();
    this.prompts.set(breach, known.add(id));
  }
}

const declinedOf = (rows: readonly PromptRow[]): DeclinedPrompt[] =>
  rows.flatMap((row) => {
    if (row.state !== 'declined' || row.answeredAt === null) return [];
    const { kind, windowId, queues } = toPrompt(row);
    return [{ kind, queues, at: row.answeredAt.getTime(), ...(windowId === undefined ? {} : { windowId }) }];
  });

const MINUTE = 60_000;

/** Whether what is said of an idle window is so. */
function isTrue(
  code: string,
  windowId: string | undefined,
  queue: string,
  state: HallState,
  rows: readonly PromptRow[],
): boolean {
  const window = state.windows.get(windowId ?? '');
  const asked = rows.filter((row) => row.windowId === windowId && row.queues.includes(queue));
  const ago = ({ decidedAt, answeredAt }: PromptRow): number => state.now - (answeredAt ?? decidedAt).getTime();
  switch (code) {
    case 'because.free':
      return window?.servingQueues.includes(queue) === true;
    case 'because.just-free':
      return state.now - (window?.stateSince ?? 0) <= 2 * MINUTE;
    case 'because.agreed':
      return asked.some((row) => row.state === 'accepted');
    case 'because.declined':
      return asked.some((row) => row.state === 'declined' && ago(row) <= 30 * MINUTE);
    case 'because.said':
      return asked.some((row) => state.now - row.decidedAt.getTime() <= 30 * MINUTE);
    case 'because.settling':
      return state.now - (window?.assignedAt ?? 0) <= 7 * MINUTE;
    case 'because.leaves':
      return (
        window?.config?.roster.some(({ breaks }) =>
          breaks.some(({ from }) => Math.abs(from - state.now) < 16 * MINUTE),
        ) === true
      );
    case 'because.own':
      return window?.servingQueues.includes(queue) === false;
    default:
      return false;
  }
}
