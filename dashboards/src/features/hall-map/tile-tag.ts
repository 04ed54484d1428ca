import type { WindowException } from '@cockpit/contracts';
import type { Guests } from './branch';

type Words = (key: string, params?: Record<string, unknown>) => string;

/** The one thing that a tile marks: what is out of the ordinary, else which other branch it works for. */
export interface TileTag {
  kind: 'exception' | 'guest';
  /** a name does not need its plus where there is no room for it, a count does */
  plus: boolean;
  text: string;
  /** all of it, for those who point at it and those who listen */
  spoken: string;
  colour: string;
  /** matters more than the number of the ticket */
  first: boolean;
}

export function exceptionTag(exception: WindowException, far: boolean, queue: string, t: Words): TileTag {
  const said = (way: string): string => {
    if (exception.code === 'idle-beside') return t(`window.idleBeside.${way}`, { queue, n: exception.waiting });
    return t(`window.longService.${way}`, { times: exception.times });
  };
  return {
    kind: 'exception',
    plus: false,
    text: said(far ? 'far' : 'near'),
    spoken: said('spoken'),
    colour: 'var(--busy)',
    first: true,
  };
}

export function guestTag({ names, colour, also, now }: Guests, t: Words): TileTag {
  const listed = names.join(t('list.comma'));
  const several = `${also ? '+' : ''}${t('window.several', { n: names.length })}`;
  return {
    kind: 'guest',
    plus: also && names.length === 1,
    text: names.length === 1 ? listed : several,
    spoken: t(also ? 'window.also' : 'window.instead', { queue: listed }),
    colour,
    first: now || !also,
  };
}
