import type { ColumnRole } from '@cockpit/contracts';
import type { TimeKind } from './formats';
import { cancelledOf, goneOf, resultsOf } from './words';

/** Facts about a column before its meaning is known. */
export interface ColumnFacts {
  name: string;
  /** non-empty values of the rows read */
  values: readonly string[];
  distinct: readonly string[];
  /** time formats by kind; empty when it is no time */
  forms: Readonly<Record<TimeKind, readonly string[]>>;
}

/** Normalised name for comparing: no blanks or marks, lower case. */
const bare = (name: string): string => name.toLowerCase().replace(/[\s_\-.:：()（）/]+/g, '');

/** Column names that state a role, and parts that hint at it, in Chinese and English. */
const NAMES: Readonly<Record<ColumnRole, readonly [whole: RegExp, part: RegExp]>> = {
  ticket: [
    /^(流水号|票据编号|取号流水|序列号|记录号|排队流水号|ticketid|id|serial|uuid)$/,
    /流水|序列号|ticketid|serial|guid/,
  ],
  number: [
    /^(票号|排队号|排队号码|号码|号票|号牌|取号号码|票码|no|number|ticketno|ticketnumber|queueno|ticket)$/,
    /票号|排队号|号码|ticketn|queuen/,
  ],
  day: [/^(日期|业务日期|取号日期|办理日期|date|day)$/, /日期|date/],
  issued: [
    /^(取号时间|取票时间|领号时间|发号时间|出票时间|排队时间|printed|issued|issuedat|takenat|createdat|tickettime)$/,
    /取号|取票|领号|发号|出票|排队时间|登记时间|到达|printed|issue|taken|creat|arriv/,
  ],
  called: [/^(叫号时间|呼叫时间|called|calledat|calltime)$/, /叫号|呼叫|call/],
  started: [
    /^(开始办理时间|受理时间|开始时间|办理时间|started|startedat|starttime|servicestart)$/,
    /开始|受理时间|start|begin/,
  ],
  finished: [
    /^(结束时间|完成时间|办结时间|办毕时间|结束办理时间|finished|finishedat|endtime|completedat|closed)$/,
    /结束|完成|办结|办毕|完毕|finish|complete|end/,
  ],
  window: [
    /^(窗口|窗口号|窗口编号|柜台|柜台号|台席|window|windowid|windowno|counter|desk|booth)$/,
    /窗口|柜台|台席|window|counter|desk|booth/,
  ],
  queue: [
    /^(业务|队列|业务类型|业务名称|业务类别|排队队列|queue|queuename|service|servicename|category)$/,
    /业务|队列|queue|service|category/,
  ],
  hall: [
    /^(大厅|网点|厅|办事大厅|服务大厅|网点名称|大厅名称|hall|office|branch|site|location)$/,
    /大厅|网点|hall|office|branch|site/,
  ],
  status: [
    /^(状态|结果|办理结果|票状态|状态名称|status|state|result|outcome)$/,
    /状态|结果|status|state|result|outcome/,
  ],
  channel: [/^(渠道|取号方式|取号渠道|来源|channel|origin)$/, /渠道|取号方式|来源|channel/],
  item: [/^(事项|事项名称|办理事项|事项编码|item|itemcode|matter)$/, /事项|item|matter/],
  officer: [
    /^(工号|警号|办事员|经办人|民警|警员|officer|officerid|clerk|staff|agent|operator)$/,
    /工号|警号|办事员|经办|民警|警员|officer|clerk|staff|operator/,
  ],
};
/**
 * Pinyin initials, often used as column names: `qhsj` is 取号时间 (ticket time). Not `zt` (state): its values are numbers
 * with unknown meaning.
 */
const INITIALS: Readonly<Partial<Record<ColumnRole, RegExp>>> = {
  ticket: /^(lsh|pdlsh|phlsh|qhlsh|jlh)$/,
  number: /^(ph|pdh|pdhm|hm|qhhm|hphm)$/,
  day: /^(rq|ywrq|qhrq|blrq)$/,
  issued: /^(qhsj|qpsj|lhsj|fhsj|cpsj|pdsj|djsj)$/,
  called: /^(jhsj|hjsj)$/,
  started: /^(kssj|ksblsj|ksbl|slsj|blkssj)$/,
  finished: /^(jssj|bjsj|wcsj|bjwcsj|bljssj|jsblsj|jsbl)$/,
  window: /^(ck|ckh|ckbh|ckid|gt|gth)$/,
  queue: /^(yw|ywlx|ywmc|ywlb|ywdl|dlmc)$/,
  hall: /^(dt|dtmc|dtbh|wd|wdmc|wdbh)$/,
  status: /^(bljg|ztmc)$/,
  channel: /^(qd|qhfs|qhqd|ly)$/,
  item: /^(sx|sxmc|sxbm|blsx)$/,
  officer: /^(gh|jh|jyh|czy|jbr|blr|blrgh)$/,
};
export const ROLE_NAMES = Object.keys(NAMES) as ColumnRole[];
const TIMES: readonly ColumnRole[] = ['issued', 'called', 'started', 'finished'];

