import { ROLES, type Caller, type Role } from './roles';

/** The page after signing in: an address of this site, or the start page. @param next from the address bar, so it is untrusted */
export function nextPage(next: unknown, origin: string): string {
  // browsers remove tabs and line ends from an address and treat a backslash as a slash
  if (typeof next !== 'string' || !next.startsWith('/') || /[\p{Cc}\\]/u.test(next) || !URL.canParse(next, origin))
    return '/';
  const { pathname, search, hash, origin: of } = new URL(next, origin);
  // a path with two slashes at its start would be read as a host
  return of === origin && !pathname.startsWith('//') && !isSignIn(pathname) ? `${pathname}${search}${hash}` : '/';
}

const isSignIn = (pathname: string): boolean => pathname === '/sign-in' || pathname.startsWith('/v1/');

/** Start pages of roles without halls. */
const WITHOUT_HALLS: Partial<Record<Role, string>> = {
  unit: '/cases',
  security: '/admin/users',
  auditor: '/admin/audit',
};
/** Roles that may open the page of halls. */
export const ROLES_WITH_HALLS: readonly Role[] = ROLES.filter((role) => WITHOUT_HALLS[role] === undefined);
/** Start pages: managers see decisions, supervisors their desk, officers their window and cases, guides whom to guide; others the halls. */
const FIRST: Partial<Record<Role, string>> = {
  ...WITHOUT_HALLS,
  manager: '/overview',
  supervisor: '/desk',
  officer: '/me',
  guide: '/guide',
};

/** The start page of the role, unless another page was requested. */
export const firstPage = ({ role }: Pick<Caller, 'role'>, next: string): string =>
  next === '/' ? (FIRST[role] ?? next) : next;
