import { ROLES, type Role } from '@cockpit/contracts';

const BUREAU = ['administrator', 'manager'] as const;
const RUNNING = [...BUREAU, 'supervisor'] as const;
const IN_THE_HALL = [...RUNNING, 'guide', 'officer', 'unit'] as const;
const MATTERS = [...RUNNING, 'officer', 'unit'] as const;

/** Who may use a route that does not stand below: everybody reads but sources and screens, who runs halls writes. */
export const usual = (method: string): readonly Role[] => (method === 'GET' ? IN_THE_HALL : RUNNING);

/** Nobody needs to be known here; a `POST` of a browser must come from our own pages. */
export const OPEN = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /a/{token}',
  'POST /a/{token}',
  'POST /v1/session',
  'POST /v1/screens',
  'POST /v1/screens/claim',
];

/** Every route that is not for the usual roles. */
export const ROLES_OF: Readonly<Record<string, readonly Role[]>> = {
  // what the wall shows, and who one is
  'GET /v1/session': [...IN_THE_HALL, 'screen'],
  'GET /v1/words': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}/live': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}/stream': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}/twin': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}/saving': [...IN_THE_HALL, 'screen'],
  'GET /v1/halls/{hall}/day-summary': [...IN_THE_HALL, 'screen'],
  'GET /v1/matters/summary': [...MATTERS, 'guide', 'screen'],
  // accounts, keys and the organisation
  'DELETE /v1/session': IN_THE_HALL,
  'GET /v1/users': ['administrator'],
  'POST /v1/users': ['administrator'],
  'POST /v1/users/{name}/disable': ['administrator'],
  'GET /v1/tokens': ['administrator'],
  'POST /v1/tokens': ['administrator'],
  'POST /v1/tokens/{id}/revoke': ['administrator'],
  'POST /v1/sources': ['administrator'],
  'POST /v1/sources/{name}/keys': ['administrator'],
  'POST /v1/sources/{name}/keys/{id}/revoke': ['administrator'],
  'POST /v1/sources/{name}/keys/{id}/rotate': ['administrator'],
  'PUT /v1/sources/{name}/register': ['administrator'],
  'GET /v1/audit': ['administrator'],
  'GET /v1/screens': RUNNING,
  'GET /v1/organisation': BUREAU,
  'PUT /v1/organisation': ['administrator'],
  'PUT /v1/calendars/{year}': ['administrator'],
  'GET /v1/dead-letters': ['administrator'],
  'POST /v1/dead-letters/{id}/retry': ['administrator'],
  'GET /v1/channels': ['administrator'],
  'GET /v1/channels/{id}': ['administrator'],
  'POST /v1/channels': ['administrator'],
  'PUT /v1/channels/{id}': ['administrator'],
  'DELETE /v1/channels/{id}': ['administrator'],
  'POST /v1/channels/{id}/test': ['administrator'],
  'GET /v1/notifications': RUNNING,
  'GET /v1/notifications/{id}': RUNNING,
  'GET /v1/duty': RUNNING,
  'PUT /v1/duty': BUREAU,
  'GET /v1/duty/week': RUNNING,
  'GET /v1/duty/persons': ['administrator'],
  'PUT /v1/duty/persons': ['administrator'],
  'DELETE /v1/duty/persons/{id}': ['administrator'],
  'POST /v1/duty/shifts': BUREAU,
  'DELETE /v1/duty/shifts/{id}': BUREAU,
  'POST /v1/duty/swaps': BUREAU,
  'GET /v1/rules': RUNNING,
  'GET /v1/rules/{rule}/history': RUNNING,
  'PUT /v1/rules/{rule}': BUREAU,
  'GET /v1/laws': RUNNING,
  'GET /v1/loop': RUNNING,
  // a source reads the accepted prompts of its halls, to obey them
  'GET /v1/prompts': [...IN_THE_HALL, 'source'],
  'GET /v1/sources': RUNNING,
  'GET /v1/sources/{name}': [...RUNNING, 'source'],
  'GET /v1/quarantine': RUNNING,
  'GET /v1/quarantine/summary': RUNNING,
  'GET /v1/quarantine/{id}': RUNNING,
  // matters and cards
  'GET /v1/matters': MATTERS,
  'GET /v1/matters/at-risk': MATTERS,
  'GET /v1/matters/{id}': MATTERS,
  'GET /v1/matters/{id}/clock': MATTERS,
  'POST /v1/matters': [...RUNNING, 'unit'],
  'POST /v1/matters/{id}/acts': MATTERS,
  'POST /v1/matters/acts': MATTERS,
  'GET /v1/cards': MATTERS,
  'GET /v1/cards/{id}': MATTERS,
  'GET /v1/cards/{id}/appeal': MATTERS,
  'POST /v1/cards/{id}/ack': MATTERS,
  'POST /v1/cards/{id}/explain': MATTERS,
  'POST /v1/cards/{id}/appeal': ['officer', 'unit', 'supervisor'],
  'POST /v1/cards/{id}/appeal/decide': BUREAU,
  'GET /v1/clocks': RUNNING,
  'GET /v1/clocks/history': RUNNING,
  'PUT /v1/clocks': BUREAU,
  'GET /v1/liaisons': RUNNING,
  'PUT /v1/liaisons/{enterpriseRef}': BUREAU,
  // figures
  'GET /v1/metrics': [...RUNNING, 'guide', 'officer'],
  'GET /v1/metrics/{key}': [...RUNNING, 'guide', 'officer'],
  'GET /v1/halls/{hall}/replay': RUNNING,
  'GET /v1/halls/{hall}/replay/days': RUNNING,
  'GET /v1/halls/{hall}/back-test': RUNNING,
  // work in the hall
  'GET /v1/halls/{hall}/guide': [...RUNNING, 'guide'],
  'GET /v1/halls/{hall}/guided': [...RUNNING, 'guide', 'source'],
  'POST /v1/halls/{hall}/guided': [...RUNNING, 'guide'],
  'POST /v1/halls/{hall}/guided/{id}/undo': [...RUNNING, 'guide'],
  'GET /v1/halls/{hall}/manual': RUNNING,
  'GET /v1/halls/{hall}/manual/entries': RUNNING,
  'GET /v1/halls/{hall}/day-close': RUNNING,
  'POST /v1/halls/{hall}/what-if': [...RUNNING, 'guide'],
  'GET /v1/halls/{hall}/plan': [...RUNNING, 'guide', 'officer'],
  'GET /v1/halls/{hall}/notes': [...RUNNING, 'guide', 'officer'],
  'POST /v1/halls/{hall}/notes': [...RUNNING, 'guide'],
  'POST /v1/halls/{hall}/notes/{id}/read': [...RUNNING, 'guide', 'officer'],
  'POST /v1/warnings/{id}/ack': [...RUNNING, 'officer'],
  'POST /v1/warnings/seen': IN_THE_HALL,
  'GET /v1/me/orders': [...RUNNING, 'guide', 'officer'],
  'POST /v1/orders/{id}/{to}/seen': [...RUNNING, 'guide', 'officer'],
  'POST /v1/orders/{id}/{to}/receive': [...RUNNING, 'guide', 'officer'],
  'POST /v1/orders/{id}/{to}/cannot': [...RUNNING, 'guide', 'officer'],
};

export const rolesOf = (route: string): readonly Role[] => ROLES_OF[route] ?? usual(route.split(' ')[0] ?? '');
export const ALL_ROLES: readonly Role[] = ROLES;
