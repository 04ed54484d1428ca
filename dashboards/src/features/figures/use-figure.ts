import type { Against, MetricAnswer, MetricKey } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { DASH, type Locale } from '../../shared/format';
import { againstText, behind as textBehind, metricName, metricText, shownUnit, unitName } from './text';

/** What the strip of figures shows of a metric. */
interface ShownFigure {
  key: string;
  label: string;
  of?: MetricKey;
  value: string;
  unit?: string;
  hint?: string;
  /** its target, and how far it is from it */
  note?: string;
}

type Behind = Pick<MetricAnswer, 'numerator' | 'denominator'>;

/**
 * Names, values and units of metrics in the language of the page.
 * @param minutes key of the word for minutes: where points are told too, 分 is theirs
 */
export function useFigures(minutes = 'figures.unit.min'): {
  name: (key: MetricKey) => string;
  value: (key: MetricKey, value: number | null) => string;
  unit: (key: MetricKey) => string;
  /** the unit as it stands behind a number: `%`, ` 分`, ` min` */
  after: (key: MetricKey) => string;
  /** the value with its unit; a dash where there is none */
  said: (key: MetricKey, value: number | null) => string;
  /** what it is made of: `17,538 / 20,001`, `10 min / 4` */
  behind: (key: MetricKey, figure: Behind) => string | null;
  hint: (key: MetricKey, figure: Behind) => string | null;
  against: (key: MetricKey, target: Against | undefined) => string | null;
  figure: (answer: MetricAnswer) => ShownFigure;
} {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const language = () => locale.value as Locale;
  const name = (key: MetricKey) => metricName(key, language());
  const value = (key: MetricKey, amount: number | null) => metricText(key, amount, language());
  const unit = (key: MetricKey) => {
    const its = unitName(key) === 'min' ? minutes : `figures.unit.${unitName(key)}`;
    return i18n.te(its) ? t(its) : '';
  };
  const after = (key: MetricKey) => unit(key).replace(/^(?=[^%])/, ' ');
  const said = (key: MetricKey, amount: number | null) =>
    amount === null ? DASH : `${value(key, amount)}${after(key)}`;
  const behind = (key: MetricKey, figure: Behind) =>
    textBehind(figure, key, { locale: language(), minutes: t(minutes) });
  const hint = (key: MetricKey, figure: Behind) => {
    const text = behind(key, figure);
    return text === null ? null : t('figures.behind', { text });
  };
  const against = (key: MetricKey, target: Against | undefined) => {
    if (target === undefined) return null;
    const texts = againstText(key, target, language());
    const its = after(key);
    const which = target.met === null ? 'set' : target.met ? 'met' : 'missed';
    // a share differs from a share by points, not by a share of it
    const by = shownUnit(key) === 'percent' ? t('figures.points', { n: texts.by }) : `${texts.by}${its}`;
    return t(`figures.target.${which}`, { target: `${texts.target}${its}`, by });
  };
  const figure = (answer: MetricAnswer): ShownFigure => {
    const { key } = answer;
    const said = hint(key, answer);
    const its = unit(key);
    const note = against(key, answer.target);
    return {
      key,
      label:
        answer.approximate === true ? t('list.aside', { what: name(key), aside: t('figures.approximate') }) : name(key),
      of: key,
      value: value(key, answer.value),
      ...(its === '' || answer.value === null ? {} : { unit: its }),
      ...(said === null ? {} : { hint: said }),
      ...(note === null ? {} : { note }),
    };
  };
  return { name, value, unit, after, said, behind, hint, against, figure };
}
