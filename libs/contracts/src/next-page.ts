import type { Caller } from './roles';

/** The page to go on to after signing in: of this address, or the start. @param next as it stands in the address bar: anybody may have written it */
export function nextPage(next: unknown, origin: string): string {
  // browsers drop tabs and line ends before they read an address, and read a backslash as a slash
  if (typeof next !== 'string' || !next.startsWith('/') || /[\p{Cc}\\]/u.test(next) || !URL.canParse(next, origin))
    return '/';
  const url = new URL(next, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // what is left of an address without its host must not name another one
  return url.origin === origin && new URL(path, origin).origin === origin && !isSignIn(url) ? path : '/';
}

const isSignIn = ({ pathname }: URL): boolean => pathname === '/sign-in' || pathname.startsWith('/v1/');

/** Who did not ask for a page begins with that of their role: a manager with what waits for a decision. */
export const firstPage = ({ role }: Pick<Caller, 'role'>, next: string): string =>
  role === 'manager' && next === '/' ? '/overview' : next;
