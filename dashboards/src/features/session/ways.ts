import { SignIn, SignOnRefusal, type SignInWays } from '@cockpit/contracts';
import { onMounted, shallowRef, type ShallowRef } from 'vue';
import { fetchWays } from './api';

const ALONE: SignInWays = { password: 'everybody', singleSignOn: null };

/** How one signs in here. */
export function useWays(): ShallowRef<SignInWays> {
  const ways = shallowRef(ALONE);
  onMounted(async () => {
    ways.value = await fetchWays();
  });
  return ways;
}

/** Why somebody was turned back from the provider; the address bar may hold anything. */
export function refusedText(t: (key: string) => string, refused: unknown): string {
  const known = SignOnRefusal.safeParse(refused);
  return known.success ? t(`singleSignOn.refused.${known.data}`) : '';
}

/** Whom a link of the demonstration signs in, `#NAME:PASSWORD`; a browser sends that part of an address nowhere. */
export function linkedPerson(hash: string): SignIn | null {
  const [, username, password] = /^#([^:]+):(.+)$/.exec(hash) ?? [];
  const linked = SignIn.safeParse({ username, password });
  return linked.success ? linked.data : null;
}
