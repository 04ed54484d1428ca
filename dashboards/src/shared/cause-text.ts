import type { Cause, FeedAnomaly, LiveFeed } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useWords } from './words';

/** As the server sends it: in English, and as codes where it knows them. */
interface Explained {
  message: string;
  causes: readonly Cause[] | null;
}
type LiveAnomaly = Pick<LiveFeed['oddities'][number], 'code' | 'subject' | 'message' | 'count'>;

/** Why something was not taken, and anomalies of a feed, in the words of the screen; what has no code is shown as sent, and marked so. */
export function useCauseText(): {
  causeText: (cause: Cause) => string;
  whyText: (told: Explained) => string;
  liveAnomalyText: (anomaly: LiveAnomaly) => string;
  anomalyText: (anomaly: FeedAnomaly) => string;
} {
  const { t } = useI18n();
  const { textOf } = useWords();
  /** An empty field is one that is not filled in, whatever its rule calls it. */
  const causeText = ({ code, params }: Cause): string =>
    textOf(`cause.${code === 'too-short' && Number(params['limit']) === 1 ? 'missing' : code}`, params);
  const original = (text: string): string => t('problem.original', { text });
  const whyText = ({ message, causes }: Explained): string => {
    if (causes === null || causes.length === 0) return message === '' ? '' : original(message);
    const [only] = causes;
    // beside several fields each has to be named; of one the page says where it is
    if (causes.length === 1 && only !== undefined) return causeText(only);
    return causes
      .map((cause) => (cause.path === '' ? causeText(cause) : `${cause.path}${t('list.colon')}${causeText(cause)}`))
      .join(t('list.semicolon'));
  };
  const liveAnomalyText = ({ code, subject, message, count }: LiveAnomaly): string =>
    code === undefined ? original(message) : textOf(`odd.${code}`, { subject: subject ?? '', n: count });
  const anomalyText = ({ kind, subject, message, count }: FeedAnomaly): string =>
    liveAnomalyText({ code: kind, subject, message, count });
  return { causeText, whyText, liveAnomalyText, anomalyText };
}
