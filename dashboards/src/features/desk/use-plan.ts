import type { HallPlan, PlanTrial } from '@cockpit/contracts';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAgingAnswer, useAnswer, type AgingAnswer } from '../../shared/answer';
import type { ApiError } from '../../shared/http';
import { useAttempt } from '../../shared/toast';
import { answerPlan } from '../officer/api';
import { adoptPlan, fetchPlan, issuePlan, tryPlan } from './api';
import { askedOf, isSamePlan, movedAbsences, presenceOf, withMove, type Move, type ShownAbsence } from './plan-change';

const ANSWERS_EVERY_MS = 15_000;

export interface PlanOfDay extends AgingAnswer<HallPlan> {
  plan: ComputedRef<HallPlan | null>;
  /** asks for a plan of the rest of the day, made now */
  remake: () => Promise<void>;
}

/** The plan of a hall that was made last. */
export function usePlan(hall: () => string): PlanOfDay {
  let anew = false;
  const answer = useAgingAnswer({
    name: 'plan',
    about: hall,
    ask: (code: string) => fetchPlan(code, anew),
    // windows that were asked to confirm answer one by one
    everyMs: ANSWERS_EVERY_MS,
    changes: (plan: HallPlan) => askedOf(plan).some(({ said }) => said !== 'received'),
  });
  return {
    ...answer,
    plan: answer.data,
    remake: async () => {
      anew = true;
      await answer.refresh();
      anew = false;
    },
  };
}

export interface PlanChanging extends PlanOfDay {
  moves: Ref<Move[]>;
  /** the plan with its absences where they would be, and staff by half hour as the trial has it */
  shown: ComputedRef<(Omit<HallPlan, 'absences'> & { absences: ShownAbsence[] }) | null>;
  /** what the change would bring; null while there is none, or it is being played */
  trial: ComputedRef<PlanTrial | null>;
  trialProblem: ComputedRef<ApiError | null>;
  busy: Ref<boolean>;
  move: (absence: Pick<ShownAbsence, 'windowId' | 'kind' | 'from'>, to: number) => void;
  adopt: () => Promise<void>;
  issue: () => Promise<void>;
  /** somebody was told in person what the plan orders */
  told: (windowId: string) => Promise<void>;
}

/** The plan of the day while somebody changes it, puts it in force and tells it to the windows. */
export function usePlanChange(hall: () => string): PlanChanging {
  const { t } = useI18n();
  const attempt = useAttempt();
  const known = usePlan(hall);
  const { plan } = known;
  const moves = ref<Move[]>([]);
  const busy = ref(false);
  const madeAt = computed(() => plan.value?.madeAt ?? null);
  watch(madeAt, () => (moves.value = []));
  const { data: trial, problem: trialProblem } = useAnswer<{ hall: string; madeAt: string; moves: Move[] }, PlanTrial>({
    name: 'plan-trial',
    about: () =>
      madeAt.value === null || moves.value.length === 0
        ? null
        : { hall: hall(), madeAt: madeAt.value, moves: moves.value },
    ask: (change) => tryPlan(change.hall, { madeAt: change.madeAt, moves: change.moves }),
  });
  const shown = computed(() =>
    plan.value === null
      ? null
      : {
          ...plan.value,
          absences: movedAbsences(plan.value, moves.value),
          presence: presenceOf(plan.value, trial.value?.plan ?? null),
        },
  );
  /** @param isDone tells by the plan as it is now, where no answer came */
  async function act(
    ask: (made: string) => Promise<HallPlan>,
    done: string,
    isDone: (plan: HallPlan, made: string) => boolean,
  ): Promise<void> {
    const made = madeAt.value;
    if (made === null || busy.value) return;
    busy.value = true;
    const show = async (now: HallPlan): Promise<void> => {
      await known.put(now);
      moves.value = [];
    };
    await attempt(
      async () => {
        await show(await ask(made));
      },
      done,
      async () => {
        const now = await fetchPlan(hall(), false);
        const isSo = isDone(now, made);
        if (isSo) await show(now);
        return isSo;
      },
    );
    busy.value = false;
  }
  /** one with moves is another plan than the one it was made of */
  const isAdopted = (now: HallPlan, made: string): boolean =>
    now.adopted !== undefined &&
    (moves.value.length === 0 ? isSamePlan(now, made) : !isSamePlan(now, made) && now.moved === moves.value.length);
  return {
    ...known,
    moves,
    shown,
    trial,
    trialProblem,
    busy,
    move: (absence, to) => (moves.value = withMove(moves.value, absence, to)),
    adopt: () => act((made) => adoptPlan(hall(), { madeAt: made, moves: moves.value }), t('plan.adoptDone'), isAdopted),
    issue: () =>
      act(
        (made) => issuePlan(hall(), made),
        t('plan.issueDone'),
        (now, made) => isSamePlan(now, made) && now.issued !== undefined,
      ),
    told: (windowId) =>
      act(
        async (made) => {
          // of a proposal made later the answer is to the plan in force
          await answerPlan({ hall: hall(), madeAt: plan.value?.inForce?.madeAt ?? made, windowId }, null);
          return fetchPlan(hall(), false);
        },
        t('order.arrangedDone'),
        (now) => askedOf(now).some((one) => one.windowId === windowId && one.said === 'received'),
      ),
  };
}
