import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '@cockpit/platform';

/** Nothing at run time may come from outside: halls sit on closed networks. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const DAY_SEC = 86_400;
/** what the build leaves compressed beside each file, and its own notes: nobody asks for them by name */
const IS_HIDDEN = /(?:^|\/)\.|\.(?:br|gz)$/;

/** Serves the built dashboards; a path the browser routes itself gets the same page. */
@Module({})
export class DashboardModule implements OnModuleInit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  async onModuleInit(): Promise<void> {
    const root = this.settings.dashboardDir;
    if (!existsSync(join(root, 'index.html'))) return;
    const server = this.host.httpAdapter.getInstance();
    await server.register(fastifyStatic, {
      root,
      // a route a file would take half a second of a start
      serve: false,
      // as the build left them beside each file, for browsers that take them
      preCompressed: true,
      // named by their content, so they never change; the page itself is asked for again each time
      setHeaders: (response, path) => {
        const forever = path.includes('/assets/');
        void response.headers({
          'cache-control': forever ? `public, max-age=${String(365 * DAY_SEC)}, immutable` : 'no-cache',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'content-security-policy': CONTENT_POLICY,
        });
      },
    });
    const files = new Set(
      readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (file) => !IS_HIDDEN.test(file) && statSync(join(root, file)).isFile(),
      ),
    );
    server.get<{ Params: { '*': string } }>('/*', (request, reply) => {
      // the bare address is the page whoever asks, also a probe that names no media type
      const path = request.params['*'] === '' ? 'index.html' : request.params['*'];
      if (files.has(path)) return reply.sendFile(path);
      const wantsPage =
        request.headers.accept?.includes('text/html') === true && !/^\/(v1|health|metrics|openapi)\b/.test(request.url);
      if (!wantsPage) {
        reply.callNotFound();
        return reply;
      }
      return reply.sendFile('index.html');
    });
  }
}
