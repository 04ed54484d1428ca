import { useI18n } from 'vue-i18n';
import { stamp, DASH } from '../../shared/format';
import { useMatterNames } from './names';

const DAY_WHY: Readonly<Record<string, string>> = {
  工作日: 'work',
  周末: 'weekend',
  大厅停办: 'closure',
  连续计时: 'always',
  受理当日不计: 'first',
  '来源系统自定到期时间，自受理起连续计时': 'own',
};
const PAUSED = /^(?:扣除)?暂停：/;

/** Codes of the matter's history as words. What is not ours to name – a holiday, an office's own stage – stays as it was told. */
export function useMatterWords(zone: () => string) {
  const i18n = useI18n();
  const { t } = i18n;
  const names = useMatterNames();
  const known = (group: string, code: string) => (i18n.te(`${group}.${code}`) ? t(`${group}.${code}`) : code);
  const reason = (code: string) => known('pauseReason', code);
  return {
    names,
    time: (instant: string | null) => (instant === null ? DASH : stamp(Date.parse(instant), zone())),
    kind: (code: string) => known('matterKind', code),
    channel: (code: string) => known('caseChannel', code),
    reason,
    unit: (code: string) => known('limitUnit', code),
    limitFrom: (code: string) => known('limitFrom', code),
    cause: (code: string) => known('changeCause', code),
    why: (text: string) => {
      if (PAUSED.test(text))
        return t('dayWhy.pause', { reasons: text.replace(PAUSED, '').split('、').map(reason).join('、') });
      const key = DAY_WHY[text];
      return key === undefined ? text : t(`dayWhy.${key}`);
    },
    /** `stage-entered:审核` → 进入环节 审核 */
    step: (what: string) => {
      const [kind = what, ...rest] = what.split(':');
      const detail = rest.join(':');
      const word = known('pathStep', kind);
      if (detail === '' || detail === '*') return word;
      return `${word} ${kind === 'stage-entered' ? names.nameOf('stage', detail) : reason(detail)}`;
    },
    who: (unit: string | null, officerId: string | null) =>
      [
        unit === null ? null : names.nameOf('unit', unit),
        officerId === null ? null : names.nameOf('officer', officerId),
      ]
        .filter((part) => part !== null)
        .join(' · ') || DASH,
  };
}
