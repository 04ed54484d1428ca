import { CASE_CHANNELS, CLOCK_KINDS, CLOCK_PHASES, type ClockRule } from '@cockpit/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { choiceField, column, type Column } from '../../kit/columns';
import { DASH } from '../../shared/format';
import { daysOf } from './lines';

/** The columns of the table of limits. */
export function useClockColumns() {
  const { t } = useI18n();
  const kindName = (kind: ClockRule['kind']): string =>
    kind === 'bundle' || kind === 'reopened' ? t(`clocks.${kind}`) : t(`matterKind.${kind}`);
  const channelName = (channel: ClockRule['channel']): string =>
    channel === null ? t('clocks.any') : t(`caseChannel.${channel}`);
  return computed<Column<ClockRule>[]>(() => [
    column('kind', t('clocks.kind'), ({ kind }) => kindName(kind), {
      heading: true,
      field: {
        value: ({ kind }) => kind,
        write: (rule, text) => (rule.kind = CLOCK_KINDS.find((kind) => kind === text) ?? 'order'),
        options: CLOCK_KINDS.map((value) => ({ value, text: kindName(value) })),
      },
    }),
    column('unit', t('clocks.unit'), ({ unit }) => unit, {
      text: ({ unit }) => unit ?? t('clocks.any'),
      field: {
        value: ({ unit }) => unit ?? '',
        write: (rule, text) => (rule.unit = text.trim() || null),
        placeholder: t('clocks.any'),
      },
    }),
    column('channel', t('clocks.channel'), ({ channel }) => channel, {
      text: ({ channel }) => channelName(channel),
      field: choiceField('channel', CASE_CHANNELS, channelName),
    }),
    ...CLOCK_PHASES.map((phase) =>
      column<ClockRule>(phase, t(`clockPhase.${phase}`), (rule) => rule[phase], {
        numeric: true,
        text: (rule) => (rule[phase] === null ? DASH : t('clocks.days', { n: rule[phase] })),
        field: {
          kind: 'number',
          value: (rule) => String(rule[phase] ?? ''),
          write: (rule, text) => (rule[phase] = daysOf(text)),
          testid: ({ kind }) => `days-${kind}-${phase}`,
        },
      }),
    ),
  ]);
}
