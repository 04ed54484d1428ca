import type { HallTargets, LiveHall, TwinEffect } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { HallCards } from '../cases/use-hall-cards';
import type { Saving } from '../figures/use-saving';
import { count, DASH, minutes, percent, ratio, type Locale } from '../../shared/format';
import { trendOf, type Trend } from './trend';

/** Whether nothing was ever heard of a hall: its noughts are no figures then. */
const isBlank = ({ feeds, kpis, queues }: Pick<LiveHall, 'feeds' | 'kpis' | 'queues'>): boolean =>
  feeds.every(({ state }) => state === 'never') && kpis.issued === 0 && queues.every(({ waiting }) => waiting === 0);

/** How many took a ticket today and went without being served; 0 where the server does not say. */
export const leftUnserved = ({ left }: Pick<LiveHall['kpis'], 'left'>): number =>
  left === undefined ? 0 : left.noShow + left.cancelled + left.guided;

interface KpiSources {
  snapshot: LiveHall;
  saving: Saving | null;
  /** the hall beside its twin; null where it has none, or it can no longer be had */ twin?:
    | TwinEffect
    | null
    | undefined;
  /** somebody looks who may see what a figure stands on; nobody is signed in at a paired screen */ mayOpen?: boolean;
  /** a day that is over is played again: nothing of it is of today */ past?: boolean;
  /** the hall's cards of the day on the screen; null where there are none */ cards: HallCards | null;
  /** what figures are to reach this month */ targets?: HallTargets['targets'] | undefined;
}

export interface Kpi {
  key: string;
  value: string;
  /** instead of one value: how many of each colour */ colours?: { red: number; yellow: number };
  unit?: string;
  /** against half an hour ago */ trend?: Trend | null;
  /** what it is to reach */ target?: string;
  /** its 95 % interval */ range?: string;
  /** where what it stands on is shown */ to?: RouteLocationRaw;
  label: string;
  hint?: string;
  tone?: 'good' | 'warn';
}

/** The figures at the head of a wall, the most telling first. */
export function useKpis(props: KpiSources): ComputedRef<Kpi[]> {
  const { t, locale } = useI18n();
  return computed(() => {
    const { kpis: k } = props.snapshot;
    const share = ratio(k.serviceLevel.numerator, k.serviceLevel.denominator);
    const gone = leftUnserved(k);
    const ofHour = k.waitP50HourSec ?? null;
    const then = k.earlier;
    const toPercent = (part: number | null): number | null => (part === null ? null : part * 100);
    const toMinutes = (sec: number | null): number | null => (sec === null ? null : sec / 60);
    const level = then && ratio(then.serviceLevel.numerator, then.serviceLevel.denominator);
    const { service_level: least, wait_p50: most } = props.targets ?? {};
    // whoever adds up finds the rest beside the others
    const left: Kpi = {
      key: 'left',
      value: count(gone, locale.value as Locale),
      label: t('kpi.left'),
      hint: t('kpi.leftHint', { ...k.left, atWindows: k.atWindows ?? 0 }),
    };
    const shown = (value: string): string => (!props.past && isBlank(props.snapshot) ? DASH : value);
    const list: Kpi[] = [
      ...(['issued', 'served', 'waiting'] as const).map((key) => ({
        key,
        value: shown(count(k[key], locale.value as Locale)),
        label: t(props.past ? `kpi.past.${key}` : `kpi.${key}`),
        ...(key === 'waiting' ? { trend: trendOf(k.waiting, then?.waiting, 'less') } : {}),
      })),
      ...(gone > 0 ? [left] : []),
      {
        key: 'p50',
        value: minutes(ofHour),
        ...(ofHour === null ? {} : { unit: t('unit.min') }),
        trend: trendOf(toMinutes(ofHour), toMinutes(then?.waitP50HourSec ?? null), 'less'),
        ...(most === undefined ? {} : { target: `≤${minutes(most)}` }),
        label: t('kpi.waitP50'),
        hint: t('kpi.waitP50Hint'),
        ...(most !== undefined && ofHour !== null && ofHour > most ? { tone: 'warn' as const } : {}),
      },
      {
        key: 'level',
        value: percent(share),
        trend: trendOf(toPercent(share), toPercent(level ?? null), 'more'),
        ...(least === undefined ? {} : { target: `≥${percent(least)}` }),
        label: t('kpi.serviceLevel', { min: k.serviceLevel.targetMin }),
        hint: t('kpi.fraction', { numerator: k.serviceLevel.numerator, denominator: k.serviceLevel.denominator }),
        ...(least !== undefined && share !== null && share < least ? { tone: 'warn' as const } : {}),
      },
    ];
    if (k.windows > 0)
      list.push({ key: 'open', value: shown(`${String(k.openWindows)}/${String(k.windows)}`), label: t('kpi.open') });
    if (props.cards !== null) {
      const { open, red, yellow } = props.cards;
      list.push({
        key: 'cards',
        value: '',
        colours: { red, yellow },
        label: t('kpi.cards'),
        hint: t('kpi.cardsHint', { open, red, yellow }),
      });
    }
    const said = (n: number): string => count(n, locale.value as Locale).replace('-', '−');
    const twin = props.past ? null : againstTwin(props.twin ?? null);
    // first, so that no wall is too narrow for it: against the twin with its interval, which says how sure it is
    if (twin !== null) {
      const [value = '', low = '', high = ''] = [twin.value, twin.low, twin.high].map(said);
      list.unshift({
        key: 'twin',
        value,
        unit: t('unit.min'),
        range: t('kpi.range', { low, high }),
        label: t('kpi.twin'),
        hint: t('kpi.twinHint', { low, high }),
        ...(twin.low > 0 ? { tone: 'good' as const } : {}),
      });
    } else if (props.saving !== null && props.saving.low > 0) {
      // without a twin said only once the whole interval bears it out
      const { value, low, high } = props.saving;
      list.unshift({
        key: 'saved',
        value: count(value, locale.value as Locale),
        unit: t('unit.min'),
        label: t('kpi.saved'),
        hint: t('kpi.savedHint', { low, high }),
        tone: 'good',
        ...(props.mayOpen ? { to: { name: 'saving', params: { hall: props.snapshot.hall } } } : {}),
      });
    }
    return list;
  });
}

/** What the day saved so far against the twin; null while too little is known, and while nothing was done that could make a difference. */
function againstTwin(effect: TwinEffect | null): Saving | null {
  const { savedMin = null, savedLowMin = null, savedHighMin = null } = effect ?? {};
  if (savedMin === null || savedLowMin === null || savedHighMin === null) return null;
  if (savedLowMin === 0 && savedHighMin === 0) return null;
  return { value: Math.round(savedMin), low: Math.round(savedLowMin), high: Math.round(savedHighMin) };
}