/** Time of a row's last update, which is no event of a ticket. */
const WRITTEN = /^(xgsj|gxsj|zhxgsj|gxrq|etl.*|.*(updat|modif|更新|修改).*)$/;

const TICKET_NUMBER = /^[A-Za-z]{0,3}[-]?\d{1,6}$/;
const share = (values: readonly string[], test: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

/** Score by content: null when impossible, higher when more speaks for the role. */
function content(role: ColumnRole, { values, distinct, forms }: ColumnFacts): number | null {
  const few = distinct.length <= Math.max(3, Math.min(60, values.length / 3));
  if (TIMES.includes(role)) return forms.instant.length + forms.time.length > 0 ? 1 : null;
  const isTime = forms.instant.length > 0;
  switch (role) {
    case 'day':
      return forms.day.length > 0 ? 1 : null;
    case 'ticket':
      return isTime || distinct.length < Math.min(values.length, 200) ? null : 1;
    case 'number':
      return isTime ? null : share(values, (value) => TICKET_NUMBER.test(value)) > 0.9 ? 1 : 0;
    default:
      return isTime || forms.day.length > 0 ? null : few ? 1 : 0;
  }
}

function nameScore(role: ColumnRole, name: string): number {
  const [whole, part] = NAMES[role];
  const text = bare(name);
  return whole.test(text) ? 4 : (INITIALS[role]?.test(text) ?? false) ? 3 : part.test(text) ? 2 : 0;
}

/** Assigns each role at most one column and each column at most one role: highest score first, then column order. */
export function rolesOf(
  all: readonly ColumnFacts[],
  fixed: Readonly<Record<string, ColumnRole | null>> = {},
): Map<ColumnRole, ColumnFacts> {
  const columns = all.filter(({ name }) => !Object.hasOwn(fixed, name));
  const pairs = columns.flatMap((column, at) =>
    ROLE_NAMES.flatMap((role, nth) => {
      const [named, contentScore] = [nameScore(role, column.name), content(role, column)];
      return named === 0 || contentScore === null ? [] : [{ role, column, at, nth, score: named + contentScore }];
    }),
  );
  pairs.sort((a, b) => b.score - a.score || a.at - b.at || a.nth - b.nth);
  const found = new Map<ColumnRole, ColumnFacts>();
  const assigned = new Set<ColumnFacts>();
  const take = (role: ColumnRole, column: ColumnFacts): void => {
    if (found.has(role) || assigned.has(column)) return;
    found.set(role, column);
    assigned.add(column);
  };
  for (const column of all) {
    const role = fixed[column.name] ?? null;
    if (role !== null) take(role, column);
  }
  for (const { role, column } of pairs) take(role, column);
  byContent(columns, assigned, found, take);
  return found;
}

const isOutcome = (value: string): boolean =>
  [...goneOf([value]), ...cancelledOf([value]), ...Object.keys(resultsOf([value]))].length > 0;

/** For columns without telling names: ticket numbers have a pattern, and a ticket's times have an order. */
function byContent(
  columns: readonly ColumnFacts[],
  assigned: ReadonlySet<ColumnFacts>,
  found: ReadonlyMap<ColumnRole, ColumnFacts>,
  take: (role: ColumnRole, column: ColumnFacts) => void,
): void {
  const free = (): ColumnFacts[] => columns.filter((column) => !assigned.has(column));
  if (!found.has('number')) {
    const like = free().find(
      ({ values, distinct }) =>
        distinct.length > values.length / 3 && share(values, (value) => /^[A-Za-z]{1,3}-?\d{1,6}$/.test(value)) > 0.9,
    );
    if (like) take('number', like);
  }
  if (!found.has('status')) {
    const named = free().find(
      ({ distinct }) =>
        [...goneOf(distinct), ...cancelledOf(distinct)].length > 0 && distinct.every((value) => isOutcome(value)),
    );
    if (named) take('status', named);
  }
  if (found.has('issued')) return;
  const times = free().filter(({ name, forms }) => forms.instant.length > 0 && !WRITTEN.test(bare(name)));
  // more tickets are issued than called, and more called than finished
  times.sort((a, b) => b.values.length - a.values.length);
  const names: ColumnRole[] = times.length > 2 ? ['issued', 'called', 'finished'] : ['issued', 'called'];
  for (const [at, role] of names.entries()) {
    const column = times[at];
    if (column && !found.has(role)) take(role, column);
  }
}
