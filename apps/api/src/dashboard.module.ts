import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '@cockpit/platform';

/** Content policy without external resources, because halls are on closed networks. */
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
/** compressed variants and build notes, which are not served by name */
const IS_HIDDEN = /(?:^|\/)\.|\.(?:br|gz)$/;

/** Serves the built dashboards; client-side routes get the same page. */
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
      // one route per file would add half a second to the start
      serve: false,
      // serves the compressed variants from the build
      preCompressed: true,
      // asset names contain a content hash, so they never change; the page itself is always revalidated
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
      // `/` answers the page for every client, also probes without Accept
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
