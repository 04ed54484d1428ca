import type { BetweenTiers, Consultation, ConsultTierFigures, LineFigures } from '@cockpit/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { column, type Column } from '../../kit/columns';
import { DASH } from '../../shared/format';
import { useWords } from '../../shared/words';
import { officeTime } from '../cases/zone';

/** The columns of the tables of consultations. */
export function useConsultationColumns() {
  const i18n = useI18n();
  const { t } = i18n;
  const { messageText } = useWords();
  const secs = (value: number | null): string =>
    value === null
      ? DASH
      : value < 120
        ? t('consultation.secs', { n: Math.round(value) })
        : t('unit.minutes', { n: Math.round(value / 60) });
  const channel = (name: string | null): string =>
    name === null ? DASH : (messageText({ code: `consult-line.${name}`, params: {} }) ?? name);
  const problemOf = (kind: string): string =>
    i18n.te(`consultation.problem.${kind}`) ? t(`consultation.problem.${kind}`) : kind;
  const times = <Row extends Pick<LineFigures, 'meanAnswerSec' | 'medianAnswerSec'>>(): Column<Row>[] => [
    column('mean', t('consultation.mean'), ({ meanAnswerSec }) => meanAnswerSec, {
      text: ({ meanAnswerSec }) => secs(meanAnswerSec),
      numeric: true,
    }),
    column('median', t('consultation.median'), ({ medianAnswerSec }) => medianAnswerSec, {
      text: ({ medianAnswerSec }) => secs(medianAnswerSec),
      numeric: true,
    }),
  ];
  const tiers = computed<Column<ConsultTierFigures>[]>(() => [
    column('tier', t('consultation.tierName'), { text: ({ tier }) => t(`consultation.tier.${tier}`), heading: true }),
    ...(['asked', 'answered', 'escalated', 'abandoned', 'open'] as const).map((key) =>
      column<ConsultTierFigures>(key, t(`consultation.${key}`), (tier) => tier[key], { numeric: true }),
    ),
    ...times<ConsultTierFigures>(),
  ]);
  const between = computed<Column<BetweenTiers>[]>(() => [
    column('id', t('consultation.id'), { text: ({ consultId }) => consultId, heading: true }),
    column('owner', t('consultation.between.owner'), {
      text: ({ tier }) => t(`consultation.tier.${tier}`),
      note: ({ owner }) =>
        owner === null ? t('consultation.between.noLine') : `${owner.placeName} · ${owner.name} ${owner.number}`,
    }),
    column('from', t('consultation.between.from'), { text: ({ from }) => t(`consultation.tier.${from}`) }),
    column('since', t('consultation.between.since'), ({ since }) => officeTime(since)),
    column('due', t('consultation.between.due'), ({ dueAt }) => officeTime(dueAt), {
      tone: ({ overdue }) => overdue && 'bad',
      note: ({ overdue }) => (overdue ? t('consultation.between.late') : null),
    }),
  ]);
  const lines = computed<Column<LineFigures>[]>(() => [
    column('line', t('consultation.line.name'), ({ name, line }) => name ?? line, {
      note: ({ placeName }) => placeName ?? t('consultation.line.unknown'),
      heading: true,
    }),
    column('tier', t('consultation.tierName'), ({ tier }) => tier && t(`consultation.tier.${tier}`)),
    ...(['calls', 'answered', 'handedOn', 'abandoned', 'waiting'] as const).map((key) =>
      column<LineFigures>(key, t(`consultation.line.${key}`), (one) => one[key], { numeric: true }),
    ),
    ...times<LineFigures>(),
  ]);
  const list = computed<Column<Consultation>[]>(() => [
    column('id', t('consultation.id'), ({ consultId }) => consultId, { heading: true }),
    column('at', t('consultation.at'), ({ askedAt }) => askedAt && officeTime(askedAt)),
    column('channel', t('consultation.channel'), (item) => channel(item.channel)),
    column('tier', t('consultation.tierName'), ({ lastTier }) => t(`consultation.tier.${lastTier}`)),
    column(
      'state',
      t('consultation.state'),
      ({ state, answeredTier }) =>
        answeredTier === null ? t(`consultation.states.${state}`) : t(`consultation.by.${answeredTier}`),
      { note: ({ problem }) => problem && problemOf(problem) },
    ),
    column('took', t('consultation.took'), ({ answerSec }) => answerSec, {
      text: ({ answerSec }) => secs(answerSec),
      numeric: true,
    }),
  ]);
  return { tiers, between, lines, list };
}
