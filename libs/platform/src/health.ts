import { Controller, Get, Injectable, Res, SetMetadata } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { withTimeout } from './with-timeout';

/** Metadata key that the access guard reads. It is defined here because health and metrics routes need no sign-in. */
export const PUBLIC_ROUTE = 'cockpit:public';
/** Marks a route that needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

type Check = () => Promise<void>;

/** Checks that decide whether this process is usable. Modules add their own in their constructors. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, Check>();
  private readonly advisory = new Set<string>();

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** Adds a check that is reported but does not change `ok`, for faults that leave the process usable. */
  advise(name: string, check: Check): void {
    this.add(name, check);
    this.advisory.add(name);
  }

  /** each check's name with `ok` or the reason; a check that hangs counts as failed */
  async run(timeoutMs = 2000): Promise<{ ok: boolean; checks: Record<string, string> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await verdict(check, timeoutMs)] as const),
    );
    return {
      ok: results.every(([name, outcome]) => outcome === 'ok' || this.advisory.has(name)),
      checks: Object.fromEntries(results),
    };
  }
}

async function verdict(check: Check, timeoutMs: number): Promise<string> {
  try {
    await withTimeout(check(), timeoutMs);
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly registry: HealthRegistry) {}

  @Get('live')
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const result = await this.registry.run();
    await reply.status(result.ok ? 200 : 503).send(result);
  }
}
