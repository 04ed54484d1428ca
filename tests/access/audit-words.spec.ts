import { RequestMethod } from '@nestjs/common';
import { isKnown } from '@cockpit/contracts';
import { SELF_AUDITED } from '../../libs/access/src/guard/decorators';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { controllersOf, metadataOf, type Class } from './controllers';

/** Routes that the interceptor writes down, as it names them. */
function audited(controller: Class): string[] {
  if (metadataOf(SELF_AUDITED, controller) === true) return [];
  const base = String(metadataOf('path', controller));
  const handlers = controller.prototype as Readonly<Record<string, object>>;
  return Object.getOwnPropertyNames(handlers).flatMap((name) => {
    const handler = handlers[name];
    const method = handler && metadataOf('method', handler);
    if (handler === undefined || typeof method !== 'number') return [];
    const verb = RequestMethod[method] ?? '';
    if (verb === 'GET' || metadataOf(SELF_AUDITED, handler) === true) return [];
    const path = String(metadataOf('path', handler));
    return [`${verb} /${base}${path === '/' ? '' : `/${path}`}`];
  });
}

it('has words for every route that is written into the audit', () => {
  const routes = [...controllersOf(CockpitAppModule)].flatMap(audited);
  expect(routes.length).toBeGreaterThan(25);
  expect(routes.filter((route) => !isKnown(`audit.${route}`))).toEqual([]);
});
