import type { LiveHall } from '@cockpit/contracts';

/** Whether nothing was ever heard of a hall: its noughts are no figures then. */
export const isBlank = ({ feeds, kpis, queues }: Pick<LiveHall, 'feeds' | 'kpis' | 'queues'>): boolean =>
  feeds.every(({ state }) => state === 'never') && kpis.issued === 0 && queues.every(({ waiting }) => waiting === 0);
