import type { NetworkNode } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useAgo } from '../../shared/ago';
import { minutes } from '../../shared/format';
import { isQuiet } from './tree';

/** What is said of a place in words, on the map as in the list. */
export function usePlaceText(): { state: (node: NetworkNode, passedSec: number) => string; load: (node: NetworkNode) => string; ago: (sec: number) => string } {
  const { t } = useI18n();
  const ago = useAgo();
  /** How fresh it is: an age for what is heard, why not for the rest. */
  const state = ({ pulse }: NetworkNode, passedSec: number) => {
    if (pulse === null) return t('network.unwatched');
    if (pulse.feed === 'never' || pulse.ageSec === null) return t('network.never');
    const words = ago(pulse.ageSec + passedSec);
    if (isQuiet({ pulse })) return t('network.quiet', { age: words });
    return [t('network.aged', { age: words }), ...(pulse.open ? [] : [t('network.closed')])].join(' · ');
  };
  const load = ({ pulse }: NetworkNode) => {
    if (pulse === null) return '';
    const waiting = t('network.waitingN', { n: pulse.waiting });
    return pulse.longestWaitSec === null ? waiting : `${waiting} · ${t('map.longest', { minutes: minutes(pulse.longestWaitSec) })}`;
  };
  return { state, load, ago };
}
