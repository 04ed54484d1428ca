import { Controller, Get, Injectable, Res, SetMetadata } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { withTimeout } from './with-timeout';

/** Metadata key the access guard looks for; kept here because health and metrics are open before anybody has signed in. */
export const PUBLIC_ROUTE = 'cockpit:public';
/** A route that needs no caller. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

type Check = () => Promise<void>;

/** What must work for this process to be usable. Modules add their own checks in their constructors. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, Check>();
  private readonly advisory = new Set<string>();

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** A fault that somebody must hear of and that makes no process less usable: it is told beside the others and leaves `ok` as it is. */
  advise(name: string, check: Check): void {
    this.add(name, check);
    this.advisory.add(name);
  }

  /** each check's name with `ok` or why not; a check that hangs counts as failed */
  async run(timeoutMs = 2000): Promise<{ ok: boolean; checks: Record<string, string> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await verdict(check, timeoutMs)] as const),
    );
    return {
      ok: results.every(([name, said]) => said === 'ok' || this.advisory.has(name)),
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
