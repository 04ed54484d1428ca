import { BulletinSchedule, NewBulletinSchedule, page, type Caller } from '@cockpit/contracts';
import { Allow, AuditLog, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { OrganisationService, PlaceScope } from '@cockpit/organisation';
import { CLOCK, ZodAnswer, ZodBody, forbidden, notFound, type Clock } from '@cockpit/platform';
import { Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ScheduleStore } from '../store/schedule-store';

/** Schedules of automatic bulletins for the bureau, departments and halls. */
@Controller('v1/bulletin-schedules')
@ApiTags('bulletins')
@Allow('administrator', 'manager')
@SelfAudited()
export class SchedulesController {
  constructor(
    private readonly store: ScheduleStore,
    private readonly scope: PlaceScope,
    private readonly organisation: OrganisationService,
    private readonly audit: AuditLog,
    private readonly postgres: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'When the bulletins of the places of the scope are made by themselves' })
  @ZodAnswer(page(BulletinSchedule))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: BulletinSchedule[]; next: null }> {
    const names = new Map((await this.organisation.latest())?.halls.map(({ code, name }) => [code, name]));
    const rows = await this.store.list(await this.scope.places(caller));
    return {
      items: rows.map(({ place, day, time, ...row }) => ({
        ...row,
        place,
        due: { day, time },
        placeName: place === null ? null : (names.get(place) ?? place),
      })),
      next: null,
    };
  }

  @Put()
  @ApiOperation({ summary: 'Sets when the weekly or monthly bulletin of a place is made, or that none is' })
  @ZodAnswer(page(BulletinSchedule))
  async put(
    @ZodBody(NewBulletinSchedule) input: NewBulletinSchedule,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: BulletinSchedule[]; next: null }> {
    const { place, period, due } = input;
    const halls = (await this.organisation.latest())?.halls ?? [];
    if (place !== null && !halls.some(({ code }) => code === place))
      throw notFound('unknown-hall', `there is no hall "${place}"`);
    if (!(await this.scope.covers(caller, place)))
      throw forbidden('hall-out-of-scope', 'a schedule is set by those who may see all of its place');
    await this.postgres.transaction(async (manager) => {
      const [before = null] = (await this.store.list([place ?? ''])).filter((row) => row.period === period);
      await this.store.put(input, { name: actor.name, at: this.clock.now() }, manager);
      await this.audit.record(
        {
          actor,
          action: 'bulletin.schedule',
          target: `bulletin-schedule/${place ?? 'bureau'}/${period}`,
          ...(before === null ? {} : { before: { day: before.day, time: before.time } }),
          ...(due === null ? {} : { after: due }),
        },
        manager,
      );
    });
    return this.list(caller);
  }
}
