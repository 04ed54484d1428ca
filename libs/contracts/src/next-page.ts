import { ROLES, type Caller, type Role } from './roles';

/** The page to go on to after signing in: of this address, or the start. @param next as it stands in the address bar: anybody may have written it */
export function nextPage(next: unknown, origin: string): string {
  // browsers drop tabs and line ends before they read an address, and read a backslash as a slash
  if (typeof next !== 'string' || !next.startsWith('/') || /[\p{Cc}\\]/u.test(next) || !URL.canParse(next, origin))
    return '/';
  const { pathname, search, hash, origin: of } = new URL(next, origin);
  // an address without its host begins with one slash: what stands behind two would be read as a host
  return of === origin && !pathname.startsWith('//') && !isSignIn(pathname) ? `${pathname}${search}${hash}` : '/';
}

const isSignIn = (pathname: string): boolean => pathname === '/sign-in' || pathname.startsWith('/v1/');

/** Who has no halls to look at, and where they begin. */
const WITHOUT_HALLS: Partial<Record<Role, string>> = {
  unit: '/cases',
  security: '/admin/users',
  auditor: '/admin/audit',
};
/** Who may open the page of halls. */
export const ROLES_WITH_HALLS: readonly Role[] = ROLES.filter((role) => WITHOUT_HALLS[role] === undefined);
/** A manager begins with what waits for a decision, a supervisor with the desk of their hall, an officer with the own window and cases, a guide with whom to lead where; others with the halls. */
const FIRST: Partial<Record<Role, string>> = {
  ...WITHOUT_HALLS,
  manager: '/overview',
  supervisor: '/desk',
  officer: '/me',
  guide: '/guide',
};

/** Who did not ask for a page begins with that of their role. */
export const firstPage = ({ role }: Pick<Caller, 'role'>, next: string): string =>
  next === '/' ? (FIRST[role] ?? next) : next;
