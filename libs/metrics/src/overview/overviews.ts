import type { Caller, Overview, HallDoc } from '@cockpit/contracts';
import { MatterCounter, cardsSince, cardsWaiting } from '@cockpit/matters';
import { OrganisationService, withChildren } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import { promptsDoneSince, promptsWaiting } from '@cockpit/redirect';
import { redWarningsOpen, warningsSince } from '@cockpit/warnings';
import { PastOnItsWay } from '@cockpit/warehouse';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { TargetStore } from '../targets/target-store';
import { OverviewFigures } from './figures';
import { Looks } from './looks';

/** A first-time viewer sees the changes of the last day. */
const FIRST_LOOK_MS = 86_400_000;
const MAX_PLACES = 3;
/** Maximum age of figures while past days are imported. */
const IMPORT_MAX_AGE_MS = 20_000;

type Decision = Overview['decisions'][number];
interface ByHall {
  hall: string | null;
  n: number;
  oldest: Date | null;
}

/** The manager's overview: changes, open decisions, and distance from targets with the places concerned. */
@Injectable()
export class Overviews {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly metrics: MetricsService,
    private readonly matters: MatterCounter,
    private readonly targets: TargetStore,
    private readonly looks: Looks,
    private readonly figures: OverviewFigures,
    private readonly coming: PastOnItsWay,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(caller: Caller): Promise<Overview> {
    const now = this.clock.now();
    const [doc, looked] = await Promise.all([this.organisation.latest(), this.looks.before(caller)]);
    const since = looked ?? new Date(now - FIRST_LOOK_MS);
    const reach = reachOf(doc?.halls ?? [], caller);
    const hall = reach.place ?? undefined;
    const [changes, decisions, period, books, past] = await Promise.all([
      this.changes(reach, since, caller),
      this.decisions(reach, caller),
      this.metrics.today(hall, caller).then(recentDays),
      this.targets.books(),
      this.coming.read(),
    ]);
    const request = { books, question: { hall, ...period }, caller };
    const figures = await this.figures.read(request, past === null ? undefined : IMPORT_MAX_AGE_MS);
    return {
      at: new Date(now).toISOString(),
      lookedAt: looked?.toISOString() ?? null,
      since: since.toISOString(),
      place: reach.place,
      ...(past === null ? {} : { past }),
      changes,
      decisions,
      period,
      figures,
    };
  }

  private async changes({ halls, twins }: Reach, since: Date, caller: Caller): Promise<Overview['changes']> {
    const [warnings, cards, prompts, targets] = await Promise.all([
      warningsSince(this.postgres, { halls, twins }, since),
      cardsSince(this.postgres, halls, since),
      promptsDoneSince(this.postgres, halls, twins, since),
      this.targets.changedSince(since, caller),
    ]);
    return [
      { kind: 'warnings-fired', n: warnings.fired },
      { kind: 'warnings-over', n: warnings.over },
      { kind: 'red-cards', n: cards.red },
      { kind: 'appeals', n: cards.appeals },
      { kind: 'prompts-done', n: prompts },
      { kind: 'targets', n: targets },
    ];
  }

  private async decisions({ halls, twins }: Reach, caller: Caller): Promise<Decision[]> {
    const [warnings, cards, appeals, matters, prompts] = await Promise.all([
      redWarningsOpen(this.postgres, { halls, twins }),
      cardsWaiting(this.postgres, 'red-cards', halls),
      cardsWaiting(this.postgres, 'appeals', halls),
      this.matters.count('hall', { state: 'unattended' }, caller),
      promptsWaiting(this.postgres, halls, twins),
    ]);
    const unattended = matters.items.map(({ key, unattended: n }) => ({ hall: key, n, oldest: null }));
    return [
      decision('red-warnings', warnings),
      decision('red-cards', cards),
      decision('appeals', appeals),
      decision('unattended', unattended),
      decision('prompts', prompts),
    ];
  }
}

function decision(kind: Decision['kind'], rows: readonly ByHall[]): Decision {
  const some = rows.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
  const oldest = some.flatMap((row) => row.oldest?.getTime() ?? []);
  return {
    kind,
    n: some.reduce((sum, { n }) => sum + n, 0),
    oldest: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
    places: some.slice(0, MAX_PLACES).map(({ hall, n }) => ({ hall: hall === '' ? null : hall, n })),
  };
}

/** The scope of an overview. */
interface Reach {
  /** null: everything */
  readonly halls: readonly string[] | null;
  readonly twins: readonly string[];
  /** the place above all halls of the scope; null: only the bureau */
  readonly place: string | null;
}

/** The caller's halls without twins, and the single place above all of them, if there is one. */
function reachOf(halls: readonly Pick<HallDoc, 'code' | 'parent' | 'twinOf'>[], caller: Pick<Caller, 'halls'>): Reach {
  const twins = halls.filter(({ twinOf }) => twinOf !== undefined).map(({ code }) => code);
  if (caller.halls === 'all') return { halls: null, twins, place: null };
  const codes = caller.halls.filter((code) => !twins.includes(code));
  const top = codes.find((code) => {
    const beneath = withChildren(halls, [code]);
    return codes.every((other) => beneath.has(other));
  });
  return { halls: codes, twins, place: top ?? null };
}
