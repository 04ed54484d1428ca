import type { TargetConsequences } from '@cockpit/contracts';
import { percent } from '../../shared/format';
import type { ConsequenceLine, Saying } from './lines';

interface Naming {
  readonly queueName: (code: string) => string;
  readonly ruleName: (rule: string) => string;
}

/** What other wait targets would have done to days that were, as sentences. A stricter target is a promise that is kept less often, not a longer wait. */
export function targetLines(
  { shares, warnings, beyond, done }: TargetConsequences,
  { t, queueName, ruleName }: Pick<Saying, 't'> & Naming,
): ConsequenceLine[] {
  const line = (key: string, text: string): ConsequenceLine => ({ key, tone: 'note', text });
  const share = ({ within, of }: { within: number; of: number }): string => percent(within / of);
  const kept = shares.queues
    .filter(({ before, after }) => before.of > 0 && after.of > 0)
    .map(({ queue, before, after }) =>
      line(
        `share ${queue}`,
        t('consequences.target.share', {
          queue: queueName(queue),
          days: shares.days,
          before: share(before),
          after: share(after),
          how: t(`consequences.target.${howMany(before.within, after.within)}Within`, {
            n: Math.abs(after.within - before.within),
          }),
        }),
      ),
    );
  if (done === 0) return kept;
  const fired = warnings.map(({ rule, before, after }) =>
    line(
      `rule ${rule}`,
      t(`consequences.target.${after > before ? 'moreWarnings' : 'fewerWarnings'}`, {
        rule: ruleName(rule),
        days: done,
        n: Math.abs(after - before),
        before,
        after,
      }),
    ),
  );
  const long = beyond.map(({ queue, before, after }) =>
    line(`beyond ${queue}`, t('consequences.target.beyond', { queue: queueName(queue), days: done, before, after })),
  );
  const same = warnings.length === 0 ? [line('same', t('consequences.target.sameWarnings', { days: done }))] : [];
  return [...kept, ...fired, ...same, ...long];
}

const howMany = (before: number, after: number): 'more' | 'fewer' | 'same' =>
  after > before ? 'more' : after < before ? 'fewer' : 'same';
