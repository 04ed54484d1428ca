import {
  BetweenTiers,
  BookedSlot,
  Booking,
  BookingOutlook,
  Code,
  ConsultTierFigures,
  ConsultTierName,
  Consultation,
  Day,
  LineFigures,
  PointCount,
  PointReportProblem,
  Terminal,
  TerminalArea,
  TerminalStanding,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Allow, CurrentCaller, OnTheWall } from '@cockpit/access';
import { PAGE, Pages, ZodAnswer, ZodQuery, pagesOf } from '@cockpit/platform';
import { z } from 'zod';
import { BookingReader } from '../reads/booking-reader';
import { ConsultReader } from '../reads/consult-reader';
import { PointReader } from '../reads/point-reader';
import { TerminalAreas } from '../reads/terminal-areas';
import { TerminalReader } from '../reads/terminal-reader';

const OfDay = z.object({ hall: Code, day: Day, ...PAGE });
const OneHall = z.object({ hall: Code });
const OfHall = z.object({ hall: Code, ...PAGE });
const OfHalls = z.object({ hall: Code.optional(), ...PAGE });
const Period = { from: Day, to: Day };
const OfPoints = z.object({ hall: Code, ...Period, ...PAGE });
const OfConsultations = z.object({ hall: Code.optional(), tier: ConsultTierName.optional(), ...Period, ...PAGE });

/**
 * Records of halls besides visits: bookings, terminals, point counts, consultations. The guard has checked the hall.
 */
@Controller('v1')
@Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
export class HallRecordsController {
  constructor(
    private readonly bookings: BookingReader,
    private readonly terminals: TerminalReader,
    private readonly areas: TerminalAreas,
    private readonly consults: ConsultReader,
    private readonly points: PointReader,
  ) {}

  @Get('bookings')
  @ApiOperation({ summary: 'Bookings whose slot is on a hall day, what came of each, and why one counts in no slot' })
  @ZodAnswer(page(Booking))
  async ofDay(@ZodQuery(OfDay) query: z.infer<typeof OfDay>): Promise<Pages<Booking>> {
    return pagesOf(Booking, 2, await this.bookings.bookings(query.hall, query.day), ({ slotStart, bookingId }) => [
      slotStart ?? '',
      bookingId,
    ]);
  }

  @Get('bookings/slots')
  @ApiOperation({ summary: 'Slots a hall offers on a day, and how full they are' })
  @ZodAnswer(page(BookedSlot))
  async slots(@ZodQuery(OfDay) query: z.infer<typeof OfDay>): Promise<Pages<BookedSlot>> {
    return pagesOf(BookedSlot, 2, await this.bookings.slots(query.hall, query.day), ({ from, segment }) => [
      from,
      segment,
    ]);
  }

  @Get('bookings/outlook')
  @ApiOperation({ summary: 'Bookings of today and the next seven days by slot, with the share that comes' })
  @ZodAnswer(BookingOutlook)
  outlook(@ZodQuery(OneHall) { hall }: z.infer<typeof OneHall>): Promise<BookingOutlook> {
    return this.bookings.outlook(hall);
  }

  @Get('terminals')
  @OnTheWall()
  @ApiOperation({
    summary: 'Self-service terminals of a hall: state on the hall clock, since when, uses and faults of today',
  })
  @ZodAnswer(page(Terminal))
  async ofHall(@ZodQuery(OfHall) query: z.infer<typeof OfHall>): Promise<Pages<Terminal>> {
    return pagesOf(Terminal, 1, await this.terminals.terminals(query.hall), ({ terminalId }) => [terminalId]);
  }

  @Get('terminal-states')
  @ApiOperation({ summary: 'How the terminals of one hall or of all in scope are, and since when one is not up' })
  @ZodAnswer(page(TerminalStanding))
  ofAll(@ZodQuery(OfHalls) query: z.infer<typeof OfHalls>, @CurrentCaller() caller: Caller): Pages<TerminalStanding> {
    return new Pages<TerminalStanding>({
      columns: Object.keys(TerminalStanding.shape),
      places: 2,
      placeOf: ({ hall, terminalId }) => [hall, terminalId],
      page: (limit, after) =>
        this.terminals.standings(query.hall === undefined ? caller.halls : [query.hall], limit, after),
    });
  }

