import { useI18n } from 'vue-i18n';
import { queueOf, workOf } from './state';

/** The parts of the system as people call them; what has no such name is called as it calls itself. */
export function useNames(): {
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
    // `live-3`, `writer-3-visits`: of its share of the halls
    const [, whole = '', share = '', part = whole] = /^(writer|days|live)-(\d+)(?:-(.+))?$/.exec(worker) ?? [];
    return part === '' ? named('worker', worker) : t('system.share', { name: named('worker', part), n: share });
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
