import type { LiveHall } from '@cockpit/contracts';

/** `after-hours`: outside the opening hours with windows open all the same; a hall is called closed only when none is. */
export type Opening = 'open' | 'after-hours' | 'closed';

export const openingOf = ({
  open,
  kpis,
}: {
  open: LiveHall['open'];
  kpis: Pick<LiveHall['kpis'], 'openWindows'>;
}): Opening => (open ? 'open' : kpis.openWindows > 0 ? 'after-hours' : 'closed');
