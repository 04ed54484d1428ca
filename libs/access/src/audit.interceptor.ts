import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import { AuditLog } from './audit';
import { SELF_AUDITED, type CalledRequest } from './guard/decorators';
import { isRead } from './guard/rights';

/**
 * Records every write action of a person or system, except those that a module audits itself. Events are not actions.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const { caller } = request;
    const isSelfAudited =
      this.reflector.getAllAndOverride<boolean | undefined>(SELF_AUDITED, [
        context.getHandler(),
        context.getClass(),
      ]) === true;
    if (isSelfAudited || caller === undefined || caller.role === 'source' || isRead(request.method))
      return next.handle();
    const { kind, id, name } = caller;
    const action = `${request.method} ${request.routeOptions.url ?? '/'}` as `${string} /${string}`;
    // answers only after the entry is written: an action that cannot be recorded fails
    return next.handle().pipe(
      mergeMap(async (answer) => {
        await this.audit.record({
          actor: { kind, id, name, correlationId: request.id },
          action,
          target: request.url,
          after: { request: request.body ?? null },
        });
        return answer;
      }),
    );
  }
}
