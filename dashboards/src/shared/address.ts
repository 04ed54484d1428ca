import { useRoute, useRouter, type LocationQuery } from 'vue-router';

export interface Address {
  /** what the address says; nothing where it does not */
  said: (name: string) => string;
  /** Says something else; empty text takes a name away. A step one can go back from is `push`ed. */
  say: (changes: Readonly<Record<string, string>>, how?: 'push' | 'replace') => void;
}

/** The state of a page in its address: a link shows the same thing again, and the way back leads to what was there before. */
export function useAddress(): Address {
  const route = useRoute();
  const router = useRouter();
  // two things said at once are both said: the address itself follows a moment later
  let coming: LocationQuery | null = null;
  const said = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const say: Address['say'] = (changes, how = 'replace') => {
    const query = Object.fromEntries(
      Object.entries({ ...(coming ?? route.query), ...changes }).filter(([, value]) => value !== ''),
    );
    coming = query;
    void router[how]({ query }).finally(() => {
      if (coming === query) coming = null;
    });
  };
  return { said, say };
}
