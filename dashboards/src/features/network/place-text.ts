import type { NetworkNode } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useAgo } from '../../shared/ago';
import { minutes } from '../../shared/format';
import { openingOf } from '../live/opening';
import { isQuiet, warningsOf } from './tree';

/** What is said of a place in words, on the map as in the list. */
export function usePlaceText(): {
  state: (node: NetworkNode, passedSec: number) => string;
  /** @param short beside a mark: how many wait, and how long */ load: (node: NetworkNode, short?: boolean) => string;
  /** its open warnings; nothing where there are none */ warned: (node: NetworkNode) => string;
  ago: (sec: number) => string;
} {
  const { t } = useI18n();
  const ago = useAgo();
  /** How fresh it is: an age for what is heard, why not for the rest. */
  const state = ({ pulse }: NetworkNode, passedSec: number) => {
    if (pulse === null) return t('network.unwatched');
    if (pulse.feed === 'never' || pulse.ageSec === null) return t('network.never');
    const words = ago(pulse.ageSec + passedSec);
    if (isQuiet({ pulse })) return t('network.quiet', { age: words });
    const hours = openingOf({ open: pulse.open, kpis: pulse });
    return [
      t('network.aged', { age: words }),
      ...(hours === 'closed'
        ? [t('network.closed')]
        : hours === 'after-hours'
          ? [t('wall.afterHours', { n: pulse.openWindows })]
          : []),
    ].join(' · ');
  };
  const load = ({ pulse }: NetworkNode, short = false) => {
    if (pulse === null) return '';
    const waiting = t('network.waitingN', { n: pulse.waiting });
    if (pulse.waitSec === null) return waiting;
    const wait = { n: minutes(pulse.waitSec) };
    return `${waiting} · ${short ? t('unit.minutes', wait) : t('network.joining', wait)}`;
  };
  const warned = (node: NetworkNode) => {
    const { red, yellow } = warningsOf(node) ?? { red: 0, yellow: 0 };
    return [
      ...(red > 0 ? [t('network.redN', { n: red })] : []),
      ...(yellow > 0 ? [t('network.yellowN', { n: yellow })] : []),
    ].join(' · ');
  };
  return { state, load, warned, ago };
}
