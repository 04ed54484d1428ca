import { ElNotification } from 'element-plus';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-notification.css';
import '../design/element.css';
import { shallowRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { commanded, type LookUp } from './command';
import type { Fault } from './faults';
import { ApiError } from './http';
import { useProblemText } from './problem-text';

const WHERE = 'bottom-right';

/** A note that goes by itself; what went wrong stays longer. */
export const note = (type: 'success' | 'error', title: string, message = ''): void => {
  ElNotification({ title, message, type, duration: type === 'success' ? 4000 : 10_000, position: WHERE });
};

/**
 * Runs an action and says what came of it: a quiet note when it worked, the server's reason when it did not. One without an answer is looked up first.
 * @param faults what the server says of single fields, for a form to show at each
 */
export function useAttempt(
  faults?: Ref<readonly Fault[]>,
): (
  action: () => Promise<unknown>,
  /** asked for once it worked; null where the page itself shows it */ done: string | (() => string) | null,
  isDone?: LookUp,
) => Promise<boolean> {
  const { t } = useI18n();
  const problemText = useProblemText();
  return async (action, done, isDone) => {
    if (faults !== undefined) faults.value = [];
    try {
      await (isDone === undefined ? action() : commanded(action, isDone));
      if (done !== null) note('success', typeof done === 'string' ? done : done());
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (faults !== undefined) faults.value = error.problem.errors ?? [];
      ElNotification({
        title: t('problem.title'),
        message: problemText(error),
        type: 'error',
        duration: 10_000,
        position: WHERE,
      });
      return false;
    }
  };
}

/** The same where something was typed: why it was refused stands beside it until the next try has an answer. */
export function useKeptAttempt(): {
  refusal: Ref<ApiError | null>;
  attempt: (action: () => Promise<void>, done: string) => Promise<boolean>;
} {
  const refusal = shallowRef<ApiError | null>(null);
  const attempt = async (action: () => Promise<void>, done: string): Promise<boolean> => {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refusal.value = error;
      return false;
    }
    refusal.value = null;
    note('success', done);
    return true;
  };
  return { refusal, attempt };
}
