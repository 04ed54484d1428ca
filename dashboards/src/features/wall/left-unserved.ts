import type { LiveKpis } from '@cockpit/contracts';

/** How many took a ticket today and went without being served; 0 where the server does not say. */
export const leftUnserved = ({ left }: Pick<LiveKpis, 'left'>): number =>
  left === undefined ? 0 : left.noShow + left.cancelled + left.guided;
