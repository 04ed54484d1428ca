import type { LiveFeed } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { age } from '../../shared/format';

/** `4 分钟前` and what a feed's chip says. */
export function useFeedText(): { ago: (sec: number) => string; feedText: (feed: LiveFeed) => string } {
  const { t } = useI18n();
  const ago = (sec: number) => {
    const { value, unit } = age(sec);
    return t(`unit.${unit}sAgo`, { n: value });
  };
  const feedText = (feed: LiveFeed) => t(`feed.${feed.state}`, { source: feed.source, age: feed.ageSec === null ? '' : ago(feed.ageSec) });
  return { ago, feedText };
}
