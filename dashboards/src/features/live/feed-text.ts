import type { LiveFeed } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useAgo } from '../../shared/ago';

/** What a feed's chip says. */
export function useFeedText(): (feed: LiveFeed) => string {
  const { t } = useI18n();
  const ago = useAgo();
  return (feed) => t(`feed.${feed.state}`, { source: feed.source, age: feed.ageSec === null ? '' : ago(feed.ageSec) });
}
