import type { SampleKind } from '@cockpit/contracts';

/** A table, the kind of its rows, and the condition for the demonstration's rows. */
export interface SampleTable {
  readonly table: string;
  readonly kind: SampleKind;
  readonly where: string;
}

/** Rows of the demonstration's sources, and rows about its places except those of own sources. */
const DEMONSTRATION_ROWS =
  'source IN {tellers:Array(String)} OR (hall IN {places:Array(String)} AND source NOT IN {others:Array(String)})';
const HERE = 'hall IN {places:Array(String)}';
/**
 * Conditions for tables of all modules as data: modules write their own tables, and only this code deletes from all.
 */
const tablesOf = (kind: SampleKind, where: string, ...tables: string[]): SampleTable[] =>
  tables.map((table) => ({ table, kind, where }));
const ofPlaces = (kind: SampleKind, ...tables: string[]): SampleTable[] => tablesOf(kind, HERE, ...tables);

/** ClickHouse tables. Withdrawals are known by identity alone and stay. */
export const CLICKHOUSE_TABLES: readonly SampleTable[] = [
  ...tablesOf('events', DEMONSTRATION_ROWS, 'event'),
  ...tablesOf('matters', DEMONSTRATION_ROWS, 'matter'),
  ...tablesOf('other', DEMONSTRATION_ROWS, 'consult'),
  ...ofPlaces('visits', 'visit'),
  ...ofPlaces(
    'other',
    'visit_day',
    'quote',
    'window_span',
    'load_15min',
    'queue_observation',
    'booking',
    'terminal_span',
  ),
  ...ofPlaces('other', 'terminal_use', 'point_count', 'day_told', 'window_day', 'case_rating'),
];

const demonstration = 'source = ANY($2) OR (hall = ANY($1) AND source <> ALL($3))';
const at = (column: string): string => `${column} = ANY($1)`;
const below = (kind: SampleKind, table: string, key: string, parent: string): SampleTable => ({
  table,
  kind,
  where: `${key} IN (SELECT id FROM ${parent} WHERE hall = ANY($1))`,
});
const [CLOCKS, CARD, STEPS] = ['matter_clock', 'matter_card', 'matter_appeal_step'];
/** matters of `matter_clock`, which is therefore deleted last */
const MATTERS = `(source, case_id) IN (SELECT source, case_id FROM ${CLOCKS} WHERE ${demonstration})`;
/** Steps of an appeal are append-only: cards with steps stay. */
const CARDS = `((${MATTERS}) OR source = ANY($2)) AND NOT EXISTS (SELECT 1 FROM ${STEPS} s WHERE s.card_id = ${CARD}.id)`;

/** Postgres tables in an order that respects references. `$1` places, `$2` sources, `$3` other sources. */
export const POSTGRES_TABLES: readonly SampleTable[] = [
  below('other', 'warning_transition', 'warning_id', 'warning'),
  ...tablesOf('warnings', at('hall'), 'warning'),
  below('other', 'prompt_transition', 'prompt_id', 'prompt'),
  below('other', 'prompt_effect', 'prompt_id', 'prompt'),
  ...tablesOf('prompts', at('hall'), 'prompt'),
  below('other', 'shift_note_read', 'note_id', 'shift_note'),
  ...tablesOf(
    'other',
    at('hall'),
    'shift_note',
    'day_close',
    'decision_clock',
    'enterprise_visit',
    'guided',
    'hall_past',
  ),
  ...tablesOf(
    'other',
    at('hall'),
    'hall_plan',
    'hall_plan_result',
    'hall_drawing',
    'hall_trouble',
    'inspection_answer',
    'manual_entry',
    'simulation',
  ),
  ...tablesOf('other', at('hall'), 'notify_outbox', 'rule_setting', 'silence', 'assessment_place', 'assessment_appeal'),
  ...tablesOf('other', at('place'), 'annotation', 'saved_view', 'target_setting', 'bulletin', 'bulletin_schedule'),
  ...tablesOf('other', demonstration, 'quarantine', 'bad_rating'),
  ...tablesOf('other', `${MATTERS} OR source = ANY($2)`, 'matter_act', 'matter_file', 'matter_dirty'),
  { table: 'matter_card_step', kind: 'other', where: `card_id IN (SELECT id FROM ${CARD} WHERE ${CARDS})` },
  ...tablesOf('other', CARDS, CARD),
  ...tablesOf('matters', demonstration, CLOCKS),
  ...tablesOf(
    'other',
    'source = ANY($2)',
    'matter_register',
    'source_import',
    'source_table',
    'source_mapping',
    'source_key',
  ),
  { table: 'event_source', kind: 'other', where: 'name = ANY($2)' },
];

/** Tables without place or with data of all places; rows that depend on rows above are deleted by cascade. */
export const UNTOUCHED_TABLES: readonly string[] = [
  ...['administrators', 'app_user', 'api_token', 'second_factor', 'audit_entry', 'audit_link', 'calendar_year'],
  ...['organisation_part', 'organisation_version', 'clock_setting', 'matter_state', 'matter_liaison', 'dead_letter'],
  ...['notify_channel', 'notify_attachment', 'notify_bot', 'notify_push', 'notify_robot', 'duty_person', 'duty_shift'],
  ...['overview_look', 'assessment', 'assessment_scheme', 'inspection_round', STEPS, 'matter_change'],
  ...['bulletin_version', 'saved_view_start', 'escalation', 'warning_mark', 'prompt_order', 'prompt_order_step'],
];
