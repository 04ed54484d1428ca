import { useI18n } from 'vue-i18n';
import { groupOf, queueOf, workOf } from './state';

/**
 * The parts of the system as people call them; what has no such name is called as it calls itself.
 * @param groups into how many groups the halls are shared out; null while nobody knows
 */
export function useNames(groups: () => number | null = () => null): {
  queueName: (queue: string) => string;
  workerName: (worker: string) => string;
  checkName: (check: string) => string;
} {
  const i18n = useI18n();
  const { t } = i18n;
  const named = (kind: 'queue' | 'worker' | 'check', name: string): string =>
    i18n.te(`system.${kind}.${name}`) ? t(`system.${kind}.${name}`) : name;
  const queueName = (queue: string): string => named('queue', queue);
  const workerName = (worker: string): string => {
    const queue = queueOf(worker);
    if (queue !== null) return queueName(queue);
    const group = groupOf(worker);
    if (group === null) return named('worker', worker);
    const [name, n, of] = [named('worker', group.part), group.at + 1, groups()];
    return of === null ? t('system.shareOnly', { name, n }) : t('system.share', { name, n, of });
  };
  return {
    queueName,
    workerName,
    checkName: (check) => {
      const worker = workOf(check);
      return worker === null ? named('check', check) : workerName(worker);
    },
  };
}
