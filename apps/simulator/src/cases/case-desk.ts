import { createHash } from 'node:crypto';
import { DEFAULT_ZONE, MatterCard, page } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { Cockpit, CockpitError } from '../cockpit';
import type { Memory } from '../memory';
import { CASES, tokenNamed } from '../accounts';
import { ENTERPRISES, HALL } from './life';
import { UNITS } from '../units';

/** Hall time between two rounds. */
const EVERY_MS = 30 * 60_000;
const AT_ONCE = 25;
const EXPLANATIONS = ['等待省厅数据比对', '申请人未按期补正材料', '系统联网核查超时', '当事人申请延期'];
const GROUNDS = ['听证期间不应计时', '材料系补正后才齐全，计时起点有误', '当日系统停机，非承办人原因'];
/** Findings of enterprise visits, with their age in days. */
const FOUND: readonly { days: number; found: string }[] = [
  { days: 26, found: '了解外籍员工居留许可到期情况，已提醒提前预约' },
  { days: 12, found: '反映货车通行证办理材料重复提交，已登记诉求' },
  { days: 5, found: '消防通道和仓库门禁符合要求，宣讲反诈' },
];
const DAY_MS = 86_400_000;
const DECISIONS = { upheld: '经核对日志，情况属实', rejected: '计时依据无误，理由不成立' } as const;

interface Means {
  admin: () => Promise<string>;
  save: () => void;
  signal: AbortSignal;
}
/** What a unit does with a card. It is the same for the same card on every run. */
type Answer = 'acknowledge' | 'explain' | 'appeal' | 'leave';

/**
 * Answers cards of the simulated case system: units acknowledge, explain or appeal, and the bureau decides some
 * appeals.
 */
export class CaseDesk {
  private lookedAt = -Infinity;
  private appointed = false;

  constructor(
    private readonly url: string,
    private readonly memory: Memory,
    private readonly means: Means,
  ) {}

  /** @param now hall time, epoch ms */
  async look(now: number): Promise<void> {
    if (now - this.lookedAt < EVERY_MS) return;
    this.lookedAt = now;
    try {
      const bureau = new Cockpit(this.url, await this.means.admin(), this.means.signal);
      if (!this.appointed) await appointLiaisons(bureau, now);
      this.appointed = true;
      const unit = new Cockpit(this.url, await this.unitToken(bureau), this.means.signal);
      const { items } = await unit.get(
        `/v1/cards?source=${CASES}&state=issued&appeal=none&limit=${String(AT_ONCE)}`,
        page(MatterCard),
      );
      for (const card of items.filter(isOurs)) await answer(unit, card);
      const open = await bureau.get(`/v1/cards?source=${CASES}&state=all&appeal=open&limit=20`, page(MatterCard));
      for (const card of open.items.filter(isOurs)) await decide(bureau, card);
    } catch (error) {
      // Somebody else answered first, or the cockpit is unavailable: the next round handles the rest.
      if (!(error instanceof CockpitError)) throw error;
    }
  }

  private unitToken(bureau: Cockpit): Promise<string> {
    const token = { name: '仿真审批单位', role: 'unit', units: Object.values(UNITS) } as const;
    return tokenNamed(bureau, 'units', token, this.memory, this.means.save);
  }
}

/** Older cockpits return cards of every source. */
const isOurs = ({ source }: MatterCard): boolean => source === CASES;

/** Assigns every enterprise its own liaison officer (一企一警). */
async function appointLiaisons(bureau: Cockpit, now: number): Promise<void> {
  for (const [i, enterprise] of ENTERPRISES.entries())
    await bureau.send('PUT', `/v1/liaisons/${encodeURIComponent(enterprise)}`, {
      officerId: `${HALL}-P0${String(i + 1)}`,
    });
  // The last enterprise has not been visited yet.
  for (const [i, enterprise] of ENTERPRISES.slice(0, -1).entries())
    for (const { days, found } of FOUND.slice(i)) {
      const day = hallDay(now - (days + i) * DAY_MS, DEFAULT_ZONE);
      const key = `visit-${String(i + 1)}-${String(days)}-${day}`;
      await bureau.send('POST', `/v1/enterprises/${encodeURIComponent(enterprise)}/visits`, {
        key,
        day,
        hall: HALL,
        who: '联络员',
        found,
      });
    }
}

/** Hash of the card id in [0, 100). */
const lot = (id: string, purpose: string): number =>
  createHash('sha256').update(`${purpose} ${id}`).digest().readUInt16BE(0) % 100;
const pick = (from: readonly string[], id: string): string => from[lot(id, 'pick') % from.length] ?? '';

function answerTo(id: string): Answer {
  const drawn = lot(id, 'answer');
  return drawn < 25 ? 'acknowledge' : drawn < 45 ? 'explain' : drawn < 60 ? 'appeal' : 'leave';
}

async function answer(unit: Cockpit, { id }: MatterCard): Promise<void> {
  const path = `/v1/cards/${encodeURIComponent(id)}`;
  switch (answerTo(id)) {
    case 'acknowledge':
      await unit.send('POST', `${path}/ack`, {});
      return;
    case 'explain':
      await unit.send('POST', `${path}/explain`, { reason: pick(EXPLANATIONS, id) });
      return;
    case 'appeal':
      await unit.send('POST', `${path}/appeal`, { reason: pick(GROUNDS, id) });
      return;
    case 'leave':
  }
}

/** Decides two thirds of the appeals. The rest stays open for viewers of the demonstration. */
async function decide(bureau: Cockpit, { id }: MatterCard): Promise<void> {
  const drawn = lot(id, 'decision');
  if (drawn >= 66) return;
  const decision = drawn < 28 ? 'upheld' : 'rejected';
  await bureau.send('POST', `/v1/cards/${encodeURIComponent(id)}/appeal/decide`, {
    decision,
    reason: DECISIONS[decision],
  });
}