  @Get('terminal-areas')
  @ApiOperation({
    summary: 'Uptime of terminals and coverage by day and night, by area, over the last seven whole days',
  })
  @ZodAnswer(page(TerminalArea))
  async ofAreas(@CurrentCaller() caller: Caller): Promise<{ items: TerminalArea[]; next: null }> {
    return { items: await this.areas.areas(caller.halls), next: null };
  }

  @Get('consultations')
  @ApiOperation({ summary: 'Consultations asked on some days; `tier` keeps those that reached it' })
  @ZodAnswer(page(Consultation))
  consultations(
    @ZodQuery(OfConsultations) query: z.infer<typeof OfConsultations>,
    @CurrentCaller() caller: Caller,
  ): Pages<Consultation> {
    return new Pages<Consultation>({
      columns: Object.keys(Consultation.shape),
      places: 3,
      placeOf: ({ day, source, consultId }) => [day, source, consultId],
      page: (limit, after) => this.consults.page(query, caller.halls, limit, after),
    });
  }

  @Get('consultations/tiers')
  @ApiOperation({ summary: 'What each tier did with the consultations that reached it' })
  @ZodAnswer(page(ConsultTierFigures))
  async tiers(
    @ZodQuery(OfConsultations) query: z.infer<typeof OfConsultations>,
    @CurrentCaller() caller: Caller,
  ): Promise<Pages<ConsultTierFigures>> {
    return pagesOf(ConsultTierFigures, 1, await this.consults.tiers(query, caller.halls), ({ tier }) => [tier]);
  }

  @Get('consultations/lines')
  @ApiOperation({ summary: 'What came of the questions of each phone line' })
  @ZodAnswer(page(LineFigures))
  async lines(
    @ZodQuery(OfConsultations) query: z.infer<typeof OfConsultations>,
    @CurrentCaller() caller: Caller,
  ): Promise<Pages<LineFigures>> {
    return pagesOf(LineFigures, 1, await this.consults.lines(query, caller.halls), ({ line }) => [line]);
  }

  @Get('consultations/between')
  @ApiOperation({
    summary: 'Questions handed on from one tier to the next that nobody has taken up: whose they are, and until when',
  })
  @ZodAnswer(page(BetweenTiers))
  async between(
    @ZodQuery(OfConsultations) query: z.infer<typeof OfConsultations>,
    @CurrentCaller() caller: Caller,
  ): Promise<Pages<BetweenTiers>> {
    return pagesOf(
      BetweenTiers,
      3,
      await this.consults.between(query, caller.halls),
      ({ since, source, consultId }) => [since, source, consultId],
    );
  }

  @Get('points')
  @ApiOperation({ summary: 'What points that report only totals have counted' })
  @ZodAnswer(page(PointCount))
  counts(@ZodQuery(OfPoints) query: z.infer<typeof OfPoints>): Pages<PointCount> {
    return new Pages<PointCount>({
      columns: Object.keys(PointCount.shape),
      places: 5,
      placeOf: ({ day, pointId, item, channel, from }) => [day, pointId, item, channel, from],
      page: (limit, after) => this.points.page(query, limit, after),
    });
  }

  @Get('points/problems')
  @ApiOperation({ summary: 'Reports of points that do not count, and why' })
  @ZodAnswer(page(PointReportProblem))
  async problems(@ZodQuery(OfPoints) query: z.infer<typeof OfPoints>): Promise<Pages<PointReportProblem>> {
    return pagesOf(PointReportProblem, 4, await this.points.problems(query), ({ reportedAt, pointId, item, from }) => [
      reportedAt,
      pointId,
      item,
      from,
    ]);
  }
}
