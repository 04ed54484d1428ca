import type { LiveFeed } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useAgo } from '../../shared/ago';
import { useSourceName } from '../../shared/own-words';

/** What a feed's chip says. */
export function useFeedText(): (feed: LiveFeed) => string {
  const { t } = useI18n();
  const ago = useAgo();
  const sourceName = useSourceName();
  return (feed) =>
    t(`feed.${feed.state}`, { source: sourceName(feed.source), age: feed.ageSec === null ? '' : ago(feed.ageSec) });
}
